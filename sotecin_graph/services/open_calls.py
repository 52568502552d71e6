"""Use cases on open calls: draft one, edit it, set what its reviewers are asked, and announce it to everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sotecin_graph.calls import CALL_PARTS, CallId, OpenCall, field_word
from sotecin_graph.eligibility import LINE_LENGTH, MOST_LINES
from sotecin_graph.errors import BadInput, UnknownCall, WrongState
from sotecin_graph.idents import new_ident
from sotecin_graph.language import _
from sotecin_graph.people import Actor, Deed
from sotecin_graph.permissions import PROGRAMME, authorise, may_anywhere
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.rubric import Rubric, fit_rubric
from sotecin_graph.services.stale import NOTHING, must_not_overwrite
from sotecin_graph.text import line, paragraph
from sotecin_graph.vocabulary import Chain

CALL_TEXT_LENGTH = 3000
_FIELDS = ("title", "opens_at", "closes_at", "timezone", "chains", "places", "eligibility", *CALL_PARTS)


def open_call(
    uow: UnitOfWork,
    *,
    by: Actor,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    timezone: str,
    chains: Sequence[Chain],
    number: int | None = None,
    places: int = 0,
    is_example: bool = False,
    eligibility: str = "",
    **texts: str,
) -> CallId:
    """Draft a call, for leads alone; times are aware and read in `timezone` (IANA). `texts` are its five parts."""
    authorise(by, Deed.LEAD, PROGRAMME)
    call = OpenCall(
        id=CallId(new_ident()),
        number=number or max((each.number for each in uow.calls.calls()), default=0) + 1,
        title=line(title, field=_("title")),
        opens_at=opens_at,
        closes_at=closes_at,
        timezone=timezone,
        chains=tuple(chains),
        places=places,
        is_example=is_example,
        eligibility=_fit_checklist(eligibility),
        **_fit_texts({name: texts.get(name, "") for name in CALL_PARTS}),
    )
    _must_fit(call)
    uow.calls.add_call(call)
    return call.id


def edit_call(
    uow: UnitOfWork, *, by: Actor, call_id: CallId, began: Mapping[str, Any] = NOTHING, **fields: Any
) -> OpenCall:
    """Change a call: its title, times and zone, chains, places or any of its five parts, in the types of OpenCall.

    `began` are the values that the writer began with: StaleVersion where somebody has changed the same ones since. An
    announced call keeps all of its parts.
    """
    before = _led(uow, by, call_id, None)
    unknown = set(fields) - set(_FIELDS)
    if unknown:
        raise BadInput(_("“{field}” cannot be edited.").format(field=", ".join(sorted(unknown))))
    values = fields | _fit_texts({name: text for name, text in fields.items() if name in CALL_PARTS})
    if "eligibility" in values:
        values["eligibility"] = _fit_checklist(values["eligibility"])
    if "title" in values:
        values["title"] = line(values["title"], field=_("title"))
    must_not_overwrite(before, values, began, by="", word=field_word)
    if all(getattr(before, name) == value for name, value in values.items()):
        return before
    after = replace(before, **values, version=before.version + 1)
    _must_fit(after)
    if after.is_announced:
        after.must_be_whole()
    uow.calls.update_call(after)
    return after


def set_rubric(uow: UnitOfWork, *, by: Actor, call_id: CallId, rubric: Rubric, expected: int | None = None) -> OpenCall:
    """Set what reviewers are asked; challenges that are with the council already keep what they began with."""
    before = _led(uow, by, call_id, expected)
    fit = fit_rubric(rubric.criteria, least=rubric.least, total=rubric.total, reviews=rubric.reviews)
    after = replace(before, rubric=fit, version=before.version + 1)
    uow.calls.update_call(after)
    return after


def announce_call(uow: UnitOfWork, *, by: Actor, call_id: CallId, expected: int | None = None) -> OpenCall:
    """Show the call to everybody, which takes all five parts of its text; it opens at its own time."""
    before = _led(uow, by, call_id, expected)
    if before.is_announced:
        raise WrongState(_("This call is announced already."))
    before.must_be_whole()
    if before.closes_at <= uow.now:
        raise WrongState(_("The day on which it closes is over. Change the dates first."))
    after = replace(before, announced_at=uow.now, announced_by=by.name, version=before.version + 1)
    uow.calls.update_call(after)
    return after


def all_calls(uow: UnitOfWork, *, by: Actor) -> list[OpenCall]:
    """The open calls, the latest first: those announced, for leads and reviewers the drafts too."""
    return [call for call in reversed(uow.calls.calls()) if may_see(by, call)]


def call_for(uow: UnitOfWork, by: Actor, call_id: CallId) -> OpenCall:
    """The call, for someone who may see it, or UnknownCall."""
    call = uow.calls.call(call_id)
    if call is None or not may_see(by, call):
        raise UnknownCall(call_id)
    return call


def may_see(by: Actor, call: OpenCall) -> bool:
    """True for everybody once it is announced, before for leads and reviewers."""
    return call.is_announced or may_anywhere(by, Deed.LEAD) or may_anywhere(by, Deed.REVIEW)


def must_be_current(seen: int | None, now: int) -> None:
    """Raise WrongState where someone has changed the thing since the writer saw it; None asks for nothing."""
    if seen is not None and seen != now:
        sentence = _("Someone changed this while you looked at it. Nothing was done: look again, then decide.")
        raise WrongState(sentence)


def _led(uow: UnitOfWork, by: Actor, call_id: CallId, expected: int | None) -> OpenCall:
    authorise(by, Deed.LEAD, PROGRAMME)
    call = uow.calls.call(call_id)
    if call is None:
        raise UnknownCall(call_id)
    must_be_current(expected, call.version)
    return call


def _fit_texts(texts: dict[str, str]) -> dict[str, Any]:
    return {name: paragraph(text, field=_(CALL_PARTS[name]), most=CALL_TEXT_LENGTH) for name, text in texts.items()}


def _fit_checklist(text: str) -> str:
    """One line each, of at most as many as a person goes through."""
    kept = paragraph(text, field=_("checklist"), most=CALL_TEXT_LENGTH)
    lines = [
        line(each, field=_("line of the checklist"), most=LINE_LENGTH) for each in kept.splitlines() if each.strip()
    ]
    if len(lines) > MOST_LINES:
        raise BadInput(_("A checklist has at most {most} lines.").format(most=MOST_LINES), field="eligibility")
    if len(set(lines)) < len(lines):
        raise BadInput(_("Two lines of the checklist are the same."), field="eligibility")
    return "\n".join(lines)


def _must_fit(call: OpenCall) -> None:
    if not call.chains:
        raise BadInput(_("Choose at least one value chain: a call publishes challenges of its chains."), field="chains")
    try:
        ZoneInfo(call.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadInput(_("Name the time zone as Europe/Brussels."), field="timezone") from None
    if call.opens_at.tzinfo is None or call.closes_at.tzinfo is None or call.closes_at <= call.opens_at:
        raise BadInput(_("A call closes after it opens, and both have a time and a zone."), field="closes_at")
