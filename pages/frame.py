"""The script of every session: who is it, which pages are theirs, and the navigation."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import streamlit as st
from PIL import Image

from pages import (
    account,
    alike,
    calls,
    closing,
    clusters,
    contribute,
    desk_view,
    imports,
    join,
    letter,
    look,
    mine,
    missions,
    people,
    privacy,
    private_link,
    programme,
    sign_in,
    start,
    task,
    thanks,
    trace,
    votes,
    welcome,
    workshops,
)
from pages import map as map_page
from pages.parts import notices
from pages.parts.desk import Desk, open_desk
from pages.parts.style import apply_style
from sotecin_graph.errors import SotecinError
from sotecin_graph.language import _
from sotecin_graph.people import Deed

STATIC = Path(__file__).parent.parent / "static"
log = logging.getLogger(__name__)


def main() -> None:
    """Draw the page that the reader asked for."""
    st.set_page_config(page_title="SoTecIn Graph", page_icon=Image.open(STATIC / "icon.png"), layout="wide")
    desk = open_desk()
    apply_style()
    dark = "-dark" if st.context.theme.type == "dark" else ""
    st.logo(str(STATIC / f"logo{dark}.svg"), size="large")
    is_bare = desk.actor.is_participant or st.query_params.get("view") == "projector"
    st.navigation(_pages(desk), position="hidden" if is_bare else "top").run()


def _pages(desk: Desk) -> list[st.Page]:
    """The pages of the reader; who is not signed in sees Start alone in the navigation, yet reaches public pages."""
    shown = _participant_pages() if desk.actor.is_participant else _account_pages(desk)
    pages = []
    for index, (module, title, path, icon, is_listed) in enumerate(shown):
        visibility = "visible" if is_listed else "hidden"
        draw = _drawn(module, desk)
        pages.append(st.Page(draw, title=title, url_path=path, icon=icon, default=index == 0, visibility=visibility))
    return pages


_Row = tuple[ModuleType, str, str, str, bool]


def _participant_pages() -> list[_Row]:
    return [
        (task, _("Your task"), "task", ":material/edit:", True),
        (map_page, _("Map"), "map", ":material/hub:", True),
        (mine, _("Mine"), "mine", ":material/person:", True),
        (thanks, _("Thank you"), "thanks", ":material/favorite:", False),
        (private_link, _("What became of mine"), "became", ":material/key:", False),
        (votes, _("Results of the vote"), "votes", ":material/how_to_vote:", False),
        (look, _("Look at a map"), "look", ":material/visibility:", False),
        (letter, _("Private link"), "letter", ":material/mail:", False),
        (trace, _("The way of one element"), "trace", ":material/conversion_path:", False),
        (missions, _("Missions"), "missions", ":material/flag:", False),
        (desk_view, _("Facilitator’s desk"), "desk", ":material/space_dashboard:", False),
        (closing, _("Close the workshop"), "close", ":material/fact_check:", False),
        (welcome, _("Welcome"), "welcome", ":material/badge:", False),
        (join, _("Join"), "join", ":material/login:", False),
    ]


def _account_pages(desk: Desk) -> list[_Row]:
    is_known = not desk.actor.is_anonymous
    return [
        (start, _("Start"), "start", ":material/home:", True),
        (map_page, _("Map"), "map", ":material/hub:", is_known),
        (clusters, _("Clusters"), "clusters", ":material/bubble_chart:", desk.may(Deed.FACILITATE)),
        (missions, _("Missions"), "missions", ":material/flag:", is_known),
        (calls, _("Calls"), "calls", ":material/campaign:", is_known),
        (programme, _("Programme"), "programme", ":material/public:", is_known),
        (workshops, _("Workshops"), "workshops", ":material/groups:", desk.may(Deed.FACILITATE)),
        (contribute, _("Contribute"), "contribute", ":material/add_circle:", desk.may(Deed.CONTRIBUTE)),
        (mine, _("Mine"), "mine", ":material/person:", is_known),
        (people, _("People"), "people", ":material/manage_accounts:", desk.may(Deed.ADMIT)),
        (account, _("Your account"), "account", ":material/account_circle:", is_known),
        (welcome, _("Welcome"), "welcome", ":material/badge:", False),
        (imports, _("Bring in a file"), "import", ":material/upload_file:", False),
        (votes, _("Results of the vote"), "votes", ":material/how_to_vote:", False),
        (alike, _("Twice on the map?"), "alike", ":material/join_inner:", False),
        (trace, _("The way of one element"), "trace", ":material/conversion_path:", False),
        (closing, _("Close the workshop"), "close", ":material/fact_check:", False),
        (desk_view, _("Facilitator’s desk"), "desk", ":material/space_dashboard:", False),
        (private_link, _("What became of mine"), "became", ":material/key:", False),
        (look, _("Look at a map"), "look", ":material/visibility:", False),
        (letter, _("Private link"), "letter", ":material/mail:", False),
        (privacy, _("Privacy"), "privacy", ":material/shield_person:", False),
        (join, _("Join"), "join", ":material/login:", False),
        (sign_in, _("Sign in"), "sign-in", ":material/key:", False),
    ]


def _drawn(module: ModuleType, desk: Desk) -> Callable[[], None]:
    return partial(_draw, module, desk)


def _draw(module: ModuleType, desk: Desk) -> None:
    """Draw a page; the outermost frame for errors: what is ours is told, the rest gets a number for the log."""
    try:
        module.show(desk)
    except SotecinError as error:
        notices.tell(error)
    except Exception:
        number = secrets.token_hex(3).upper()
        log.exception("a page failed, reference %s", number)
        sentence = _("That did not work. Nothing was changed. Try again; if it happens twice, tell your facilitator")
        st.error(f"{sentence} {_('the number')} **{number}**.", icon=":material/error:")


main()
