"""Start: what this is, a code to join by, and for people with an account what they may do next."""

from __future__ import annotations

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.door import let_out
from pages.parts.languages import choose_language
from pages.parts.next_step import show_next_steps
from pages.parts.pictures import DRAWINGS, theme
from pages.parts.style import card, page, row
from pages.parts.ways import go, link
from sotecin_graph.language import _

CODE_MOST = 20


def show(desk: Desk) -> None:
    """Draw the page."""
    with page():
        if not desk.actor.is_anonymous:
            _welcome(desk)
        said, drawn = st.columns([6, 5], gap="large", vertical_alignment="center")
        with said:
            _promise(desk)
        with drawn:
            shade = "-dark" if theme() == "dark" else ""
            st.image(str(DRAWINGS / f"home{shade}.svg"), width="stretch", alt="")
        st.space("medium")
        _three_steps()
        st.divider()
        st.caption(_funding())
        choose_language(desk, key="start.language")


def _welcome(desk: Desk) -> None:
    with row(key="start-welcome"):
        st.title(_("What next?"), width="stretch")
        is_leaving = st.button(_("Sign out"), icon=":material/logout:", type="tertiary", key="start.sign_out")
    if is_leaving:
        let_out()
    show_next_steps(desk)
    st.space("large")


def _promise(desk: Desk) -> None:
    is_known = not desk.actor.is_anonymous
    (st.header if is_known else st.title)(_("Map your value chain together"))
    with st.container(key="lead"):
        st.markdown(
            _(
                "One shared map of who gives what to whom, and what stands in the way. "
                "What the room finds becomes a mission, and a mission becomes an open call."
            )
        )
    _code(is_first=not is_known)
    with row():
        if not is_known:
            link("sign-in", _("Sign in as hub lead or facilitator"), icon=":material/key:")
        example = next((facts for facts in desk.maps() if facts.is_example), None)
        if example:
            link("map", _("See the example map"), icon=":material/map:", map=example.id)


def _code(*, is_first: bool) -> None:
    """The code field; `is_first` where joining is the one next step."""
    with card("code"), st.form("start.code", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom", wrap=False):
            placeholder = _("For example {code}").format(code="K7QM 4WPX")
            code = st.text_input(
                _("Workshop code"), max_chars=CODE_MOST, placeholder=placeholder, key="start.code.text"
            )
            is_sent = st.form_submit_button(
                _("Join"), icon=":material/login:", type="primary" if is_first else "secondary", key="start.join"
            )
        st.caption(_("No account needed. The code is on the screen in the room."))
    if is_sent:
        go("join", code=code)


def _three_steps() -> None:
    steps = (
        (
            "hub",
            _("Map"),
            _("Add stakeholders, links and challenges on a phone or a laptop. Everyone sees them at once."),
        ),
        ("flag", _("Mission"), _("Hub leads name what belongs together and turn it into a mission with a council.")),
        ("campaign", _("Open call"), _("Reviewed challenges go into a call. You can see what became of yours.")),
    )
    for column, (icon, title, text) in zip(st.columns(3, gap="medium"), steps, strict=True):
        with column:
            st.markdown(f"#### :material/{icon}: {title}")
            st.markdown(text)


def _funding() -> str:
    return _(
        "SoTecIn Factory has received funding from the European Union’s Horizon Europe programme "
        "under grant agreement 101058385."
    )
