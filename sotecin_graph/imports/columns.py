"""Which column of a free table says what: found from the header's words in the hubs' languages and from the cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from sotecin_graph.imports.tables import Table
from sotecin_graph.imports.words import plain

Makes = Literal["stakeholder", "challenge"]

_SAMPLES = 5
_LONG_TEXT = 40
"""Characters: cells that are longer on average are statements and not names."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name in the header, and its first few cells that say something."""

    name: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, by name; empty where none does. `makes` is the kind of rows without a known type.

    A table with `source` and `target` holds connections. Where there is `problem` and no `name`, the problem is a
    statement and the title is its start.
    """

    name: str = ""
    kind: str = ""
    problem: str = ""
    wish: str = ""
    note: str = ""
    status: str = ""
    votes: str = ""
    ident: str = ""
    hub: str = ""
    country: str = ""
    chains: str = ""
    strategies: str = ""
    stages: str = ""
    x: str = ""
    y: str = ""
    source: str = ""
    target: str = ""
    type: str = ""
    direction: str = ""
    state: str = ""
    circular: str = ""
    quantity: str = ""
    makes: Makes = "stakeholder"

    @property
    def holds_links(self) -> bool:
        """True for a table of connections."""
        return bool(self.source and self.target)

    @property
    def used(self) -> frozenset[str]:
        """The names of all columns that say something."""
        given = (getattr(self, one.name) for one in fields(self) if one.name != "makes")
        return frozenset(column for column in given if column)


_ENDS: dict[str, str] = {
    "source": """source, from, from element, quelle, von, ausgangspunkt, origine, de, bron, van, origem, origen,
        da, sorgente, sursa, de la, forras, honnan, kaynak, kimden, source name""",
    "target": """target, to, to element, ziel, nach, an, cible, vers, a, doel, naar, destino, para, destinazione,
        tinta, catre, cel, hova, hedef, kime, target name""",
}

_HEADERS: dict[str, str] = {
    "ident": "id, key, comment id, nr, no, number, nummer, numero, kennung, identifiant",
    "name": """name, label, title, organisation, organization, organisation name, organization name,
        stakeholder, actor, company, challenge, element, factor, node, naam, titel, bezeichnung, akteur,
        herausforderung, nom, titre, intitule, acteur, defi, uitdaging, nome, titulo, organizacao, ator,
        desafio, titolo, organizzazione, attore, sfida, nume, titlu, denumire, organizatie, provocare,
        nev, megnevezes, cim, szervezet, szereplo, kihivas, ad, adi, isim, baslik, kurulus, paydas,
        zorluk, nombre, organizacion, entidad, reto""",
    "kind": """kind, type, category, group, sector, stakeholder group, stakeholder type, helix, element type,
        node type, typ, art, kategorie, gruppe, sektor, categorie, groupe, secteur, soort, groep, tipo,
        categoria, grupo, setor, gruppo, settore, tip, grup, sector, tipus, kategoria, csoport, tur,
        kategori""",
    "problem": """problem, statement, comment, comment body, body, text, issue, challenge description, problem
        description, idea, proposal, contribution, aussage, kommentar, beitrag, problembeschreibung,
        vorschlag, probleme, enonce, commentaire, proposition, probleem, stelling, opmerking, problema,
        comentario, afirmacao, commento, affermazione, comentariu, problema, allitas, megjegyzes, sorun,
        yorum, ifade""",
    "wish": """wish, looking for, we are looking for a solution that, solution wanted, gesucht, recherche,
        gezocht, procura""",
    "note": """note, notes, description, summary, remark, remarks, details, beschreibung, notiz, anmerkung,
        remarque, beschrijving, toelichting, descricao, nota, observacoes, descrizione, note, descriere,
        leiras, aciklama, descripcion""",
    "status": """status, moderated, moderation, state of moderation, approved, visible, statut, stato, estado,
        durum, allapot""",
    "votes": """votes, agrees, agree, likes, points, stimmen, zustimmung, voix, stemmen, votos, voti, voturi,
        szavazatok, oylar""",
    "hub": "hub, regional hub",
    "country": "country, land, pays, pais, paese, tara, orszag, ulke, country code",
    "chains": """chain, chains, value chain, value chains, wertschopfungskette, chaine de valeur, waardeketen,
        cadeia de valor, catena del valore, lant valoric, erteklanc, deger zinciri, cadena de valor""",
    "strategies": "strategy, strategies, r strategy, r strategies, circular strategy, r ladder",
    "stages": "stage, stages, value chain stage",
    "x": "x, x position, pos x",
    "y": "y, y position, pos y",
}

_LINK_HEADERS: dict[str, str] = {
    "type": """type, link type, connection type, relation, relation type, relationship, kind, exchange, typ,
        art, beziehung, relation, soort, relatie, tipo, relacao, relazione, relatie, tip, tipus,
        kapcsolat, tur, iliski""",
    "direction": "direction, directed, richtung, sens, richting, direcao, direzione, directie, irany, yon",
    "state": "state, status, zustand, etat, estado, stato, stare",
    "circular": "circular, is circular, zirkular, kreislauf",
    "quantity": """quantity, amount, volume, menge, quantite, hoeveelheid, quantidade, quantita, cantitate,
        mennyiseg, miktar""",
    "name": "label, name",
    "note": _HEADERS["note"],
}

_THING_NAMES = frozenset(("title", "titel", "titre", "titulo", "titolo", "titlu", "cim", "baslik"))
_CHALLENGE_NAMES = frozenset(
    ("challenge", "herausforderung", "defi", "uitdaging", "desafio", "sfida", "provocare", "kihivas", "zorluk", "reto")
)


def columns_of_table(table: Table) -> list[Column]:
    """The columns of a table with their first cells."""
    found = []
    for name in table.header:
        cells = (cells.get(name, "") for _row, cells in table.rows)
        filled = [cell for cell in cells if cell]
        found.append(Column(name, tuple(cell[:300] for cell in filled[:_SAMPLES])))
    return found


def suggest_columns(columns: Iterable[Column]) -> Columns:
    """Which column holds what, as far as header and cells tell; a person may change it before the file is read."""
    listed = list(columns)
    ends = _matched(listed, _ENDS)
    if len(ends) == 2 and len(set(ends.values())) == 2:
        left = [column for column in listed if column.name not in ends.values()]
        return _columns({**ends, **_matched(left, _LINK_HEADERS)})
    found = _matched(listed, _HEADERS)
    if "name" not in found and "problem" not in found:
        found.update(_guessed(listed, set(found.values())))
    return _settled(found, {column.name: column for column in listed})


def _settled(found: dict[str, str], columns: dict[str, Column]) -> Columns:
    name = found.get("name", "")
    words = set(plain(name).split())
    if "problem" in found and "name" in found and plain(found["problem"]) == plain(name):
        del found["problem"]
    is_titled = bool(words & _THING_NAMES) and "kind" not in found and "country" not in found
    is_challenge = "problem" in found or bool(words & _CHALLENGE_NAMES) or is_titled
    if is_challenge and name and "problem" not in found and "note" in found:
        found["problem"] = found.pop("note")
    if name and "problem" not in found and "kind" not in found and _length(columns[name]) > _LONG_TEXT:
        # The column that should hold names holds whole sentences.
        found["problem"] = found.pop("name")
        is_challenge = True
    return _columns(found, makes="challenge" if is_challenge else "stakeholder")


def _columns(found: dict[str, Any], makes: Makes = "stakeholder") -> Columns:
    return replace(Columns(makes=makes), **found)


def _matched(columns: list[Column], table: dict[str, str]) -> dict[str, str]:
    """Field -> column: whole headers first, so that "type" is not taken by "type of text"."""
    found: dict[str, str] = {}
    words = {field: {plain(phrase) for phrase in listed.split(",")} for field, listed in table.items()}
    taken: set[str] = set()
    for column in columns:
        for field, known in words.items():
            if field not in found and column.name not in taken and plain(column.name) in known:
                found[field] = column.name
                taken.add(column.name)
    return found


def _guessed(columns: list[Column], taken: set[str]) -> dict[str, str]:
    """The column with the longest words for a name where no header is known; long texts are statements."""
    left = [column for column in columns if column.name not in taken and _is_wordy(column)]
    if not left:
        return {}
    best = max(left, key=_length)
    if _length(best) > _LONG_TEXT:
        return {"problem": best.name}
    return {"name": left[0].name}


def _length(column: Column) -> float:
    return sum(map(len, column.samples)) / len(column.samples) if column.samples else 0.0


def _is_wordy(column: Column) -> bool:
    letters = sum(sum(letter.isalpha() for letter in sample) for sample in column.samples)
    return letters > 0.5 * sum(map(len, column.samples)) > 0
