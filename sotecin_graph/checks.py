"""The thirteen checks of a mission: what its brief still lacks, each with a reason and one plain next action.

They prompt and never block. Sources: Mazzucato 2018, UCL IIPP, the Danish Design Centre's missions playbook, Vinnova.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sotecin_graph.calls import CallChallenge, ChallengeState
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.language import _, ngettext
from sotecin_graph.missions import Mission
from sotecin_graph.statements import (
    has_target,
    has_target_in_words,
    latest_date,
    longest_stretch,
    sentences,
    solution_words,
    unexplained,
    word_count,
)
from sotecin_graph.vocabulary import GROUPS, LinkType, Stage, label

MOST_WORDS = 35
LEAST_GROUPS, LEAST_STAGES, LEAST_CHALLENGES, LEAST_COUNCIL_GROUPS = 3, 2, 2, 2
MOST_WORDS_WITHOUT_PAUSE = 25


class CheckState(StrEnum):
    """How a check stands."""

    MET = "met"
    PROMPT = "prompt"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its number and key, how it stands, and what to read in the reader's language.

    `action` is empty where the check is met.
    """

    number: int
    key: str
    state: CheckState
    title: str
    reason: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    """All that the checks look at."""

    mission: Mission
    elements: Mapping[ElementId, Element]
    links: Sequence[Link]
    votes: Mapping[ElementId, int]
    challenges: Sequence[CallChallenge]
    today: date

    @property
    def members(self) -> list[Element]:
        return [self.elements[member] for member in self.mission.members if member in self.elements]

    @property
    def words(self) -> str:
        """Statement, target and indicator, where a mission says what it wants to reach."""
        mission = self.mission
        return f"{mission.statement} {mission.target} {mission.indicator}"


_Finding = tuple[CheckState, str, str]


def check_mission(
    mission: Mission,
    *,
    elements: Sequence[Element],
    links: Sequence[Link],
    votes: Mapping[ElementId, int],
    challenges: Sequence[CallChallenge],
    today: date,
) -> list[Check]:
    """The thirteen checks in order, in the reader's language.

    `elements` and `votes` are those of the mission's map, `challenges` the call challenges of the mission.
    """
    known = {element.id: element for element in elements}
    live = [each for each in challenges if each.state is not ChallengeState.WITHDRAWN]
    case = _Case(mission, known, links, votes, live, today)
    checks = []
    for number, (key, (title, examine)) in enumerate(_checks().items(), start=1):
        state, reason, action = examine(case)
        checks.append(Check(number, key, state, title, reason, "" if state is CheckState.MET else action))
    return checks


def open_points(checks: Sequence[Check]) -> list[Check]:
    """What is not met: the missing first, then the prompts, each in order of number."""
    waiting = [check for check in checks if check.state is not CheckState.MET]
    return sorted(waiting, key=lambda check: (check.state is not CheckState.MISSING, check.number))


def _checks() -> dict[str, tuple[str, Callable[[_Case], _Finding]]]:
    return {
        "deadline": (_("A deadline"), _deadline),
        "target": (_("A measurable target"), _target),
        "baseline": (_("A baseline with year and source"), _baseline),
        "place": (_("Hub and value chain"), _place),
        "no-solution": (_("No solution inside"), _no_solution),
        "cross-sector": (_("Across sectors"), _cross_sector),
        "bottom-up": (_("Room for solutions from below"), _bottom_up),
        "strategies": (_("A higher circular strategy"), _strategies),
        "one-sentence": (_("One short sentence"), _one_sentence),
        "benefit": (_("Who benefits"), _benefit),
        "evidence": (_("Evidence from the map"), _evidence),
        "ownership": (_("A council and a sign-off"), _ownership),
        "readable": (_("Easy to read"), _readable),
    }


def _met(reason: str) -> _Finding:
    return CheckState.MET, reason, ""


def _prompt(reason: str, action: str) -> _Finding:
    return CheckState.PROMPT, reason, action


def _missing(reason: str, action: str) -> _Finding:
    return CheckState.MISSING, reason, action


def _deadline(case: _Case) -> _Finding:
    latest = latest_date(case.mission.statement)
    given = case.mission.deadline
    action = _("Say by which year it should be reached.")
    if given is None and latest is None:
        return _missing(_("Neither the sentence nor the field names a date."), action)
    due = max(day for day in (given, latest) if day)
    if due < case.today:
        return _missing(_("The deadline {year} has passed.").format(year=due.year), action)
    if given and latest and given.year != latest.year:
        reason = _("The sentence says {one}, the field says {other}.").format(one=latest.year, other=given.year)
        return _prompt(reason, _("Make both say the same."))
    return _met(_("By {year}.").format(year=due.year))


def _target(case: _Case) -> _Finding:
    action = _("Add a number with its unit, or a test that can be answered with yes or no.")
    if has_target(case.words):
        return _met(_("A number with a unit is named."))
    if case.mission.indicator.strip():
        return _met(_("A test in words says when it is reached."))
    if has_target_in_words(case.words):
        return _prompt(_("There is a target in words, without a number."), action)
    return _missing(_("No number with a unit is named."), action)


def _baseline(case: _Case) -> _Finding:
    mission = case.mission
    if not mission.baseline.strip():
        return _missing(
            _("It is not said where things stand today."), _("Add today's figure, its year and its source.")
        )
    if latest_date(f"{mission.baseline} {mission.baseline_source}") is None:
        return _prompt(_("The baseline has no year."), _("Add the year of the figure."))
    if not mission.baseline_source.strip():
        return _prompt(_("The baseline has no source."), _("Add where the figure comes from."))
    return _met(_("Baseline, year and source are there."))


def _place(case: _Case) -> _Finding:
    mission = case.mission
    if mission.hub is None or not mission.chains:
        return _missing(_("Hub or value chain is not named."), _("Choose the hub and at least one value chain."))
    hubs = Counter(element.hub for element in case.members if element.hub)
    chains = {chain for element in case.members for chain in element.chains}
    if hubs and mission.hub not in hubs:
        reason = _("None of its members is from {hub}.").format(hub=label(mission.hub))
        return _prompt(reason, _("Check the hub, or bring in someone from there."))
    strange = [label(chain) for chain in mission.chains if chains and chain not in chains]
    if strange:
        reason = _("None of its members works on {chains}.").format(chains=", ".join(strange))
        return _prompt(reason, _("Check the value chains, or bring in someone who does."))
    return _met(f"{label(mission.hub)}: {', '.join(label(chain) for chain in mission.chains)}")


def _no_solution(case: _Case) -> _Finding:
    if not case.mission.statement.strip():
        return _missing(_("There is no sentence yet."), _("Write the mission in one sentence."))
    found = solution_words(case.mission.statement)
    if found:
        reason = _("“{words}” sounds like a solution.").format(words="”, “".join(found))
        return _prompt(reason, _("Say what should be different, and leave open how."))
    return _met(_("The sentence leaves open how."))


def _cross_sector(case: _Case) -> _Finding:
    groups = {element.kind for element in case.members} & set(GROUPS)
    stages = {stage for element in case.members for stage in element.stages} - {Stage.CROSS_CUTTING}
    reason = _("{groups} of {all} groups and {stages} stages of the value chain are there.").format(
        groups=len(groups), all=len(GROUPS), stages=len(stages)
    )
    if len(groups) >= LEAST_GROUPS and len(stages) >= LEAST_STAGES:
        return _met(reason)
    if not groups:
        return _missing(reason, _("Add stakeholders of at least three groups."))
    if len(groups) < LEAST_GROUPS:
        lacking = ", ".join(label(kind) for kind in GROUPS if kind not in groups)
        return _prompt(reason, _("Invite someone of: {groups}.").format(groups=lacking))
    return _prompt(reason, _("Bring in another stage of the value chain, or note the stages of its members."))


def _bottom_up(case: _Case) -> _Finding:
    raised = {element.id for element in case.members if element.is_challenge}
    raised |= {challenge.element_id for challenge in case.challenges}
    count = len(raised)
    if not count:
        return _missing(_("It has no challenge yet."), _("Add at least two challenges."))
    reason = ngettext("{count} challenge belongs to it.", "{count} challenges belong to it.", count).format(count=count)
    if count < LEAST_CHALLENGES:
        return _prompt(reason, _("Add another one, so that several solutions fit."))
    owners = _owners(case, raised)
    owned = set().union(*owners.values())
    if len(owned) == 1 and all(owners.values()):
        return _prompt(_("One organisation owns all its challenges."), _("Find an owner elsewhere for one of them."))
    return _met(reason)


def _owners(case: _Case, raised: set[ElementId]) -> dict[ElementId, set[str]]:
    """Who owns each challenge, by its links and its call challenge."""
    owners: dict[ElementId, set[str]] = {ident: set() for ident in raised}
    for link in case.links:
        if link.type is LinkType.OWNS and link.target in owners:
            owners[link.target].add(link.source)
    for challenge in case.challenges:
        owner = challenge.owner_id or challenge.organisation
        if owner:
            owners[challenge.element_id].add(owner)
    return owners


def _strategies(case: _Case) -> _Finding:
    own = case.mission.strategies
    action = _("Choose at least one of R0 to R6, which the calls ask for.")
    if not own:
        return _missing(_("No circular strategy is named."), action)
    named = ", ".join(label(strategy) for strategy in own)
    if not any(strategy.is_higher for strategy in own):
        return _prompt(_("Only {strategies}, below R6.").format(strategies=named), action)
    return _met(f"{named}.")


def _one_sentence(case: _Case) -> _Finding:
    statement = case.mission.statement
    words, count = word_count(statement), len(sentences(statement))
    if not words:
        return _missing(_("There is no sentence yet."), _("Write the mission in one sentence."))
    if count > 1:
        return _prompt(_("It is {count} sentences.").format(count=count), _("Make it one sentence."))
    reason = ngettext("One sentence of {words} word.", "One sentence of {words} words.", words).format(words=words)
    if words > MOST_WORDS:
        return _prompt(reason, _("Shorten it to at most {most} words.").format(most=MOST_WORDS))
    return _met(reason)


def _benefit(case: _Case) -> _Finding:
    who, goals = case.mission.beneficiaries.strip(), case.mission.sdgs
    if not who and not goals:
        return _missing(
            _("It is not said who benefits."), _("Say who benefits, and choose a Sustainable Development Goal.")
        )
    if not who:
        return _prompt(_("A goal is chosen, but not who benefits."), _("Say who benefits."))
    if not goals:
        return _prompt(_("It is said who benefits."), _("Choose the Sustainable Development Goal that it serves."))
    return _met(_("Who benefits is said, with SDG {goals}.").format(goals=", ".join(map(str, goals))))


def _evidence(case: _Case) -> _Finding:
    count = len(case.members)
    votes = sum(case.votes.get(element.id, 0) for element in case.members)
    if not count:
        return _missing(_("No element of a map stands behind it."), _("Add the elements that led to it."))
    first = ngettext("{count} element of the map", "{count} elements of the map", count).format(count=count)
    second = ngettext("{votes} vote", "{votes} votes", votes).format(votes=votes)
    reason = _("{elements} and {votes} stand behind it.").format(elements=first, votes=second)
    if not votes:
        return _prompt(reason, _("Let people vote on its challenges."))
    return _met(reason)


def _ownership(case: _Case) -> _Finding:
    council = [case.elements[member] for member in case.mission.council if member in case.elements]
    groups = {element.kind for element in council} & set(GROUPS)
    if not council:
        return _missing(_("It has no council."), _("Ask members of several groups to join the council."))
    if len(groups) < LEAST_COUNCIL_GROUPS:
        return _prompt(_("All of the council are from one group."), _("Ask someone from another group."))
    if case.mission.has_lapsed:
        reason = _("It has changed since version {version} was signed off.")
        return _prompt(reason.format(version=case.mission.signed_version), _("Ask the hub lead to sign it off anew."))
    if not case.mission.signed_off_by:
        return _prompt(_("The hub lead has not signed it off."), _("Ask the hub lead to sign it off."))
    return _met(
        _("A council of {groups} groups, signed off by {name}.").format(
            groups=len(groups), name=case.mission.signed_off_by
        )
    )


def _readable(case: _Case) -> _Finding:
    text = f"{case.mission.title}. {case.mission.statement}"
    if not case.mission.statement.strip():
        return _missing(_("There is no sentence yet."), _("Write the mission in one sentence."))
    short = unexplained(text)
    if short:
        reason = _("Not everyone knows {words}.").format(words=", ".join(short))
        return _prompt(reason, _("Write it out, or explain it in brackets."))
    longest = longest_stretch(case.mission.statement)
    if longest > MOST_WORDS_WITHOUT_PAUSE:
        reason = _("{words} words stand without a pause.").format(words=longest)
        return _prompt(reason, _("Shorten it, or break it with a comma."))
    return _met(_("Short enough, and without abbreviations that need explaining."))
