"""The catalogues of texts: what the source says is gathered, each language's .po renewed, and its .mo compiled.

Run as ``python -m sotecin_graph.catalogues`` from the source tree (``make catalogues``); nothing imports this module
while the app runs.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sotecin_graph.language import LANGUAGES

ROOT = Path(__file__).parent.parent
LOCALE = Path(__file__).parent / "locale"
SPOKEN_IN = ("pages", "sotecin_graph")
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
_MARKS = {"_": slice(0, 1), "N_": slice(0, 1), "ngettext": slice(0, 2), "forms": slice(1, 3)}
"""Which arguments of which calls are texts; `forms` is the canvas's own (live/plurals.py)."""
_TWO_FORMS = "nplurals=2; plural=(n != 1);"
"""Babel knows one form for Hungarian and Turkish; the canvas asks for two, as CLDR does."""
_HEAD = "# Words of SoTecIn Graph. To correct one: change its msgstr, then `make catalogues`."


def said(source: str) -> Iterator[str | tuple[str, str]]:
    """The texts that a module marks for translation, inside f-strings too; those with plural as a pair."""
    for call in ast.walk(ast.parse(source)):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _MARKS):
            continue
        given = call.args[_MARKS[call.func.id]]
        texts = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if len(texts) == len(given) == 1 and texts[0]:
            yield texts[0]
        elif len(texts) == len(given) == 2:
            yield texts[0], texts[1]


def everything_said(root: Path = ROOT) -> dict[str | tuple[str, str], Path]:
    """Every text of the source tree, with the first module that says it."""
    found: dict[str | tuple[str, str], Path] = {}
    for path in sorted(path for folder in SPOKEN_IN for path in (root / folder).rglob("*.py")):
        for text in said(path.read_text(encoding="utf-8")):
            found.setdefault(text, path)
    return found


def catalogue(language: str) -> Catalog:
    """A language's .po, empty where there is none yet."""
    path = _po(language)
    return read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else _empty(language)


def renew(language: str, texts: dict[str | tuple[str, str], Path]) -> tuple[int, int]:
    """Bring a language's .po to these texts and compile it; how many are translated, and how many there are.

    What was translated stays; what the source no longer says goes.
    """
    before = catalogue(language)
    known = {_key(message.id): message.string for message in before if message.id}
    after, done = _empty(language, since=before.creation_date), 0
    for text in texts:
        string = known.get(_key(text))
        after.add(text, string)
        done += bool(string and string[0])
    _po(language).parent.mkdir(parents=True, exist_ok=True)
    _po(language).write_bytes(_written(after))
    _po(language).with_suffix(".mo").write_bytes(compiled(catalogue(language)))
    return done, len(texts)


def compiled(of: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    file = io.BytesIO()
    write_mo(file, of)
    return file.getvalue()


def _empty(language: str, *, since: datetime | str | None = None) -> Catalog:
    facts: dict[str, Any] = {"project": "SoTecIn Graph", "version": "0", "fuzzy": False, "header_comment": _HEAD}
    empty = Catalog(locale=language, creation_date=since, revision_date=since, **facts)
    empty.mime_headers = [("Language-Team", "the hubs"), ("Last-Translator", "SoTecIn Graph")]
    if empty.num_plurals == 1:
        empty.mime_headers = [("Plural-Forms", _TWO_FORMS)]
    return empty


def _written(of: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, of, width=120, no_location=True)
    return file.getvalue()


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "sotecin.po"


def _key(ident: str | Sequence[str]) -> tuple[str, ...]:
    return (ident,) if isinstance(ident, str) else tuple(ident)


def main() -> None:
    texts = everything_said()
    for language in TRANSLATED:
        done, total = renew(language, texts)
        print(f"{language}  {done} of {total} translated")


if __name__ == "__main__":
    main()
