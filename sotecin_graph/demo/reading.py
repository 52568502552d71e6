"""Reads the example programme from its TOML files and checks that it hangs together; writes nothing.

Who fills a database from it takes `read_programme()`; all organisations, people and figures in it are invented.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from sotecin_graph.agendas import AGENDAS
from sotecin_graph.calls import NEXT_STATES, ChallengeState, Passage, Wording
from sotecin_graph.demo.programme import (
    DemoCall,
    DemoCallChallenge,
    DemoCluster,
    DemoElement,
    DemoLink,
    DemoMap,
    DemoMission,
    DemoProgramme,
    DemoReview,
)
from sotecin_graph.demo.tables import Table, read_table
from sotecin_graph.language import _
from sotecin_graph.missions import MissionState, NextStep
from sotecin_graph.text import PROBLEM_LENGTH
from sotecin_graph.vocabulary import HUBS, Chain, Hub, Kind, LinkState, LinkType, MapKind, Stage, Strategy

FOLDER = Path(__file__).parent
TITLE_LENGTH = 60
"""Most characters of a challenge's title in the examples: two lines on its card."""

TEXT_LENGTH = 1500
_Elements = dict[str, DemoElement]


def read_programme(folder: Path = FOLDER) -> DemoProgramme:
    """All maps, missions and the call of a folder; FileNotReadable names file and place of the first fault."""
    known: _Elements = {}
    maps = [_read_map(folder / "maps" / f"{hub.value}.toml", known) for hub in Hub]
    maps.append(_read_map(folder / "mashup.toml", known))
    missions = _read_missions(read_table(folder / "missions.toml"), {drawn.key: drawn for drawn in maps}, known)
    call = _read_call(read_table(folder / "call.toml"), {mission.key: mission for mission in missions}, known)
    return DemoProgramme(tuple(maps), missions, call)


def _read_map(path: Path, known: _Elements) -> DemoMap:
    """One map; its own elements are added to the known ones."""
    table, key = read_table(path), path.stem
    hubs = table.terms("hubs", Hub)
    if not hubs:
        raise table.broken(_("A map needs at least one hub."))
    kind = table.term("kind", MapKind, MapKind.WORKSHOP)
    timezone = table.text("timezone", needed=False) or HUBS[hubs[0]].timezone
    aliases = table.words("aliases")
    elements = tuple(_read_element(each, key, hubs, aliases) for each in table.tables("element"))
    borrowed = table.words("borrowed")
    _must_be_known(table, borrowed, known)
    known.update((element.address, element) for element in elements)
    placed = {address: known[address] for address in (*borrowed, *(element.address for element in elements))}
    drawn = DemoMap(
        key=key,
        title=table.text("title"),
        kind=kind,
        hubs=hubs,
        chains=table.terms("chains", Chain),
        starts_at=table.moment("date", timezone),
        timezone=timezone,
        language=table.text("language"),
        agenda=table.text("agenda"),
        aliases=aliases,
        elements=elements,
        borrowed=borrowed,
        links=tuple(_read_link(each, key, placed, aliases) for each in table.tables("link")),
        clusters=tuple(_read_cluster(each, key, placed) for each in table.tables("cluster")),
    )
    if drawn.agenda not in AGENDAS:
        raise table.broken(_("There is no agenda “{agenda}”.").format(agenda=drawn.agenda))
    _must_differ(table, [element.name for element in placed.values()])
    _must_differ(table, [element.address for element in elements])
    _must_differ(table, [f"{link.source} {link.type.value} {link.target}" for link in drawn.links])
    table.close()
    return drawn


def _read_element(table: Table, map_key: str, hubs: tuple[Hub, ...], aliases: tuple[str, ...]) -> DemoElement:
    kind = table.term("kind", Kind)
    is_challenge = not kind.is_stakeholder
    element = DemoElement(
        address=_address(table.text("key"), map_key),
        kind=kind,
        name=table.text("name", most=TITLE_LENGTH),
        hub=table.term("hub", Hub, hubs[0]),
        country=table.text("country"),
        chains=table.terms("chains", Chain),
        strategies=table.terms("strategies", Strategy),
        stages=table.terms("stages", Stage),
        problem=table.text("problem", most=PROBLEM_LENGTH, needed=True) if is_challenge else "",
        wish=table.text("wish", most=PROBLEM_LENGTH, needed=True) if is_challenge else "",
        note=table.text("note", most=PROBLEM_LENGTH, needed=False),
        by=_alias(table, aliases),
        votes=table.number("votes") if is_challenge else 0,
    )
    if element.country not in HUBS[element.hub].countries:
        raise table.broken(_("{country} is not a country of this hub.").format(country=element.country))
    if not 0 <= element.votes <= len(aliases):
        raise table.broken(_("A challenge cannot have more votes than people in the room."))
    table.close()
    return element


def _read_link(table: Table, map_key: str, placed: _Elements, aliases: tuple[str, ...]) -> DemoLink:
    link = DemoLink(
        source=_address(table.text("source"), map_key),
        target=_address(table.text("target"), map_key),
        type=table.term("type", LinkType),
        state=table.term("state", LinkState, LinkState.EXISTING),
        is_circular=table.claim("circular"),
        quantity=table.text("quantity", needed=False),
        by=_alias(table, aliases),
    )
    _must_be_known(table, (link.source, link.target), placed)
    source, target = placed[link.source].kind, placed[link.target].kind
    if link.source == link.target or not link.type.fits(source, target):
        sentence = _("“{type}” does not fit between {source} and {target}.")
        raise table.broken(sentence.format(type=link.type.value, source=link.source, target=link.target))
    table.close()
    return link


def _read_cluster(table: Table, map_key: str, placed: _Elements) -> DemoCluster:
    members = tuple(_address(member, map_key) for member in table.words("members"))
    _must_be_known(table, members, placed)
    cluster = DemoCluster(table.text("name"), members)
    table.close()
    return cluster


def _read_missions(table: Table, maps: dict[str, DemoMap], known: _Elements) -> tuple[DemoMission, ...]:
    missions = tuple(_read_mission(each, maps, known) for each in table.tables("mission"))
    table.close()
    return missions


def _read_mission(table: Table, maps: dict[str, DemoMap], known: _Elements) -> DemoMission:
    origin = _map_called(table, maps)
    cluster = _cluster_called(table, origin)
    council = tuple(_address(member, origin.key) for member in table.words("council"))
    _must_be_known(table, council, {key: each for key, each in known.items() if not each.is_challenge})
    mission = DemoMission(
        key=table.text("key"),
        title=table.text("title"),
        hub=table.term("hub", Hub),
        chains=table.terms("chains", Chain),
        map_key=origin.key,
        cluster=cluster.name,
        members=cluster.members,
        state=table.term("state", MissionState),
        named_by=table.text("named_by"),
        promoted_at=table.moment("promoted_at", origin.timezone),
        statement=_prose(table, "statement"),
        strategies=table.terms("strategies", Strategy),
        grand_challenge=_prose(table, "grand_challenge"),
        sdgs=table.numbers("sdgs"),
        beneficiaries=_prose(table, "beneficiaries"),
        baseline=_prose(table, "baseline"),
        baseline_source=_prose(table, "baseline_source"),
        target=_prose(table, "target"),
        indicator=_prose(table, "indicator"),
        deadline=table.day("deadline"),
        in_scope=_prose(table, "in_scope"),
        out_of_scope=_prose(table, "out_of_scope"),
        existing=_prose(table, "existing"),
        risks=_prose(table, "risks"),
        council=council,
        hub_lead=table.text("hub_lead"),
        signed_off_by=table.text("signed_off_by", needed=False),
        next_steps=tuple(_read_step(each) for each in table.tables("next_step")),
    )
    table.close()
    return mission


def _map_called(table: Table, maps: dict[str, DemoMap]) -> DemoMap:
    key = table.text("map")
    if key not in maps:
        raise table.broken(_("There is no map “{key}”.").format(key=key))
    return maps[key]


def _cluster_called(table: Table, origin: DemoMap) -> DemoCluster:
    name = table.text("cluster")
    for cluster in origin.clusters:
        if cluster.name == name:
            return cluster
    raise table.broken(_("There is no cluster “{name}” on this map.").format(name=name))


def _read_step(table: Table) -> NextStep:
    step = NextStep(table.text("what"), table.text("who"), table.day("due") if "due" in table else None)
    table.close()
    return step


def _read_call(table: Table, missions: dict[str, DemoMission], known: _Elements) -> DemoCall:
    timezone = table.text("timezone")
    call = DemoCall(
        number=table.number("number"),
        title=table.text("title"),
        opens_at=table.moment("opens_at", timezone),
        closes_at=table.moment("closes_at", timezone),
        timezone=timezone,
        chains=table.terms("chains", Chain),
        places=table.number("places"),
        maximum=_prose(table, "maximum"),
        amount_rule=_prose(table, "amount_rule"),
        activities=_prose(table, "activities"),
        recipients=_prose(table, "recipients"),
        procedure=_prose(table, "procedure"),
        challenges=tuple(_read_call_challenge(each, timezone, missions, known) for each in table.tables("challenge")),
    )
    table.close()
    return call


def _read_call_challenge(
    table: Table, timezone: str, missions: dict[str, DemoMission], known: _Elements
) -> DemoCallChallenge:
    address, mission = table.text("challenge"), table.text("mission")
    if mission not in missions or address not in missions[mission].members:
        raise table.broken(_("“{challenge}” does not belong to this mission.").format(challenge=address))
    owner = table.text("owner", needed=False)
    _must_be_known(table, (owner,) if owner else (), known)
    raised = known[address]
    on_its_way = DemoCallChallenge(
        challenge=address,
        mission=mission,
        state=table.term("state", ChallengeState),
        owner=owner,
        organisation=table.text("organisation", needed=False),
        location=table.text("location", needed=False),
        contact_name=table.text("contact_name", needed=False),
        contact_email=table.text("contact_email", needed=False),
        owner_wording=_read_wording(table.table("owner_wording")) or Wording(raised.name, raised.problem, raised.wish),
        council_wording=_read_wording(table.table("council_wording")),
        passages=tuple(_read_passage(each, timezone) for each in table.tables("passage")),
        reviews=tuple(_read_review(each, timezone, missions[mission]) for each in table.tables("review")),
    )
    _must_follow_the_path(table, on_its_way)
    table.close()
    return on_its_way


def _read_wording(table: Table | None) -> Wording | None:
    if table is None:
        return None
    title = table.text("title", most=TITLE_LENGTH)
    wording = Wording(title, table.text("problem", most=PROBLEM_LENGTH), table.text("wish", most=PROBLEM_LENGTH))
    table.close()
    return wording


def _read_passage(table: Table, timezone: str) -> Passage:
    state, by = table.term("state", ChallengeState), table.text("by")
    passage = Passage(state, by, table.moment("at", timezone), _prose(table, "reason"))
    table.close()
    return passage


def _read_review(table: Table, timezone: str, mission: DemoMission) -> DemoReview:
    review = DemoReview(
        member=table.text("member"),
        at=table.moment("at", timezone),
        conflict=_prose(table, "conflict"),
        scores=tuple(float(each) for each in table.text("scores", needed=False).split()),
        comment=_prose(table, "comment"),
    )
    if review.member not in mission.council:
        raise table.broken(_("“{member}” does not sit in the council of the mission.").format(member=review.member))
    table.close()
    return review


def _must_follow_the_path(table: Table, challenge: DemoCallChallenge) -> None:
    states = [ChallengeState.RAISED, *(passage.state for passage in challenge.passages)]
    times = [passage.at for passage in challenge.passages]
    is_path = all(after in NEXT_STATES[before] for before, after in pairwise(states))
    if not is_path or states[-1] is not challenge.state or times != sorted(times):
        raise table.broken(_("The passages do not lead to “{state}”.").format(state=challenge.state.value))


def _address(key: str, map_key: str) -> str:
    return key if ":" in key else f"{map_key}:{key}"


def _prose(table: Table, name: str) -> str:
    return table.text(name, most=TEXT_LENGTH, needed=False)


def _alias(table: Table, aliases: tuple[str, ...]) -> str:
    alias = table.text("by")
    if alias not in aliases:
        raise table.broken(_("“{alias}” is not among the people in the room.").format(alias=alias))
    return alias


def _must_be_known(table: Table, addresses: Iterable[str], known: _Elements) -> None:
    for address in addresses:
        if address not in known:
            raise table.broken(_("There is no element “{key}” here.").format(key=address))


def _must_differ(table: Table, names: list[str]) -> None:
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise table.broken(_("“{name}” stands there twice.").format(name=twice[0]))
