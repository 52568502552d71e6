"""What stands behind a brief: the numbers of the map, what is still open, and where it all comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sotecin_graph.briefs.dates import day
from sotecin_graph.briefs.words import one_line
from sotecin_graph.elements import Element, ElementId, Link
from sotecin_graph.language import _, capital, ngettext, number
from sotecin_graph.missions import Mission
from sotecin_graph.vocabulary import LinkState, label

Check = tuple[str, str, str]
"""One check of a mission: its state ("met", "prompt" or "missing"), its title and the reason."""

_LINKS_NAMED = 2
"""Missing links that the brief names; the others are counted only, for want of room."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a member comes from: its name, the step and the workshop or map in which it was contributed, the day.

    `address` is where its way can be followed. Without the names of those who contributed it: a brief goes to people
    whom they have not met.
    """

    name: str
    step: str = ""
    place: str = ""
    at: date | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The workshop behind a mission. An empty field is one that is not known.

    `address` is where the mission's page can be opened, with the way back from each line.
    """

    workshop: str = ""
    held_on: date | None = None
    participants: int = 0
    with_consent: int = 0
    map_name: str = ""
    address: str = ""
    sources: tuple[Source, ...] = ()


def why_now(members: Sequence[Element], links: Sequence[Link], votes: Mapping[ElementId, int]) -> str:
    """The mission in the numbers of its map: votes, who is linked, what would have to be new."""
    challenges = [one for one in members if one.is_challenge]
    given = sum(votes.get(one.id, 0) for one in challenges)
    all_votes = sum(votes.values())
    sentences = [_votes_sentence(given, len(challenges), all_votes), _span_sentence(members)]
    sentences += _links_sentences(members, links)
    return " ".join(sentence for sentence in sentences if sentence)


def _votes_sentence(given: int, challenges: int, all_votes: int) -> str:
    if not challenges:
        return _("No challenge has been raised yet.")
    many = ngettext("{n} challenge", "{n} challenges", challenges).format(n=number(challenges))
    count = ngettext("{n} vote", "{n} votes", given).format(n=number(given))
    if all_votes > given:
        return _("{votes} on {challenges}, of {total} on the whole map.").format(
            votes=count, challenges=many, total=number(all_votes)
        )
    return _("{votes} on {challenges}.").format(votes=count, challenges=many)


def _span_sentence(members: Sequence[Element]) -> str:
    people = [one for one in members if not one.is_challenge]
    stages = {stage for one in people for stage in one.stages}
    stakeholders = ngettext("{n} stakeholder", "{n} stakeholders", len(people)).format(n=number(len(people)))
    groups = len({one.kind for one in people})
    group_words = ngettext("{n} group", "{n} groups", groups).format(n=number(groups))
    if not stages:
        return _("{stakeholders} of {groups}.").format(stakeholders=stakeholders, groups=group_words)
    stage_words = ngettext("{n} stage", "{n} stages", len(stages)).format(n=number(len(stages)))
    return _("{stakeholders} of {groups} at {stages} of the value chain.").format(
        stakeholders=stakeholders, groups=group_words, stages=stage_words
    )


def _links_sentences(members: Sequence[Element], links: Sequence[Link]) -> list[str]:
    exchanges = [link for link in links if link.type.is_exchange]
    there = [link for link in exchanges if link.state is LinkState.EXISTING]
    circular = sum(link.is_circular for link in there)
    missing = [link for link in exchanges if link.state is LinkState.MISSING]
    sentences = []
    if there:
        count = ngettext("{n} exchange exists", "{n} exchanges exist", len(there)).format(n=number(len(there)))
        sentences.append(
            _("{exchanges}, {circular} of them circular.").format(exchanges=count, circular=number(circular))
        )
    if missing:
        sentences.append(_missing_sentence(members, missing))
    return sentences


def _missing_sentence(members: Sequence[Element], missing: Sequence[Link]) -> str:
    names = {one.id: one_line(one.name) for one in members}
    named = "; ".join(
        _("{what} from {source} to {target}").format(
            what=label(link.type), source=names[link.source], target=names[link.target]
        )
        for link in missing[:_LINKS_NAMED]
    )
    rest = len(missing) - _LINKS_NAMED
    if rest > 0:
        more = ngettext("and {n} more link", "and {n} more links", rest).format(n=number(rest))
        named = f"{named}; {more}"
    return _("Missing: {links}.").format(links=named)


def open_points(mission: Mission, checks: Sequence[Check]) -> tuple[str, ...]:
    """What is not known or not yet good, one sentence each; empty only where nothing is open."""
    points = []
    met = sum(state == "met" for state, _title, _reason in checks)
    if checks:
        points.append(_("{met} of {all} checks are met.").format(met=number(met), all=number(len(checks))))
    absent = [title for state, title, _reason in checks if state == "missing"]
    if absent:
        points.append(_("Missing: {what}.").format(what="; ".join(map(_unended, absent))))
    prompts = [reason or title for state, title, reason in checks if state == "prompt"]
    if prompts:
        points.append(_("To look at again: {what}.").format(what=". ".join(map(_unended, prompts))))
    blank = _blank_fields(mission, is_checked=bool(checks))
    if blank:
        points.append(_("Not given yet: {what}.").format(what="; ".join(blank)))
    return tuple(points)


def _blank_fields(mission: Mission, *, is_checked: bool) -> list[str]:
    """The brief's fields that are empty; with the checks beside it, only those that no check asks for."""
    always: dict[str, object] = {
        _("statement"): mission.statement,
        _("grand challenge"): mission.grand_challenge,
        _("indicator"): mission.indicator,
        _("in scope"): mission.in_scope,
        _("out of scope"): mission.out_of_scope,
        _("existing initiatives and rules"): mission.existing,
        _("risks and assumptions"): mission.risks,
        _("next steps"): mission.next_steps,
    }
    checked: dict[str, object] = {
        _("hub"): mission.hub,
        _("value chain"): mission.chains,
        _("baseline"): mission.baseline,
        _("source of the baseline"): mission.baseline_source,
        _("target"): mission.target,
        _("deadline"): mission.deadline,
        _("circular strategies"): mission.strategies,
        _("who benefits"): mission.beneficiaries,
        _("Sustainable Development Goals"): mission.sdgs,
        _("council"): mission.council,
        _("hub lead"): mission.hub_lead,
        _("the hub lead’s sign-off"): mission.signed_off_by,
    }
    asked = always if is_checked else always | checked
    return [word for word, value in asked.items() if not value]


def _unended(text: str) -> str:
    return one_line(text).rstrip(". ")


def provenance_text(mission: Mission, provenance: Provenance) -> str:
    """Workshop, people and consent, map, and how the cluster came about, as far as they are known."""
    sentences = [_workshop_sentence(provenance)]
    if provenance.map_name:
        sentences.append(_("Map “{name}”.").format(name=one_line(provenance.map_name)))
    sentences.append(_sources_sentence(provenance.sources))
    sentences.append(_cluster_sentence(mission.origin))
    sentences.append(_("Every line above can be followed back on the mission’s page."))
    return " ".join(sentence for sentence in sentences if sentence)


def _workshop_sentence(provenance: Provenance) -> str:
    if not provenance.workshop:
        return _("No workshop is recorded for this map.")
    people = ngettext(
        "{n} participant under an alias, {consent} with consent",
        "{n} participants under an alias, {consent} with consent",
        provenance.participants,
    ).format(n=number(provenance.participants), consent=number(provenance.with_consent))
    when = day(provenance.held_on) if provenance.held_on else _("date not recorded")
    return _("Workshop “{title}”, {date}, {people}.").format(
        title=one_line(provenance.workshop), date=when, people=people
    )


def source_line(source: Source) -> str:
    """The member, then where and when it was contributed."""
    when = day(source.at) if source.at else ""
    parts = (one_line(source.name), _(source.step) if source.step else "", one_line(source.place), when)
    return " · ".join(part for part in parts if part)


def _sources_sentence(sources: Sequence[Source]) -> str:
    """In which steps the members were contributed, and how many in each, in the order of the first."""
    steps = Counter(_(source.step) for source in sources if source.step)
    if not steps:
        return ""
    told = "; ".join(_("“{step}” {n}").format(step=one_line(step), n=number(count)) for step, count in steps.items())
    return _("Its elements were contributed in these steps: {steps}.").format(steps=told)


def _cluster_sentence(origin: Mapping[str, Any]) -> str:
    """How the mission's cluster came about and who decided, in the order in which it happened."""
    by = one_line(str(origin.get("named_by") or origin.get("by") or ""))
    parts = []
    if origin.get("method") == "drawn":
        parts.append(_("Cluster drawn by {name}").format(name=by) if by else _("Cluster drawn by hand"))
    elif origin.get("method"):
        parts.append(_("Cluster suggested by {method}").format(method=_method_words(origin)))
        who = _("named by {name}") if origin.get("named_by") else _("asked for by {name}")
        parts += [who.format(name=by)] if by else []
    if origin.get("promoted_by"):
        parts.append(_promoted(origin))
    sentence = ", ".join(parts)
    return capital(sentence) + "." if parts else ""


def _method_words(origin: Mapping[str, Any]) -> str:
    """The method with its settings and seed: "Leiden (resolution 1.0, seed 7)"."""
    settings = origin.get("settings")
    known = dict(settings) if isinstance(settings, Mapping) else {}
    known |= {key: origin[key] for key in ("resolution", "seed") if origin.get(key) is not None}
    words = {"resolution": _("resolution {n}"), "seed": _("seed {n}")}
    detail = ", ".join(words.get(key, f"{key} {{n}}").format(n=value) for key, value in known.items())
    method = one_line(str(origin["method"]))
    method = capital(method)
    return f"{method} ({one_line(detail)})" if detail else method


def _promoted(origin: Mapping[str, Any]) -> str:
    name = one_line(str(origin["promoted_by"]))
    when = _as_day(origin.get("promoted_at") or origin.get("date"))
    if when is None:
        return _("promoted by {name}").format(name=name)
    return _("promoted by {name} on {date}").format(name=name, date=day(when))


def _as_day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError:
        return None
