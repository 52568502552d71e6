"""The example programme: that it is whole, keeps the programme's limits and can be found again by its clusters."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import graspologic_native
import pytest

from sotecin_graph.calls import CallChallenge, CallChallengeId, CallId, ChallengeState, state_label
from sotecin_graph.demo.programme import DemoCallChallenge, DemoLink, DemoMap, DemoProgramme
from sotecin_graph.demo.reading import FOLDER, read_programme
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import FileNotReadable
from sotecin_graph.language import LANGUAGES
from sotecin_graph.missions import MissionId
from sotecin_graph.vocabulary import GROUPS, HUBS, Chain, Hub, Kind, LinkState, LinkType, MapKind

MAPS = [*(hub.value for hub in Hub), "mashup"]
DOTS = 5
"""Dots that each person in the room may give away."""


@pytest.fixture(scope="module")
def programme() -> DemoProgramme:
    return read_programme()


@pytest.fixture(params=MAPS)
def drawn(request: pytest.FixtureRequest, programme: DemoProgramme) -> DemoMap:
    return programme.maps[MAPS.index(request.param)]


@pytest.fixture(params=MAPS[:-1])
def hub_map(request: pytest.FixtureRequest, programme: DemoProgramme) -> DemoMap:
    return programme.maps[MAPS.index(request.param)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files, to be spoilt."""
    return Path(shutil.copytree(FOLDER, tmp_path / "demo", ignore=shutil.ignore_patterns("*.py", "__pycache__")))


def spoil(file: Path, good: str, bad: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert good in text
    file.write_text(text.replace(good, bad, 1), encoding="utf-8")


def test_every_hub_has_a_map_of_its_own(programme: DemoProgramme) -> None:
    found = [(drawn.key, drawn.hubs) for drawn in programme.maps[:-1]]

    assert found == [(hub.value, (hub,)) for hub in Hub]


def test_all_seven_chains_occur(programme: DemoProgramme) -> None:
    chains = {chain for drawn in programme.maps[:-1] for element in drawn.elements for chain in element.chains}

    assert chains == set(Chain)


def test_elements_keep_to_the_chains_of_their_map(drawn: DemoMap) -> None:
    assert [each.address for each in drawn.elements if not set(each.chains) <= set(drawn.chains)] == []
    assert [each.address for each in drawn.elements if not each.chains] == []


def test_a_hub_map_is_as_full_as_a_good_workshop(hub_map: DemoMap) -> None:
    assert 40 <= len(hub_map.elements) <= 60
    assert 45 <= len(hub_map.links) <= 75
    assert 8 <= len(hub_map.challenges) <= 16
    assert 12 <= len(hub_map.aliases) <= 20
    assert 3 <= len(hub_map.clusters) <= 4


def test_five_groups_or_more_stand_on_each_hub_map(hub_map: DemoMap) -> None:
    assert len({each.kind for each in hub_map.elements} & set(GROUPS)) >= 5


def test_several_countries_of_the_hub_take_part(hub_map: DemoMap) -> None:
    countries = Counter(each.country for each in hub_map.elements)

    assert len(countries) >= 3
    assert set(countries) <= set(HUBS[hub_map.hubs[0]].countries)


def test_every_element_is_linked(drawn: DemoMap, programme: DemoProgramme) -> None:
    ends = {end for link in all_links(drawn, programme) for end in (link.source, link.target)}

    assert sorted({*drawn.borrowed, *(each.address for each in drawn.elements)} - ends) == []


def test_links_have_all_states_and_close_circles(hub_map: DemoMap) -> None:
    assert {link.state for link in hub_map.links} == set(LinkState)
    assert any(link.is_circular for link in hub_map.links)
    assert any(link.quantity for link in hub_map.links)


def test_only_exchanges_are_circular_or_have_a_quantity(drawn: DemoMap) -> None:
    odd = [link for link in drawn.links if not link.type.is_exchange and (link.is_circular or link.quantity)]

    assert odd == []


def test_somebody_stands_to_every_challenge(drawn: DemoMap) -> None:
    stances = (LinkType.FACES, LinkType.OWNS)
    told = {link.target for link in drawn.links if link.type in stances}

    assert [each.address for each in drawn.challenges if each.address not in told] == []


def test_every_link_type_occurs(programme: DemoProgramme) -> None:
    assert {link.type for drawn in programme.maps for link in drawn.links} == set(LinkType)


def test_challenges_read_as_the_form_wants_them(drawn: DemoMap) -> None:
    for each in drawn.challenges:
        sentence = f"We are looking for a solution that {each.wish}"
        assert each.wish[0].islower(), sentence
        assert each.wish.endswith("."), sentence
        assert each.problem.endswith((".", "?")), each.problem
        assert not each.name.endswith("."), each.name


def test_most_challenges_ask_for_a_higher_strategy(programme: DemoProgramme) -> None:
    challenges = [each for each in programme.elements.values() if each.is_challenge]

    assert all(each.strategies for each in challenges)
    assert sum(any(term.is_higher for term in each.strategies) for each in challenges) >= 0.95 * len(challenges)


def test_nobody_gave_more_dots_than_there_were(drawn: DemoMap) -> None:
    assert 0 < sum(each.votes for each in drawn.challenges) <= DOTS * len(drawn.aliases)


def test_names_are_told_apart_in_the_whole_community(programme: DemoProgramme) -> None:
    names = Counter(each.name for each in programme.elements.values())

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("letter", ["ă", "ș", "ő", "ğ", "ł", "õ", "ģ", "ħ", "Λ", "Ч", "ђ", "მ", "Հ"])
def test_names_use_the_letters_of_the_regions(programme: DemoProgramme, letter: str) -> None:
    words = [each.name for each in programme.elements.values()] + [a for drawn in programme.maps for a in drawn.aliases]
    notes = [each.problem + each.note for each in programme.elements.values()]

    assert letter.lower() in " ".join(words + notes).lower()


def test_workshops_took_place_in_autumn_2026_in_a_language_of_the_app(drawn: DemoMap) -> None:
    assert (drawn.starts_at.year, drawn.starts_at.month) in {(2026, 9), (2026, 10), (2026, 11)}
    assert drawn.starts_at.utcoffset() is not None
    assert drawn.starts_at.weekday() < 5
    assert drawn.language in LANGUAGES


def test_clusters_do_not_share_members(drawn: DemoMap) -> None:
    members = Counter(member for cluster in drawn.clusters for member in cluster.members)

    assert set(members.values()) == {1}


def test_leiden_finds_what_the_room_named(drawn: DemoMap, programme: DemoProgramme) -> None:
    groups = leiden_groups(all_links(drawn, programme))

    fits = [max(jaccard(set(cluster.members), group) for group in groups) for cluster in drawn.clusters]

    assert sum(fits) / len(fits) >= 0.6, fits


def test_the_mashup_joins_hubs(programme: DemoProgramme) -> None:
    mashup = programme.maps[-1]

    assert mashup.kind is MapKind.MASHUP
    assert 18 <= len(mashup.borrowed) <= 26
    assert len({address.partition(":")[0] for address in mashup.borrowed}) >= 4
    assert all(len({programme.elements[one].hub for one in each.members}) >= 2 for each in mashup.clusters)
    assert len(mashup.challenges) >= 2


def test_the_mashup_adds_links_across_hubs(programme: DemoProgramme) -> None:
    mashup, known = programme.maps[-1], programme.elements

    across = [
        link for link in mashup.links if link.type.is_exchange and known[link.source].hub != known[link.target].hub
    ]

    assert 6 <= len(across) <= 10


def test_missions_come_from_two_hubs_with_one_sentence_each(programme: DemoProgramme) -> None:
    assert [mission.hub for mission in programme.missions] == [Hub.NORTH_WEST, Hub.SOUTH_EAST]
    for mission in programme.missions:
        assert len(mission.statement.split()) <= 35
        assert str(mission.deadline.year) in mission.statement
        assert "%" in mission.statement
        assert 2029 <= mission.deadline.year <= 2032


def test_one_mission_is_whole_and_one_has_open_points(programme: DemoProgramme) -> None:
    young, whole = programme.missions

    assert (young.baseline_source, young.sdgs, young.beneficiaries, young.signed_off_by) == ("", (), "", "")
    assert [field for field in whole.__slots__ if not getattr(whole, field)] == []


def test_councils_span_groups_and_own_challenges(programme: DemoProgramme) -> None:
    for mission in programme.missions:
        kinds = {programme.elements[member].kind for member in mission.council}
        assert len(kinds) >= 4
        assert Kind.CHALLENGE not in kinds


def test_the_call_shows_challenges_in_every_state_but_two(programme: DemoProgramme) -> None:
    states = Counter(challenge.state for challenge in programme.call.challenges)

    assert set(ChallengeState) - set(states) == {ChallengeState.RAISED, ChallengeState.NOT_ELIGIBLE}
    assert states[ChallengeState.PUBLISHED] == 3


def test_only_the_draft_without_an_owner_lacks_anything(programme: DemoProgramme) -> None:
    lacking = {challenge.state: as_call_challenge(challenge).lacks() for challenge in programme.call.challenges}

    assert len(lacking.pop(ChallengeState.DRAFT)) == 4
    assert {state: lacks for state, lacks in lacking.items() if lacks} == {}


def test_both_wordings_are_there_once_the_owner_has_to_confirm(programme: DemoProgramme) -> None:
    asked = [each for each in programme.call.challenges if ChallengeState.OWNER_CONFIRMS in path(each)]

    assert len(asked) >= 2
    assert all(each.council_wording and each.council_wording != each.owner_wording for each in asked)


def test_the_call_is_open_and_its_texts_say_that_they_are_examples(programme: DemoProgramme) -> None:
    call = programme.call
    parts = (call.maximum, call.amount_rule, call.activities, call.recipients, call.procedure)

    assert all(part.startswith("Example wording.") for part in parts)
    assert call.opens_at.isoformat() == "2026-10-26T09:00:00+01:00"
    assert call.closes_at.isoformat() == "2027-01-29T17:00:00+01:00"
    assert all(not each.contact_email or each.contact_email.endswith(".example") for each in call.challenges)


def test_published_challenges_came_out_with_the_call(programme: DemoProgramme) -> None:
    published = [each for each in programme.call.challenges if each.state is ChallengeState.PUBLISHED]

    assert {each.passages[-1].at for each in published} == {programme.call.opens_at}


@pytest.mark.parametrize(
    ("source", "target", "link_type", "fits"),
    [
        (Kind.INDUSTRY, Kind.CIVIL, LinkType.MATERIAL, True),
        (Kind.INDUSTRY, Kind.CHALLENGE, LinkType.MATERIAL, False),
        (Kind.CHALLENGE, Kind.CIVIL, LinkType.MONEY, False),
        (Kind.CIVIL, Kind.CHALLENGE, LinkType.FACES, True),
        (Kind.CHALLENGE, Kind.CIVIL, LinkType.OWNS, False),
        (Kind.CIVIL, Kind.INDUSTRY, LinkType.HELP, False),
        (Kind.CHALLENGE, Kind.CHALLENGE, LinkType.HELP, False),
        (Kind.CHALLENGE, Kind.CHALLENGE, LinkType.DEPENDS, True),
        (Kind.CIVIL, Kind.CHALLENGE, LinkType.DEPENDS, False),
        (Kind.CHALLENGE, Kind.CIVIL, LinkType.ABOUT, True),
        (Kind.CIVIL, Kind.CHALLENGE, LinkType.ABOUT, False),
        (Kind.CHALLENGE, Kind.CHALLENGE, LinkType.ABOUT, False),
    ],
)
def test_link_fits_its_pair(source: Kind, target: Kind, link_type: LinkType, fits: bool) -> None:
    assert link_type.fits(source, target) is fits


@pytest.mark.parametrize(
    ("file", "good", "bad", "says"),
    [
        ("maps/east.toml", 'kind = "civil"', 'kind = "citizen"', "“citizen” is not known as “kind”"),
        ("maps/east.toml", 'country = "TR"', 'country = "NL"', "not a country of this hub"),
        ("maps/east.toml", 'source = "usta"', 'source = "ustad"', "There is no element “east:ustad” here"),
        ("maps/east.toml", 'type = "product"', 'type = "faces"', "does not fit between"),
        ("maps/east.toml", "votes = 12", "votes = 99", "more votes than people"),
        ("maps/east.toml", 'name = "Çırak Evi"', 'name = "Köşe Usta Telefon"', "stands there twice"),
        ("maps/east.toml", "note =", "remark =", "Unknown field: remark"),
        ("maps/east.toml", "title = ", "title = = ", "east.toml"),
        ("missions.toml", 'cluster = "Work', 'cluster = "Wok', "There is no cluster"),
        ("missions.toml", 'map = "north-west"', 'map = "north"', "There is no map “north”"),
        ("call.toml", 'state = "in council review"', 'state = "accepted"', "do not lead to “accepted”"),
        ("call.toml", '"submitted", by = "Joris', '"accepted", by = "Joris', "do not lead to"),
        ("call.toml", "at = 2026-10-23T15:40:00", "at = 2025-10-23T15:40:00", "do not lead to"),
        ("call.toml", 'challenge = "south-east:shy"', 'challenge = "south-east:lines"', "does not belong"),
    ],
)
def test_a_fault_is_named_with_its_place(folder: Path, file: str, good: str, bad: str, says: str) -> None:
    spoil(folder / file, good, bad)

    with pytest.raises(FileNotReadable) as caught:
        read_programme(folder)

    assert says in str(caught.value)
    assert caught.value.place.startswith(Path(file).name)


def all_links(drawn: DemoMap, programme: DemoProgramme) -> list[DemoLink]:
    """The map's links and those that borrowed elements bring along."""
    others = [link for other in programme.maps if other is not drawn for link in other.links]
    return [*drawn.links, *(link for link in others if {link.source, link.target} <= set(drawn.borrowed))]


def leiden_groups(links: list[DemoLink]) -> list[set[str]]:
    weights = Counter(tuple(sorted((link.source, link.target))) for link in links)
    edges = [(a, b, float(weight)) for (a, b), weight in sorted(weights.items())]
    _quality, found = graspologic_native.leiden(edges, resolution=1.0, seed=7, trials=10)
    return [{one for one, number in found.items() if number == group} for group in set(found.values())]


def jaccard(some: set[str], others: set[str]) -> float:
    return len(some & others) / len(some | others)


def path(challenge: DemoCallChallenge) -> list[ChallengeState]:
    return [passage.state for passage in challenge.passages]


def as_call_challenge(given: DemoCallChallenge) -> CallChallenge:
    return CallChallenge(
        id=CallChallengeId(state_label(given.state)),
        element_id=ElementId(given.challenge),
        mission_id=MissionId(given.mission),
        owner=given.owner_wording,
        council=given.council_wording,
        call_id=CallId("example"),
        state=given.state,
        organisation=given.organisation,
        location=given.location,
        contact_name=given.contact_name,
        contact_email=given.contact_email,
    )
