"""How people take part in a workshop: how many, in which languages, under which names, and what they agree to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st
from babel import Locale

from sotecin_graph.language import LANGUAGES, _, capital, locale
from sotecin_graph.services.workshops import CONSENT_LENGTH, MOST_MONTHS, MOST_PEOPLE, MOST_TABLES
from sotecin_graph.vocabulary import HUBS, Hub
from sotecin_graph.workshops import Plan, Workshop, standard_consent


def ask_people(key: str, before: Plan) -> dict[str, Any]:
    """How many people and tables are expected, and where tables work."""
    left, right = st.columns(2)
    with left:
        people = st.number_input(_("People expected"), 0, MOST_PEOPLE, before.people, step=5, key=f"{key}.people")
    with right:
        tables = st.number_input(_("Tables"), 0, MOST_TABLES, before.tables, key=f"{key}.tables")
    st.caption(_("0 where you do not know. The cards for the tables are numbered after this."))
    has_maps = st.toggle(
        _("A map of its own for each table"),
        before.has_table_maps,
        help=_("In steps at tables each works on a small map. Then you bring them together on the map of all."),
        key=f"{key}.table_maps.{before.has_table_maps}",
    )
    return {"people": people, "tables": tables, "has_table_maps": has_maps}


def ask_words(
    hubs: Sequence[Hub], key: str, *, people: dict[str, Any], before: Workshop | None = None
) -> dict[str, Any]:
    """Languages, names, how long it is kept, and the consent text in each language; as `open_workshop` takes them."""
    language, others = _languages(hubs, key, before)
    plan = before.plan if before else Plan()
    left, right = st.columns(2)
    with left:
        names = [_("An alias that they choose"), _("Nobody’s name: all are “a participant”")]
        shown = st.radio(_("Names on screens and in files"), names, index=int(plan.hides_names), key=f"{key}.names")
    with right:
        months = st.number_input(
            _("Kept for so many months"),
            0,
            MOST_MONTHS,
            plan.keeps_months,
            step=6,
            help=_("0 where nothing is said. It stands in the consent text and on the workshop’s page."),
            key=f"{key}.months",
        )
    moderates = st.toggle(
        _("A facilitator accepts each contribution first"),
        plan.is_moderated,
        help=_("What participants add waits on the facilitator’s desk, and goes on the map when someone accepts it."),
        key=f"{key}.moderated",
    )
    asked = Plan(**people, hides_names=shown == names[1], keeps_months=months)
    texts = {each: _consent(each, asked, key, before, is_only=not others) for each in (language, *others)}
    given = Plan(
        **people,
        consents={each: text for each, text in texts.items() if each != language},
        hides_names=asked.hides_names,
        keeps_months=months,
        is_moderated=moderates,
    )
    return {"language": language, "consent_text": texts[language], "plan": given}


def _languages(hubs: Sequence[Hub], key: str, before: Workshop | None) -> tuple[str, list[str]]:
    """The room's first language, and those in which the consent text can be read too."""
    first = before.language if before else HUBS[hubs[0]].countries[0].lower() if len(hubs) == 1 else "en"
    first = first if first in LANGUAGES else "en"
    left, right = st.columns(2)
    with left:
        language = st.selectbox(
            _("Language of the room"),
            LANGUAGES,
            index=LANGUAGES.index(first),
            format_func=language_name,
            key=f"{key}.language.{first}",
        )
    with right:
        others = st.multiselect(
            _("Further languages of the consent text"),
            [each for each in LANGUAGES if each != language],
            default=[each for each in (before.languages if before else ()) if each != language],
            format_func=language_name,
            placeholder=_("None"),
            key=f"{key}.languages.{language}",
        )
    return language, others


def _consent(language: str, plan: Plan, key: str, before: Workshop | None, *, is_only: bool) -> str:
    """The text in one language, which the facilitator may make their own; a standard text follows the plan."""
    prefilled, kind = standard_consent(plan, language), f"{plan.hides_names}.{plan.keeps_months}"
    if before and language in before.languages:
        kept = before.consent_in(language)
        if kept != standard_consent(before.plan, language):
            prefilled, kind = kept, "own"
    label = _("Consent text: everyone reads it and agrees before they join")
    if not is_only:
        label = f"{label} ({language_name(language)})"
    return st.text_area(label, prefilled, max_chars=CONSENT_LENGTH, height=132, key=f"{key}.consent.{language}.{kind}")


def language_name(language: str) -> str:
    """A language by its name in the reader's."""
    name = Locale(language).get_display_name(locale()) or language
    return capital(name)
