"""Privacy: how long names of workshops are kept, erasing those who asked for it, and words that are to go."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from babel.dates import format_date

from pages.parts import notices
from pages.parts.desk import Desk
from pages.parts.states import badge
from pages.parts.style import card, page, row
from pages.parts.words import plain
from sotecin_graph.language import _, locale, ngettext
from sotecin_graph.people import Deed, Participant
from sotecin_graph.services import erasures, workshops
from sotecin_graph.services.erasures import Kept


def show(desk: Desk) -> None:
    """Draw the page."""
    with page("narrow"):
        st.title(_("Privacy"), anchor=False)
        if not desk.may(Deed.ADMIT):
            st.info(_("Names are kept and erased by the hub lead. Your own are under “Mine”."), icon=":material/lock:")
            return
        if done := desk.keep.values.pop("privacy.done", ""):
            notices.done(done)
        st.caption(_("Where someone is erased, “someone” stands in their place: on maps, in their past, in new files."))
        found = desk.ask(erasures.kept_workshops)
        _all_due(desk, found)
        for each in found:
            _workshop(desk, each)
        if not found:
            st.write(_("No workshop keeps names of people."))
        if desk.may(Deed.ADMINISTER):
            _words(desk)


def _all_due(desk: Desk, found: list[Kept]) -> None:
    due = [each for each in found if each.is_due(datetime.now(UTC))]
    if not due:
        return
    sentence = ngettext("The time of {count} workshop is up.", "The time of {count} workshops is up.", len(due)).format(
        count=len(due)
    )
    st.warning(sentence, icon=":material/schedule:")
    if st.button(_("Erase their names now"), type="primary", icon=":material/person_off:", key="privacy.due"):
        with notices.told(), st.spinner(_("Erasing")):
            done = erasures.erase_due(desk.instance.database, by=desk.actor)
            _again(desk, _("Erased: {titles}.").format(titles=", ".join(each.title for each in done)))
        _rerun_if_done(desk)


def _workshop(desk: Desk, kept: Kept) -> None:
    workshop = kept.workshop
    with card(f"privacy-{workshop.id}"):
        with row():
            st.markdown(f"**{plain(workshop.title)}**")
            st.space("stretch")
            _until(kept)
        people = ngettext("{count} person", "{count} people", kept.people).format(count=kept.people)
        st.caption(f"{people} · {_day(workshop.starts_at)}")
        with st.expander(_("Someone asked to be erased"), icon=":material/person_off:"):
            _one_of(desk, kept)


def _until(kept: Kept) -> None:
    if kept.until is None:
        badge(_("no end was set"), "gray", "all_inclusive")
    elif kept.is_due(datetime.now(UTC)):
        badge(_("time is up since {day}").format(day=_day(kept.until)), "orange", "schedule")
    else:
        badge(_("names go on {day}").format(day=_day(kept.until)), "green", "event_available")


def _one_of(desk: Desk, kept: Kept) -> None:
    workshop = kept.workshop
    people = [each for each in desk.ask(workshops.participants_of, map_id=workshop.map_id) if each.alias]
    chosen = st.selectbox(
        _("Who"),
        people,
        index=None,
        format_func=_who,
        key=f"privacy.who.{workshop.id}.{desk.form_key('privacy')}",
    )
    if st.button(_("Erase this person"), disabled=chosen is None, key=f"privacy.one.{workshop.id}") and chosen:
        with notices.told(), st.spinner(_("Erasing")):
            erasures.erase_people(desk.instance.database, by=desk.actor, people=[f"participant:{chosen.id}"])
            _again(desk, _("Erased. “Someone” stands there now."))
        _rerun_if_done(desk)


def _who(person: Participant) -> str:
    return f"{person.alias} · {person.consent_at:%Y-%m-%d %H:%M}"


def _words(desk: Desk) -> None:
    st.subheader(_("Words that are to go"), anchor=False)
    st.caption(
        _("A name or a mail that stands in texts, such as that of a contact: taken out of everything, the past too.")
    )
    key = f"privacy.words.{desk.form_key('privacy')}"
    given = st.text_area(_("One in each line"), key=key, height=90, max_chars=1000).splitlines()
    wanted = [line for line in given if line.strip()]
    if not wanted:
        return
    with notices.told():
        count = desk.ask(erasures.places_of_words, words=wanted)
        st.markdown(ngettext("Found in {count} place.", "Found in {count} places.", count).format(count=count))
        if count and st.button(_("Take them out for good"), icon=":material/ink_eraser:", key="privacy.words.go"):
            erasures.erase_words(desk.instance.database, by=desk.actor, words=wanted)
            _again(desk, _("Gone. “[…]” stands there now."))
    _rerun_if_done(desk)


def _again(desk: Desk, sentence: str) -> None:
    desk.keep.values["privacy.done"] = sentence
    desk.renew("privacy")


def _rerun_if_done(desk: Desk) -> None:
    if "privacy.done" in desk.keep.values:
        st.rerun()


def _day(at: datetime) -> str:
    return format_date(at, "medium", locale=locale())
