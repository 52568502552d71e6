"""Words for groups, link types, states, chains, stages and yes in the hubs' languages, as files use them.

A word counts only when it is certain. "Organization" or "Actor" could be any group and is therefore not listed; a
phrase whose words point to two groups ("government research lab") stays unsorted. Words are compared without case,
accents and punctuation: "Autorité" is found as "autorite". Languages: en, de, fr, nl, pt, it, ro, hu, tr, es.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy

T = TypeVar("T", bound=StrEnum)

_LONGEST_PHRASE = 3
_MOST_WORDS = 8
_SPLIT = re.compile(r"[|;,/\n]+")

_KINDS: dict[Kind, str] = {
    Kind.INDUSTRY: """industry, industries, industrial, business, businesses, company, companies, corporation,
        corporate, enterprise, enterprises, social enterprise, firm, manufacturer, producer, supplier, vendor, retailer,
        recycler, sme, smes, startup, start up, private sector, industrie, unternehmen, firma, hersteller, betrieb,
        lieferant, handler, sozialunternehmen, entreprise, entreprises, societe commerciale, fabricant, fournisseur,
        bedrijf, bedrijven, bedrijfsleven, fabrikant, leverancier, onderneming, industria, empresa, empresas,
        fabricante, fornecedor, setor privado, impresa, imprese, azienda, aziende, produttore, fornitore, industrie,
        companie, companii, intreprindere, intreprinderi, producator, furnizor, ipar, vallalat, vallalkozas, ceg,
        gyarto, beszallito, sanayi, sirket, sirketler, isletme, uretici, tedarikci, proveedor, fabricantes,
        sector privado""",
    Kind.RESEARCH: """research, academia, academic, university, universities, research institute, research and
        development, college, school, science, scientist, researcher, higher education, forschung, wissenschaft,
        universitat, hochschule, forschungsinstitut, fachhochschule, recherche, universite, ecole, institut de
        recherche, onderzoek, universiteit, hogeschool, kennisinstelling, wetenschap, investigacao, universidade,
        academico, ricerca, universita, istituto di ricerca, accademia, cercetare, universitate, institut de
        cercetare, kutatas, kutatointezet, egyetem, foiskola, arastirma, universite, akademi, akademik,
        investigacion, universidad, centro de investigacion""",
    Kind.GOVERNMENT: """government, governments, gov, govt, governmental, public body, public bodies, public authority,
        public sector, public administration, authority, municipality, municipalities, city council, ministry,
        regulator, local government, regional government, state agency, politics, regierung, behorde, verwaltung,
        offentliche hand, kommune, gemeinde, stadt, ministerium, gouvernement, collectivite, administration publique,
        municipalite, commune, mairie, ministere, autorite, autorite publique, overheid, gemeente, ministerie,
        provincie, governo, municipio, camara municipal, autarquia, ministerio, administracao publica, comune,
        pubblica amministrazione, ministero, ente pubblico, guvern, primarie, autoritate, autoritate publica, minister,
        administratie publica, kormany, onkormanyzat, miniszterium, hatosag, devlet, hukumet, belediye, bakanlik,
        kamu, kamu kurumu, gobierno, ayuntamiento, administracion publica, autoridad""",
    Kind.CIVIL: """civil, civil society, civil society and media, ngo, ngos, non profit, nonprofit, charity, citizen,
        citizens, citizen group, media, press, volunteers, activist, zivilgesellschaft, verein, burger,
        burgerinnen, nichtregierungsorganisation, medien, societe civile, ong, citoyen, citoyens, maatschappelijk
        middenveld, maatschappelijke organisatie, burgers, vereniging, sociedade civil, cidadaos, societa civile,
        cittadini, organizzazione non profit, terzo settore, societatea civila, societate civila, cetateni, civil
        tarsadalom, civil szervezet, civilek, polgarok, sivil toplum, stk, vatandas, vatandaslar, dernek, sociedad
        civil, ciudadanos, ciudadania""",
    Kind.NATURE: """nature, environment, environmental, environmental agency, ecosystem, biodiversity, natur, umwelt,
        umweltamt, umweltschutz, milieu, natuur, natuurbescherming, environnement, natureza, meio ambiente, ambiente,
        natura, mediu, mediul, termeszet, kornyezet, kornyezetvedelem, doga, cevre, naturaleza, medio ambiente""",
    Kind.INTERMEDIARY: """intermediary, intermediaries, investor, investors, bank, fund, funder, incubator, accelerator,
        hub, cluster organisation, cluster organization, network organisation, chamber of commerce, vermittler,
        investoren, wirtschaftsforderung, handelskammer, intermediaire, investisseur, incubateur, banque, bailleur,
        chambre de commerce, intermediair, investeerder, brancheorganisatie, intermediario, investidor, incubadora,
        banco, intermediari, investitore, incubatore, banca, camera di commercio, intermediar, investitor, kozvetito,
        befekteto, inkubator, kamara, araci, yatirimci, kulucka merkezi, ticaret odasi, inversor, aceleradora""",
    Kind.UNSORTED: "unsorted, not yet sorted, stakeholder, stakeholders",
    Kind.CHALLENGE: """challenge, challenges, problem, problems, issue, issues, pain point, barrier, herausforderung,
        herausforderungen, probleme, hindernis, defi, defis, problematique, uitdaging, uitdagingen, probleem,
        knelpunt, desafio, desafios, problema, problemas, sfida, sfide, problemi, criticita, provocare, provocari,
        kihivas, kihivasok, problemak, zorluk, zorluklar, sorun, sorunlar, reto, retos""",
}

_LINKS: dict[LinkType, str] = {
    LinkType.MATERIAL: """material, materials, material flow, raw material, raw materials, waste, materialien,
        materialfluss, stoffstrom, rohstoff, rohstoffe, abfall, abfalle, matiere, matieres, matieres premieres, dechets,
        materiaal, materialen, grondstof, grondstoffen, afval, materia prima, materias primas, materiais, residuos,
        materiali, materie prime, rifiuti, materiale, materii prime, deseuri, anyag, anyagok, nyersanyag, hulladek,
        malzeme, hammadde, atik, materiales""",
    LinkType.ENERGY: """energy, heat, electricity, energie, warme, waermestrom, warmte, elektriciteit, chaleur,
        electricite, energia, calor, eletricidade, elettricita, electricitate, hoenergia, aram, enerji, elektrik,
        electricidad""",
    LinkType.WATER: "water, waste water, wastewater, wasser, abwasser, eau, eaux usees, afvalwater, agua, acqua, apa",
    LinkType.PRODUCT: """product, products, goods, produkt, produkte, waren, produit, produits, producten, produto,
        produtos, prodotto, prodotti, produs, produse, termek, termekek, urun, urunler, producto, productos""",
    LinkType.SERVICE: """service, services, dienstleistung, dienstleistungen, dienst, diensten, servico, servicos,
        servizio, servizi, serviciu, servicii, szolgaltatas, szolgaltatasok, hizmet, hizmetler, servicio, servicios""",
    LinkType.MONEY: """money, funding, finance, financial, financing, payment, grant, investment, invests, funds, pays,
        geld, finanzierung, zahlung, investition, argent, financement, paiement, investissement, financiering,
        betaling, subsidie, dinheiro, financiamento, pagamento, denaro, finanziamento, bani, finantare, penz,
        finanszirozas, finansman, odeme, dinero, financiacion, pago""",
    LinkType.INFORMATION: """information, info, informs, daten, informationen, informatie, gegevens, donnees,
        informations, data, informacao, dados, informazione, informazioni, dati, informatii, informacio, adat, adatok,
        bilgi, veri, informacion, datos""",
    LinkType.KNOWLEDGE: """knowledge, know how, expertise, wissen, savoir, savoirs, connaissance, connaissances, kennis,
        conhecimento, conoscenza, conoscenze, cunostinte, tudas, conocimiento, conocimientos""",
    LinkType.REGULATION: """regulation, regulates, regulation or influence, influence, influences, legislation,
        regulierung, einfluss, beeinflusst, reglementation, reglemente, regelgeving, invloed, beinvloedt, regulacao,
        influencia, regolamentazione, influenza, reglementare, influenta, szabalyozas, befolyas, duzenleme, etki,
        regulacion""",
    LinkType.COLLABORATION: """collaboration, collaborates, cooperation, cooperates, partnership, partner, partners,
        works with, kooperation, zusammenarbeit, partnerschaft, partenariat, partenaire, samenwerking, werkt samen,
        cooperacao, colaboracao, parceria, collaborazione, cooperazione, colaborare, cooperare, parteneriat,
        egyuttmukodes, partnerseg, isbirligi, ortaklik, colaboracion, cooperacion""",
    LinkType.FACES: """faces, is affected by, affected by, suffers from, struggles with, steht vor, betroffen von, fait
        face a, staat voor, enfrenta, affronta, se confrunta cu, szembesul""",
    LinkType.OWNS: "owns, owner of, owner, verantwortet, besitzt, possede, bezit, possui, possiede, detine, sahip",
    LinkType.HELP: """help, helps, can help, can help solve, solves, helps solve, solution for, hilft, kann helfen,
        lost, aide, aide a resoudre, peut aider, helpt, kan helpen, ajuda, ajuda a resolver, aiuta, ajuta, segit,
        yardim eder, ayuda""",
    LinkType.ABOUT: "about, is about, concerns, betrifft, concerne, gaat over, betreft, sobre, riguarda, despre",
    LinkType.DEPENDS: """depends, depends on, requires, hangt ab von, abhangig von, depend de, hangt af van,
        afhankelijk van, depende de, dipende da, depinde de, fugg, bagli""",
}

# Too short or with a second meaning: taken only where they stand alone.
_LINKS_ALONE: dict[LinkType, str] = {
    LinkType.MATERIAL: "flow, flows, fluss, flux, stroom, fluxo, flusso, aramlas, akis, flujo, matter",
    LinkType.ENERGY: "strom",
    LinkType.WATER: "su, viz",
    LinkType.SERVICE: "dienste",
    LinkType.MONEY: "para, plata, fund, soldi",
    LinkType.REGULATION: "law, policy, loi, lei, legge, wet, lege, torveny, yasa, ley, gesetz",
}

_STATES: dict[LinkState, str] = {
    LinkState.EXISTING: """existing, current, bestehend, existant, bestaand, existente, esistente, existent,
        meglevo, mevcut""",
    LinkState.PLANNED: """planned, future, geplant, prevu, gepland, planeado, pianificato, planificat,
        tervezett, planlanan""",
    LinkState.MISSING: """missing, lacking, needed, fehlend, fehlt, manquant, ontbrekend, em falta, mancante,
        lipsa, hianyzo, eksik""",
}

_CHAINS: dict[Chain, str] = {
    Chain.ELECTRONICS: """electronics, electronics and ict, ict, electronics ict, elektronik, electronique,
        elektronica, eletronica, elettronica, electronica, elektronika""",
    Chain.BATTERIES: """batteries, battery, batteries and vehicles, vehicles, batterien, fahrzeuge,
        vehicules, batterijen, voertuigen, baterias, veiculos, batterie, veicoli, baterii,
        vehicule, akkumulatorok, jarmuvek, pil, araclar, vehiculos""",
    Chain.PACKAGING: """packaging, verpackung, verpackungen, emballage, emballages, verpakking,
        verpakkingen, embalagem, embalagens, imballaggio, imballaggi, ambalaje, csomagolas,
        ambalaj, envases""",
    Chain.PLASTICS: """plastics, plastic, kunststoff, kunststoffe, plastiques, plastique, kunststoffen,
        plasticos, plastico, plastica, materie plastica, muanyag, plastik""",
    Chain.TEXTILES: """textiles, textile, textilien, textil, textiel, texteis, tessile, tessili, textil,
        tekstil, fashion, clothing""",
    Chain.CONSTRUCTION: """construction, construction and buildings, buildings, bau, bauwesen, gebaude,
        batiment, batiments, bouw, gebouwen, construcao, edificios, costruzioni, edilizia,
        edifici, constructii, cladiri, epitoipar, epuletek, insaat, binalar, construccion""",
    Chain.FOOD: """food, food water and nutrients, nutrients, lebensmittel, ernahrung, alimentation,
        nourriture, voedsel, voeding, alimentos, alimentacao, alimentare, cibo, alimente,
        elelmiszer, gida, alimentacion""",
}

_STRATEGIES: dict[Strategy, str] = {
    Strategy.R0: "r0, refuse",
    Strategy.R1: "r1, rethink",
    Strategy.R2: "r2, reduce",
    Strategy.R3: "r3, reuse, re use",
    Strategy.R4: "r4, repair",
    Strategy.R5: "r5, refurbish",
    Strategy.R6: "r6, remanufacture",
    Strategy.R7: "r7, repurpose",
    Strategy.R8: "r8, recycle, recycling",
    Strategy.R9: "r9, recover",
}

_STAGES: dict[Stage, str] = {
    Stage.DESIGN: "design",
    Stage.MATERIALS: "materials, raw and secondary materials, raw materials, secondary materials",
    Stage.COMPONENTS: "components, components and material production",
    Stage.MANUFACTURING: "manufacturing, manufacturing and assembly, production, assembly",
    Stage.LOGISTICS: "logistics, packaging and logistics, transport",
    Stage.RETAIL: "retail, retail and service, sales",
    Stage.USE: "use, consumption",
    Stage.REPAIR: "repair, maintenance, maintenance and repair",
    Stage.COLLECTION: "collection, sorting, collection and sorting",
    Stage.REMANUFACTURING: "remanufacturing, refurbishing, refurbishing and remanufacturing",
    Stage.RECYCLING: "recycling",
    Stage.DISPOSAL: "disposal, energy recovery and disposal, energy recovery, landfill",
    Stage.CROSS_CUTTING: "cross cutting, cross cutting finance policy research standards education",
}

_HUBS: dict[Hub, str] = {hub: hub.value.replace("-", " ") for hub in Hub}

_YES = frozenset(("1", "yes", "y", "true", "x", "ja", "oui", "si", "sim", "da", "igen", "evet", "circular", "zirkular"))

_REJECTED = frozenset(
    (
        *("-1", "rejected", "reject", "refused", "declined", "hidden", "spam", "deleted", "abgelehnt", "verworfen"),
        *("refuse", "rejete", "afgewezen", "geweigerd", "rejeitado", "rifiutato", "respins", "elutasitva"),
        *("elutasitott", "reddedildi", "rechazado"),
    )
)


def plain(text: str) -> str:
    """The text without case, accents and punctuation, its words parted by single spaces."""
    parted = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    letters = ("" if unicodedata.combining(letter) else letter for letter in parted)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in "".join(letters)).split())


def kind_of(word: str) -> Kind | None:
    """The group that a type word certainly means, or None."""
    return _certain(word, _KIND_TABLE)


def link_type_of(word: str) -> LinkType | None:
    """The type that a connection's word certainly means, or None."""
    return _ALONE_TABLE.get(plain(word)) or _certain(word, _LINK_TABLE)


def state_of(word: str) -> LinkState | None:
    """The state of a link that a word certainly means, or None."""
    return _certain(word, _STATE_TABLE)


def hub_of(word: str) -> Hub | None:
    """The hub with this name, or None."""
    return _HUB_TABLE.get(plain(word))


def chains_of(text: str) -> tuple[Chain, ...]:
    """The value chains named in a cell, in the order of the cell."""
    return _named(text, _CHAIN_TABLE)


def strategies_of(text: str) -> tuple[Strategy, ...]:
    """The R strategies named in a cell, in the order of the cell."""
    return _named(text, _STRATEGY_TABLE)


def stages_of(text: str) -> tuple[Stage, ...]:
    """The value-chain stages named in a cell, in the order of the cell."""
    return _named(text, _STAGE_TABLE)


def is_yes(text: str) -> bool:
    """True for a cell that says yes."""
    return plain(text) in _YES


def is_rejected(status: str) -> bool:
    """True for a moderation mark that keeps a contribution out."""
    return status.strip() in _REJECTED or plain(status) in _REJECTED


def _table(words: Mapping[T, str]) -> dict[str, T]:
    table = {value.value.replace("-", " "): value for value in words}
    for value, listed in words.items():
        table.update({" ".join(phrase.split()): value for phrase in listed.split(",")})
    return table


def _certain(text: str, table: Mapping[str, T]) -> T | None:
    whole = plain(text)
    if whole in table:
        return table[whole]
    words = whole.split()
    if len(words) > _MOST_WORDS:
        return None
    found = set(_phrases(words, table))
    return found.pop() if len(found) == 1 else None


def _phrases(words: list[str], table: Mapping[str, T]) -> Iterable[T]:
    at = 0
    while at < len(words):
        # The longest phrase first, so that "research institute" is one word and "institute" is not asked again.
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            value = table.get(" ".join(words[at : at + length]))
            if value is not None:
                yield value
                at += length - 1
                break
        at += 1


def _named(text: str, table: Mapping[str, T]) -> tuple[T, ...]:
    if plain(text) in table:
        return (table[plain(text)],)
    parts = [plain(part) for part in _SPLIT.split(text)]
    # "R3 Reuse" says the same twice; the first word is enough.
    found = (table.get(part) or table.get(part.split(" ")[0]) for part in parts)
    return tuple(dict.fromkeys(value for value in found if value is not None))


_KIND_TABLE = _table(_KINDS)
_LINK_TABLE = _table(_LINKS)
_ALONE_TABLE = {phrase.strip(): value for value, listed in _LINKS_ALONE.items() for phrase in listed.split(",")}
_STATE_TABLE = _table(_STATES)
_CHAIN_TABLE = _table(_CHAINS)
_STRATEGY_TABLE = _table(_STRATEGIES)
_STAGE_TABLE = _table(_STAGES)
_HUB_TABLE = _table(_HUBS)
