"""The versions of a mission: any two of them side by side, word by word, and bringing an earlier one back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.style import card, row
from pages.parts.ways import step
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.differences import FieldDifference, Piece, Sort
from sotecin_graph.language import _
from sotecin_graph.missions import MissionId, MissionVersion, field_word
from sotecin_graph.services import mission_versions
from sotecin_graph.services.mission_versions import Difference, VersionsView

_FORM = "mission.versions"
_BY_PIECE = ("members", "council", "chains", "strategies", "sdgs", "next_steps")


def show(desk: Desk, ident: MissionId, *, may_lead: bool) -> None:
    """Draw the view: which two, what differs, and the way back to the earlier one."""
    view = desk.ask(mission_versions.versions, mission_id=ident)
    step(_("Back to the mission"), key="missions.back", icon=":material/arrow_back:", mission=ident)
    st.title(_("Versions of “{title}”").format(title=plain(view.mission.title)), anchor=False)
    if len(view.versions) < 2:
        st.write(_("There is one version so far. Each time someone saves the brief, another one is kept."))
        st.caption(plain(_version_words(view.versions[0])))
        return
    one, other = _chosen(desk, view)
    found = desk.ask(mission_versions.difference, mission_id=ident, one=one, other=other)
    columns = st.columns(2, gap="medium")
    for column, version in zip(columns, (found.before, found.after), strict=True):
        with column:
            _told(view, version)
            if may_lead and version.number != view.mission.version:
                _bring_back(desk, view, version)
    _differences(found)


def _chosen(desk: Desk, view: VersionsView) -> tuple[int, int]:
    numbers = [each.number for each in view.versions]
    known = {each.number: each for each in view.versions}
    chosen = []
    for column, title, index in zip(st.columns(2, gap="medium"), (_("From"), _("To")), (1, 0), strict=True):
        with column:
            chosen.append(
                st.selectbox(
                    title,
                    numbers,
                    index=index,
                    format_func=lambda number: _version_words(known[number]) if number in known else "",
                    key=f"missions.version.{index}.{desk.form_key(_FORM)}",
                )
            )
    return chosen[0], chosen[1]


def _version_words(version: MissionVersion) -> str:
    words = _("Version {number}, {day}, {name}")
    return words.format(number=version.number, day=day(version.at.date()), name=version.by or _("someone"))


def _told(view: VersionsView, version: MissionVersion) -> None:
    """Whether it is the one that holds, brought another back, and was signed."""
    said = []
    if version.restores:
        said.append(_("Brings back version {number}").format(number=version.restores))
    if version.number == view.mission.version:
        said.append(_("This one holds now"))
    signature = view.signatures.get(version.number)
    if signature:
        said.append(_("Signed off by {name}, {day}").format(name=signature.by, day=day(signature.at.date())))
    st.caption(plain(" · ".join(said) or _("Version {number}").format(number=version.number)))


def _bring_back(desk: Desk, view: VersionsView, version: MissionVersion) -> None:
    key = f"missions.restore.{version.number}"
    words = _("Bring version {number} back").format(number=version.number)
    if st.button(
        words, icon=":material/history:", key=key, help=_("As a new version: nothing that came since is lost.")
    ):
        with told():
            given = {"mission_id": view.mission.id, "version": version.number}
            desk.do(mission_versions.bring_back, expected=view.mission.version, **given)
            desk.renew(_FORM)
            st.rerun()


def _differences(found: Difference) -> None:
    if not found.fields:
        st.write(_("They say the same."))
        return
    with row():
        st.caption(_("How to read it:"), width="content")
        st.markdown(
            f"{_marked(Piece(Sort.REMOVED, _('gone')))} {_marked(Piece(Sort.ADDED, _('new')))}", width="content"
        )
    for each in found.fields:
        with card(f"difference-{each.name}"):
            st.markdown(f"**{field_word(each.name)}**")
            st.markdown(_inline(each))


def _inline(difference: FieldDifference) -> str:
    if difference.name in _BY_PIECE:
        return "\n".join(f"- {_marked(piece)}" for piece in difference.pieces)
    return _joined(difference.pieces)


def _joined(pieces: Sequence[Piece]) -> str:
    """The pieces in one text; what went and what came at one place are set apart by a space."""
    return " ".join(_marked(piece) for piece in pieces if piece.text.strip()) or _("(empty)")


def _marked(piece: Piece) -> str:
    """Struck out and bold besides the colours, which not everyone sees."""
    words = plain(piece.text)
    if piece.sort is Sort.REMOVED:
        return f":red-background[~~{words}~~]"
    return f":green-background[**{words}**]" if piece.sort is Sort.ADDED else words
