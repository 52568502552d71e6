"""Clusters: elements that belong together, found or drawn, before anyone agreed, and reasons to check.

Reasons are stored as facts and become sentences only where they are shown, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, NewType

from sotecin_graph.elements import ElementId
from sotecin_graph.language import _, capital, ngettext, percent, tenths
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkType, Stage, Strategy, label

ClusterId = NewType("ClusterId", str)


class ReasonKind(StrEnum):
    """What a reason is about."""

    TIES = "ties"
    VOTES = "votes"
    TAG = "tag"
    HUBS = "hubs"
    GROUPS = "groups"
    LINK = "link"
    MEMBERS = "members"
    WORDS = "words"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why elements belong together, as facts that anyone can count on the map.

    kind      values
    ties      inside, outside, missing (links); share (0 to 1 of the members' link weight that stays inside)
    votes     votes, of
    tag       field ("chain", "strategy", "stage"), term, members, size, on_map, of; lift; p (hypergeometric)
    hubs      hubs (their values, most members first)
    groups    missing (kinds), of
    link      source, target (ids), source_name, target_name, type
    members   stakeholders, challenges
    words     words (each with how many members say it), size
    alike     share (0 to 1 of the members' likeness by words and tags that stays inside)
    """

    kind: ReasonKind
    values: Mapping[str, Any]

    def sentence(self) -> str:
        """The reason in the reader's language."""
        return _SENTENCES[self.kind](self.values)

    def to_wire(self) -> dict[str, Any]:
        """The reason as stored."""
        return {"kind": self.kind.value, "values": dict(self.values)}


def reason_from_wire(wire: Mapping[str, Any]) -> Reason:
    """The reason of a stored object."""
    return Reason(ReasonKind(wire["kind"]), dict(wire["values"]))


CORE = 0.8
"""A member is core where it sat with most of the others in at least this share of the runs, else fringe."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Where a cluster comes from: `how` is "split" or "merged"; `shared` of the `of` members of that cluster came."""

    how: str
    id: ClusterId
    number: int
    name: str
    shared: int
    of: int

    def sentence(self) -> str:
        """The descent in the reader's language."""
        text = _("Split from “{name}”") if self.how == "split" else _("Merged with “{name}”")
        text += ": " + ngettext("{shared} of its {of} member", "{shared} of its {of} members", self.of)
        return text.format(name=self.name or numbered_name(self.number), shared=self.shared, of=self.of)


@dataclass(frozen=True, slots=True)
class Hint:
    """An element that is nearly as much bound to a cluster that it is not in. For people to look at, never applied.

    `links` counts its links with members; `share` (0 to 1) is their part of all its link weight.
    """

    element: ElementId
    links: int
    share: float


@dataclass(frozen=True, slots=True)
class Drift:
    """How a cluster that people decided stands to what the latest search found: which members are still together, and
    who would join them. Both empty where the search found nothing like it."""

    together: tuple[ElementId, ...] = ()
    candidates: tuple[ElementId, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """A proposal on a map. `origin` says how it came about (method, settings, seed, date, by whom); `is_named` is
    False while its name is only a number ("Group 1").

    `suggested_name` is an offer to whoever names it, in the language in which it was found. `weight_inside` is the
    share (0 to 1) of its members' link weight that stays among them: 1 when no link leaves. `sat` says in how many of
    the search's runs (`origin["runs"]`) each member sat with most of the others; empty where nothing was searched.
    """

    id: ClusterId
    number: int
    name: str
    members: tuple[ElementId, ...]
    reasons: tuple[Reason, ...] = ()
    is_named: bool = False
    state: str = "suggested"  # suggested | promoted | aside
    origin: dict[str, Any] = field(default_factory=dict)
    suggested_name: str = ""
    weight_inside: float = 0.0
    sat: Mapping[ElementId, int] = field(default_factory=dict)
    hints: tuple[Hint, ...] = ()
    lineage: tuple[Kin, ...] = ()
    is_locked: bool = False
    drift: Drift | None = None

    @property
    def title(self) -> str:
        """Its name, or its number in the reader's language."""
        return self.name if self.is_named else numbered_name(self.number)

    @property
    def fringe(self) -> tuple[ElementId, ...]:
        """Members that other runs of the search put elsewhere, in order of creation; the others are its core."""
        runs = self.origin.get("runs", 0)
        return tuple(each for each in self.members if runs and self.sat.get(each, runs) < CORE * runs)

    @property
    def is_decided(self) -> bool:
        """Drawn, split off, locked or promoted by a person: no later finding changes its members."""
        return self.is_locked or self.state == "promoted" or self.origin.get("method") in ("drawn", "split")


def numbered_name(number: int) -> str:
    """The name of a cluster that nobody has named yet."""
    return _("Group {number}").format(number=number)


def cluster_to_wire(cluster: Cluster) -> dict[str, Any]:
    """The cluster as stored: reasons as facts."""
    return {
        "id": cluster.id,
        "number": cluster.number,
        "name": cluster.name,
        "members": list(cluster.members),
        "reasons": [reason.to_wire() for reason in cluster.reasons],
        "is_named": cluster.is_named,
        "state": cluster.state,
        "origin": dict(cluster.origin),
        "suggested_name": cluster.suggested_name,
        "weight_inside": cluster.weight_inside,
        "sat": dict(cluster.sat),
        "hints": [asdict(hint) for hint in cluster.hints],
        "lineage": [asdict(kin) for kin in cluster.lineage],
        "is_locked": cluster.is_locked,
        "drift": asdict(cluster.drift) if cluster.drift else None,
    }


def cluster_from_wire(wire: Mapping[str, Any]) -> Cluster:
    """The cluster of a stored object."""
    return Cluster(
        id=ClusterId(wire["id"]),
        number=wire["number"],
        name=wire["name"],
        members=tuple(ElementId(member) for member in wire["members"]),
        reasons=tuple(reason_from_wire(reason) for reason in wire["reasons"]),
        is_named=wire["is_named"],
        state=wire["state"],
        origin=dict(wire.get("origin", {})),
        suggested_name=wire.get("suggested_name", ""),
        weight_inside=wire.get("weight_inside", 0.0),
        sat=dict(wire.get("sat", {})),
        hints=tuple(Hint(**hint) for hint in wire.get("hints", ())),
        lineage=tuple(Kin(**kin) for kin in wire.get("lineage", ())),
        is_locked=wire.get("is_locked", False),
        drift=Drift(**{name: tuple(each) for name, each in wire["drift"].items()}) if wire.get("drift") else None,
    )


def _ties(values: Mapping[str, Any]) -> str:
    inside, outside, missing = values["inside"], values["outside"], values["missing"]
    if inside > 2 * outside:
        text = ngettext(
            "Tied closely: {inside} link inside, {outside} out",
            "Tied closely: {inside} links inside, {outside} out",
            inside,
        )
    else:
        text = ngettext("{inside} link inside, {outside} out", "{inside} links inside, {outside} out", inside)
    if missing:
        text += ngettext("; {missing} still missing", "; {missing} still missing", missing)
    return text.format(inside=inside, outside=outside, missing=missing)


def _votes(values: Mapping[str, Any]) -> str:
    text = ngettext("{votes} of {of} vote on this map", "{votes} of {of} votes on this map", values["of"])
    return text.format(votes=values["votes"], of=values["of"])


def tag_word(field_name: str, term: str) -> str:
    """The word for a tag of an element, in the reader's language."""
    vocabulary: dict[str, type[Chain | Strategy | Stage]]
    vocabulary = {"chain": Chain, "strategy": Strategy, "stage": Stage}
    return label(vocabulary[field_name](term))


def _tag(values: Mapping[str, Any]) -> str:
    word = tag_word(values["field"], values["term"])
    if values["members"] == values["on_map"]:
        text = _("{tag}: {members} of its {size} elements, and nobody else on this map")
    else:
        text = _("{tag}: {members} of its {size} elements, {lift} times as often as on the whole map")
    return text.format(
        tag=capital(word),
        members=values["members"],
        size=values["size"],
        lift=tenths(values["lift"]),
    )


def _hubs(values: Mapping[str, Any]) -> str:
    hubs = values["hubs"]
    text = ngettext("From {count} hub: {names}", "Bridges {count} hubs: {names}", len(hubs))
    return text.format(count=len(hubs), names=_listed([label(Hub(hub)) for hub in hubs]))


def _groups(values: Mapping[str, Any]) -> str:
    missing, of = values["missing"], values["of"]
    if not missing:
        return _("All {of} groups of stakeholders are there").format(of=of)
    text = ngettext(
        "{present} of {of} groups. {missing} is missing", "{present} of {of} groups. Missing: {missing}", len(missing)
    )
    return text.format(present=of - len(missing), of=of, missing=_listed([label(Kind(kind)) for kind in missing]))


def _link(values: Mapping[str, Any]) -> str:
    text = _("Strongest link: {source} and {target} ({type})")
    kind = label(LinkType(values["type"]))
    return text.format(source=values["source_name"], target=values["target_name"], type=kind)


def _members(values: Mapping[str, Any]) -> str:
    stakeholders, challenges = values["stakeholders"], values["challenges"]
    first = ngettext("{count} stakeholder", "{count} stakeholders", stakeholders).format(count=stakeholders)
    second = ngettext("{count} challenge", "{count} challenges", challenges).format(count=challenges)
    return f"{first}, {second}"


def _words(values: Mapping[str, Any]) -> str:
    said = _listed([f"“{word}” ({members})" for word, members in values["words"]])
    return _("They say the same: {words}, of {size} elements").format(words=said, size=values["size"])


def _alike(values: Mapping[str, Any]) -> str:
    share = percent(values["share"])
    return _("Alike by words and tags: {share} of what they have in common stays inside").format(share=share)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)


_SENTENCES = {
    ReasonKind.TIES: _ties,
    ReasonKind.VOTES: _votes,
    ReasonKind.TAG: _tag,
    ReasonKind.HUBS: _hubs,
    ReasonKind.GROUPS: _groups,
    ReasonKind.LINK: _link,
    ReasonKind.MEMBERS: _members,
    ReasonKind.WORDS: _words,
    ReasonKind.ALIKE: _alike,
}
