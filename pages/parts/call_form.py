"""The form of an open call: title, times with their zone, chains in scope, places, and the five parts of its text."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from pages.parts import dialogs
from pages.parts.call_words import value_words
from pages.parts.clash import Clash, begin
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.ways import go
from sotecin_graph.briefs.dates import city
from sotecin_graph.calls import CALL_PARTS, OpenCall, field_word
from sotecin_graph.eligibility import lines_of
from sotecin_graph.language import _
from sotecin_graph.services import open_calls
from sotecin_graph.services.open_calls import CALL_TEXT_LENGTH
from sotecin_graph.text import NAME_LENGTH
from sotecin_graph.vocabulary import HUBS, Chain, label

BRUSSELS = "Europe/Brussels"


def new(desk: Desk) -> None:
    """Ask for a new call and go to it; it is a draft until someone announces it."""
    dialogs.ask(_("New call"), _new, width="medium")


def edit(desk: Desk, call: OpenCall) -> None:
    """Change a call."""
    begin(desk, f"call.{call.id}", call.version)
    dialogs.ask(_("Edit call"), write, call, width="medium")


def _new(desk: Desk) -> None:
    with st.form(f"calls.form.{desk.form_key('call.new')}", border=False):
        values = _fields(None)
        is_sent = st.form_submit_button(_("Draft the call"), type="primary", icon=":material/check:")
    if is_sent:
        made = desk.tried(open_calls.open_call, **values)
        if made:
            desk.renew("call.new")
            go("calls", call=made)


def write(desk: Desk, call: OpenCall) -> None:
    """The form of a call; `call` is as it was when it was opened."""
    form = f"call.{call.id}"
    with st.form(f"calls.form.{desk.form_key(form)}", border=False):
        values = _fields(call)
        changed = {name: value for name, value in values.items() if value != getattr(call, name)}
        began = {name: getattr(call, name) for name in values}
        two = Clash(desk, form, began, word=field_word, text=partial(value_words, timezone=call.timezone))
        kept = two.sides(changed)
        is_sent = st.form_submit_button(_("Save"), type="primary", icon=":material/check:")
    if is_sent:
        with told():
            if two.save(open_calls.edit_call, kept, call_id=call.id):
                st.rerun()


def _fields(call: OpenCall | None) -> dict[str, Any]:
    """Draw the fields; their values in the types of OpenCall."""
    values: dict[str, Any] = {"title": st.text_input(_("Title"), call.title if call else "", max_chars=NAME_LENGTH)}
    values |= _times(call)
    values["chains"] = tuple(
        st.multiselect(
            _("Value chains in scope"),
            list(Chain),
            default=list(call.chains) if call else [],
            format_func=label,
            placeholder=_("Choose"),
        )
    )
    values["places"] = st.number_input(_("Places (0 where open)"), 0, 1000, call.places if call else 0)
    st.markdown(f"**{_('What the call must fix')}**")
    st.caption(_("The money is given by the programme, never directly by the EU."))
    for name, title in CALL_PARTS.items():
        before = getattr(call, name) if call else ""
        values[name] = st.text_area(_(title), before, max_chars=CALL_TEXT_LENGTH, height=100)
    before = call.eligibility if call else ""
    values["eligibility"] = st.text_area(
        _("Eligibility checklist, a line each"),
        before,
        max_chars=CALL_TEXT_LENGTH,
        height=100,
        placeholder="\n".join(lines_of("")),
        help=_("Left empty, ours is used. It advises: a person decides."),
    )
    return values


def _times(call: OpenCall | None) -> dict[str, Any]:
    """Opening and closing as people read them in the call's zone, made aware."""
    zones = sorted(
        {BRUSSELS, *(facts.timezone for facts in HUBS.values()), *([call.timezone] if call else [])}, key=city
    )
    zone = call.timezone if call else BRUSSELS
    chosen = st.selectbox(
        _("Time zone"), zones, index=zones.index(zone), format_func=lambda each: f"{city(each)} ({each})"
    )
    local = ZoneInfo(chosen)
    today = datetime.now(UTC).astimezone(ZoneInfo(zone)).date()
    opens = call.opens_at.astimezone(ZoneInfo(zone)) if call else datetime.combine(today, time(9))
    closes = (
        call.closes_at.astimezone(ZoneInfo(zone)) if call else datetime.combine(today + timedelta(days=90), time(17))
    )
    left, right = st.columns(2)
    with left:
        first = st.datetime_input(_("Opens"), opens.replace(tzinfo=None), format="DD/MM/YYYY")
    with right:
        last = st.datetime_input(_("Closes"), closes.replace(tzinfo=None), format="DD/MM/YYYY")
    return {
        "timezone": chosen,
        "opens_at": (first or opens).replace(tzinfo=local),
        "closes_at": (last or closes).replace(tzinfo=local),
    }
