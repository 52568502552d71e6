"""My data: what one has agreed to, everything that is kept as a file, and erasing oneself."""

from __future__ import annotations

import streamlit as st
from babel import Locale

from pages.parts import notices
from pages.parts.desk import Desk
from pages.parts.door import let_out
from pages.parts.style import page
from pages.parts.ways import link
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.language import _, locale, spoken
from sotecin_graph.people import Deed
from sotecin_graph.services import erasures, privacy
from sotecin_graph.services.privacy import Standing


def bids_farewell(desk: Desk) -> bool:
    """True where the reader has just been erased: then the page is the way out alone."""
    if not desk.keep.values.pop("mine.erased", False):
        return False
    with page("narrow"):
        st.markdown(_("Your name and all that led to you are gone. Thank you for having been here."))
        let_out()
    return True


def show_my_data(desk: Desk) -> None:
    """What is kept about the reader, at the end of a page."""
    with st.expander(_("My data"), icon=":material/shield_person:", key="mine.data"):
        found = desk.ask(privacy.standing)
        _agreed(found)
        st.markdown(f"**{_('Everything that is kept about you')}**")
        address = f"/mine/data.{{form}}?language={spoken()}"
        to_read, program = address.format(form="html"), address.format(form="json")
        st.markdown(f"[{_('As a page to read')}]({to_read}) · [{_('As JSON, for programs')}]({program})")
        _offer_erasing(desk)
    if desk.may(Deed.ADMIT):
        link("privacy", _("Names that are kept, and people to erase"), icon=":material/shield_person:")


def _agreed(found: Standing) -> None:
    if found.account:
        roles = ", ".join(dict.fromkeys(grant.role.value for grant in found.account.grants))
        st.markdown(
            plain(_("You sign in as {username}: {roles}.").format(username=found.account.username, roles=roles))
        )
    person = found.participant
    if person is None:
        return
    st.markdown(f"**{_('What you agreed to')}**")
    for part in person.consent_text.splitlines():
        st.markdown(plain(part))
    told = _("Agreed on {day}, version {version}, in {language}.").format(
        day=day(person.consent_at), version=person.consent_version, language=_language(person.consent_language)
    )
    until = _("Your name goes on {day} at the latest.").format(day=day(found.until)) if found.until else ""
    st.caption(plain(f"{told} {until}"))


def _language(code: str) -> str:
    return (Locale(code).get_display_name(locale()) or code) if code else "–"


def _offer_erasing(desk: Desk) -> None:
    if not asks_to_erase("mine.erase"):
        return
    with notices.told():
        erasures.erase_oneself(desk.instance.database, by=desk.actor)
        desk.keep.values["mine.erased"] = True
    if "mine.erased" in desk.keep.values:
        st.rerun()


def asks_to_erase(key: str) -> bool:
    """What erasing oneself does; True once the reader, being sure, has asked for it."""
    with st.popover(_("Erase me"), icon=":material/person_off:", type="tertiary", key=key):
        st.markdown(
            _("Your name leaves every map, its past and every list; votes count on without you. What you wrote stays.")
        )
        st.markdown(_("You are signed out everywhere. Nobody can bring it back."))
        is_sure = st.checkbox(_("I am sure"), key=f"{key}.sure")
        return st.button(_("Erase me now"), key=f"{key}.now", disabled=not is_sure, icon=":material/delete:")
