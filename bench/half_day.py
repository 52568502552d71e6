"""What a simulated half day is to be: who does what in which step, from a seed; and the state that it must end in."""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from sotecin_graph.ports import UnitOfWork
from sotecin_graph.vocabulary import GROUPS, Hub, Kind, LinkType
from sotecin_graph.workshops import Step, Takes, Workshop

PHONES_OF_FIVE = 3
MOST_CHALLENGES = 60
"""However many people there are: pairs and fours settle on one each."""

FIRST, LAST = 0.08, 0.75
"""Between these shares of a step's time people act."""

_WORDS = ("Mill", "Harbour", "Garden", "Bakery", "Foundry", "Library", "Dairy", "Ferry", "Quarry", "Orchard")
_WOES = ("arrives wet", "is never collected", "costs too much", "has no owner", "breaks in transport", "is not counted")
_EXCHANGES = (LinkType.MATERIAL, LinkType.PRODUCT, LinkType.MONEY, LinkType.KNOWLEDGE)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that one person does, at a share of its step's time."""

    at: float
    person: int
    sort: str
    name: str
    about: tuple[str, ...] = ()
    number: int = 0


@dataclass(slots=True)
class Script:
    """A half day for so many people: acts by step, and what stands on the map in between."""

    seed: int
    people: int
    steps: tuple[Step, ...]
    acts: dict[int, list[Act]] = field(default_factory=lambda: defaultdict(list))
    stakeholders: list[str] = field(default_factory=list)
    challenges: list[str] = field(default_factory=list)
    drawn: set[tuple[str, str]] = field(default_factory=set)

    def draws(self, source: str, target: str) -> bool:
        """Note that two are linked; False where they were before, either way."""
        is_new = not {(source, target), (target, source)} & self.drawn
        self.drawn.add((source, target))
        return is_new

    def of(self, step: int) -> list[Act]:
        """The acts of a step in order of time."""
        return sorted(self.acts[step], key=lambda act: (act.at, act.person, act.name))

    @property
    def contributions(self) -> int:
        return sum(act.sort != "dots" for acts in self.acts.values() for act in acts)

    @property
    def dots(self) -> int:
        return sum(act.number for acts in self.acts.values() for act in acts if act.sort == "dots")

    def end(self) -> dict[str, Any]:
        """The canonical form of the map once everything has been done: without times, ids and places."""
        elements, links, dots = {}, [], Counter[str]()
        for act in (act for step in sorted(self.acts) for act in self.of(step)):
            who = alias(act.person)
            if act.sort in ("stakeholder", "challenge"):
                elements[act.name] = [act.name, act.about[0], hub_of(act.person).value, who, ""]
            elif act.sort == "note":
                elements[act.about[0]][4] = act.name
            elif act.sort == "link":
                links.append([*act.about, who])
            else:
                dots[act.about[0]] += act.number
        voters = {act.person for acts in self.acts.values() for act in acts if act.sort == "dots"}
        return {
            "elements": sorted(elements.values()),
            "links": sorted(links),
            "dots": sorted(dots.items()),
            "voters": len(voters),
        }


def alias(person: int) -> str:
    """What someone is called."""
    return f"Person {person:03}"


def is_phone(person: int) -> bool:
    """Three of five have a phone, the others a laptop."""
    return person % 5 < PHONES_OF_FIVE


def tables_for(people: int) -> int:
    """How many tables there are: eight people at each, or ten where there would be more than thirty."""
    return min(30, -(-people // 8))


def table_of(person: int, people: int) -> int:
    """At which table someone sits, so that each has phones and laptops."""
    return person // 5 % tables_for(people) + 1


def hub_of(person: int) -> Hub:
    """Where someone comes from: the seven hubs in turn."""
    return list(Hub)[person % len(Hub)]


def half_day(seed: int, people: int, steps: tuple[Step, ...]) -> Script:
    """A script for an agenda: all that its steps take, done by all kinds of people; the same for the same seed."""
    script, chance = Script(seed, people, steps), random.Random(seed)
    for index, step in enumerate(steps):
        if step.is_at_tables:
            _at_tables(script, chance, index)
        elif step.takes == (Takes.STAKEHOLDER,):
            _stakeholders(script, chance, index)
        elif Takes.MERGE in step.takes and Takes.STAKEHOLDER in step.takes:
            _notes(script, chance, index)
        elif Takes.LINK in step.takes and Takes.STAKEHOLDER in step.takes:
            _exchanges(script, chance, index)
        elif Takes.CHALLENGE in step.takes:
            _challenges(script, chance, index)
        elif Takes.VOTE in step.takes and step.dots:
            _dots(script, chance, index, step.dots)
    return script


def _moment(chance: random.Random) -> float:
    return round(chance.uniform(FIRST, LAST), 4)


def _stakeholders(script: Script, chance: random.Random, index: int) -> None:
    for person in range(script.people):
        if person > 6 and chance.random() > 0.6:
            continue
        kind = Kind.UNSORTED if is_phone(person) else chance.choice(GROUPS)
        name = f"{chance.choice(_WORDS)} {person:03}"
        script.stakeholders.append(name)
        script.acts[index].append(Act(_moment(chance), person, "stakeholder", name, (kind.value,)))


def _at_tables(script: Script, chance: random.Random, index: int) -> None:
    """Two of three add someone to their table's own map, and each laptop links two of its table."""
    own: dict[int, list[str]] = defaultdict(list)
    for person in range(script.people):
        if person % 3 == 2:
            continue
        table = table_of(person, script.people)
        kind = Kind.UNSORTED if is_phone(person) else chance.choice(GROUPS)
        name = f"{chance.choice(_WORDS)} of table {table}, {person:03}"
        own[table].append(name)
        script.acts[index].append(Act(_moment(chance), person, "stakeholder", name, (kind.value,)))
    for person in _laptops(script):
        names = own[table_of(person, script.people)]
        if len(names) > 1:
            source, target = chance.sample(names, 2)
            _link(script, chance, index, person, source, target)
    script.stakeholders += [name for table in sorted(own) for name in own[table]]


def _notes(script: Script, chance: random.Random, index: int) -> None:
    """Each laptop says something of a stakeholder of its own."""
    names = chance.sample(script.stakeholders, len(script.stakeholders))
    for person, name in zip(_laptops(script), names, strict=False):
        script.acts[index].append(Act(_moment(chance), person, "note", f"noted by {person:03}", (name,)))


def _exchanges(script: Script, chance: random.Random, index: int) -> None:
    for person in _laptops(script):
        for _each in range(chance.choice((1, 1, 2))):
            source, target = chance.sample(script.stakeholders, 2)
            _link(script, chance, index, person, source, target)


def _link(script: Script, chance: random.Random, index: int, person: int, source: str, target: str) -> None:
    if script.draws(source, target):
        about = (source, target, chance.choice(_EXCHANGES).value)
        script.acts[index].append(Act(_moment(chance), person, "link", f"link {len(script.drawn)}", about))


def _challenges(script: Script, chance: random.Random, index: int) -> None:
    """One of four speaks for the four of them; where links are taken too, laptops say who faces what is there."""
    known = list(script.challenges)
    speakers = [person for person in range(script.people) if person % 4 == index % 4]
    for person in speakers[: MOST_CHALLENGES // 2]:
        name = f"What {person:03} sends {chance.choice(_WOES)} in step {index}"
        script.challenges.append(name)
        script.acts[index].append(Act(_moment(chance), person, "challenge", name, (Kind.CHALLENGE.value,)))
    for number, (person, name) in enumerate(zip(_laptops(script), known, strict=False)):
        about = (chance.choice(script.stakeholders), name, LinkType.FACES.value)
        if Takes.LINK in script.steps[index].takes:
            script.acts[index].append(Act(_moment(chance), person, "link", f"faces {number}", about))


def _dots(script: Script, chance: random.Random, index: int, dots: int) -> None:
    """Everyone gives all their dots to one to three challenges."""
    for person in range(script.people):
        chosen = chance.sample(script.challenges, min(3, len(script.challenges)))
        left = dots
        for place, name in enumerate(chosen):
            given = left if place == len(chosen) - 1 else chance.randint(1, max(1, left - (len(chosen) - 1 - place)))
            left -= given
            script.acts[index].append(Act(_moment(chance), person, "dots", f"dots {place}", (name,), given))
            if not left:
                break


def _laptops(script: Script) -> list[int]:
    return [person for person in range(script.people) if not is_phone(person)]


def end_state(uow: UnitOfWork, *, workshop: Workshop) -> dict[str, Any]:
    """The same form of what the database holds."""
    shown = uow.maps.snapshot(workshop.map_id)
    names = {each["id"]: each["name"] for each in shown["elements"]}
    elements = [[each["name"], each["kind"], each["hub"], each["by"], each["note"]] for each in shown["elements"]]
    links = [[names[each["source"]], names[each["target"]], each["type"], each["by"]] for each in shown["links"]]
    dots, voters = Counter[str](), 0
    for one in uow.voting.rounds(workshop.map_id):
        voters += uow.voting.voters(workshop.map_id, one.number)
        for ident, given in uow.voting.given(workshop.map_id, one.number).items():
            dots[names[ident]] += sum(given)
    return {"elements": sorted(elements), "links": sorted(links), "dots": sorted(dots.items()), "voters": voters}


def differences(expected: dict[str, Any], found: dict[str, Any]) -> dict[str, int]:
    """How many entries are missing and how many are too many, over all parts of two canonical forms."""
    missing = many = 0
    for part in ("elements", "links", "dots"):
        one, other = (Counter(json.dumps(each) for each in form[part]) for form in (expected, found))
        missing += (one - other).total()
        many += (other - one).total()
    return {"missing": missing, "too_many": many, "voters": abs(expected["voters"] - found["voters"])}


def digest(form: dict[str, Any]) -> str:
    """A short name for a canonical form: equal for equal ones."""
    return hashlib.sha256(json.dumps(form, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
