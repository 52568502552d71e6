"""What happens next, in the facilitator's words, and until which day late contributions are taken."""

from __future__ import annotations

import streamlit as st

from pages.parts.canvas import join_address
from pages.parts.desk import Desk
from pages.parts.notices import done, told
from sotecin_graph.briefs.dates import city, moment
from sotecin_graph.language import _
from sotecin_graph.services import endings
from sotecin_graph.services.endings import FAREWELL_LENGTH, Closing, last_day
from sotecin_graph.workshops import WorkshopState

_FORM = "ending"


def show_ending(desk: Desk, found: Closing) -> None:
    """The form; and while the follow-up is on, the link for late contributors."""
    workshop, ending = found.workshop, found.ending
    st.subheader(_("What happens next"), anchor=False)
    if desk.keep.values.pop(f"{_FORM}.done", False):
        done(_("Saved. It stands on the page of thanks and in the summary."))
    key = f"{_FORM}.{workshop.id}.{desk.form_key(_FORM)}"
    with st.form(key, border=False):
        farewell = st.text_area(
            _("For everyone who took part"),
            ending.farewell,
            max_chars=FAREWELL_LENGTH,
            height=120,
            placeholder=_("Who works on it now, and when people will hear from you."),
            key=f"{key}.farewell",
        )
        until = st.date_input(
            _("Late contributions until the end of"),
            last_day(ending, workshop),
            format="DD.MM.YYYY",
            help=_("Empty: nothing is taken after the close."),
            key=f"{key}.until",
        )
        st.caption(_("The day ends at 23:59 {city} time.").format(city=city(workshop.timezone)))
        is_sent = st.form_submit_button(_("Save"), icon=":material/check:")
    if is_sent:
        with told():
            desk.do(endings.set_ending, ident=workshop.id, farewell=farewell, follow_up_until=until)
            desk.keep.values[f"{_FORM}.done"] = True
            desk.renew(_FORM)
            st.rerun()
    _late(desk, found)


def _late(desk: Desk, found: Closing) -> None:
    workshop, until = found.workshop, found.ending.follow_up_until
    if until is None:
        return
    when = moment(until, workshop.timezone)
    if found.is_late_open:
        st.markdown(_("Late contributors join here until {when}:").format(when=when))
        st.code(join_address(desk, workshop), language=None, wrap_lines=True)
    elif workshop.state is WorkshopState.CLOSED:
        st.info(_("Late contributions were taken until {when}.").format(when=when), icon=":material/event_busy:")
