"""Several missions side by side: what they share, who stands in more than one, and which places none of them covers."""

from __future__ import annotations

from textwrap import wrap

import pandas as pd
import streamlit as st

from pages.parts import charts
from pages.parts.charts import Cell
from pages.parts.desk import Desk
from pages.parts.pictures import empty_state
from pages.parts.states import KIND_ICONS
from pages.parts.style import card
from pages.parts.ways import link, step
from pages.parts.words import plain
from sotecin_graph.language import _, ngettext, percent
from sotecin_graph.missions import Mission, MissionId
from sotecin_graph.overlaps import Overlap
from sotecin_graph.services import comparing
from sotecin_graph.services.comparing import Comparison
from sotecin_graph.vocabulary import Chain, Hub, label

AT_ONCE = 12
"""So many shared elements are shown; the others are folded."""


def show(desk: Desk) -> None:
    """Draw the view."""
    step(_("All missions"), key="missions.back", icon=":material/arrow_back:")
    st.title(_("Missions side by side"), anchor=False)
    everyone = desk.ask(comparing.compare)
    if len(everyone.all) < 2:
        with empty_state(
            "compare-none",
            _("There are not two missions yet to set side by side. Promote a cluster, and they are compared."),
            picture="missions",
        ):
            link("clusters", _("Go to clusters"), icon=":material/arrow_forward:")
        return
    names = {each.id: each.title for each in everyone.all}
    asked = st.query_params.get("compare", "").split(",")
    chosen = st.multiselect(
        _("Which missions"),
        list(names),
        default=[ident for ident in names if ident in asked] or list(names),
        format_func=lambda ident: names.get(ident, ""),
        placeholder=_("Choose two or more"),
        key="missions.compared",
    )
    if len(chosen) < 2:
        st.info(_("Choose two or more missions."), icon=":material/compare_arrows:")
        return
    seen = desk.ask(comparing.compare, chosen=[MissionId(each) for each in chosen])
    _pairs(seen)
    _shared(seen)
    _places(seen)


def _numbered(seen: Comparison) -> dict[MissionId, str]:
    """Each chosen mission under a short number, as the pictures name them."""
    return {each.id: f"M{index}" for index, each in enumerate(seen.chosen, start=1)}


def _pairs(seen: Comparison) -> None:
    """A matrix of missions with missions: how many members each two share; the diagonal is their own number."""
    st.subheader(_("What they share"), anchor=False)
    short = _numbered(seen)
    st.caption(_("Number of common members; in the ring on the diagonal a mission's own. A dot: nothing in common."))
    pairs = {(each.one, each.other): each for each in seen.overlaps}
    cells = [_cell(one, other, pairs, short) for one in seen.chosen for other in seen.chosen]
    order = list(short.values())
    said = _("Common members of the missions. The same figures stand in the table below.")
    left, right = st.columns([6, 5], gap="medium")
    with left:
        charts.grid(cells, rows=order, columns=order, alt_text=said)
    with right:
        for mission in seen.chosen:
            words = plain(f"{short[mission.id]}  {mission.title}")
            step(words, key=f"missions.open.{mission.id}", icon=":material/flag:", mission=mission.id)
    with st.expander(_("Show as a table"), icon=":material/table:"):
        st.table(_table(seen, short))


def _cell(
    one: Mission, other: Mission, pairs: dict[tuple[MissionId, MissionId], Overlap], short: dict[MissionId, str]
) -> Cell:
    if one.id == other.id:
        return Cell(short[one.id], short[one.id], len(set(one.members)), 1)
    found = pairs.get((one.id, other.id)) or pairs[other.id, one.id]
    return Cell(short[one.id], short[other.id], len(found.stakeholders) + len(found.challenges), 0)


def _table(seen: Comparison, short: dict[MissionId, str]) -> pd.DataFrame:
    rows = [
        {
            _("Missions"): f"{short[each.one]} · {short[each.other]}",
            _("Stakeholders in common"): len(each.stakeholders),
            _("Challenges in common"): len(each.challenges),
            _("Share of all members of both"): percent(each.share),
        }
        for each in seen.overlaps
    ]
    return pd.DataFrame(rows).set_index(_("Missions"))


def _shared(seen: Comparison) -> None:
    st.subheader(_("In more than one"), anchor=False)
    if not seen.shared:
        st.caption(_("No stakeholder and no challenge stands in more than one of them."))
        return
    short = _numbered(seen)
    lines = [
        f"{KIND_ICONS[each.element.kind]} **{plain(each.element.name)}** "
        f"{', '.join(short[ident] for ident in each.missions)}"
        for each in seen.shared
    ]
    with card("shared"):
        st.markdown("  \n".join(lines[:AT_ONCE]))
        if lines[AT_ONCE:]:
            with st.expander(_("{count} more").format(count=len(lines) - AT_ONCE), icon=":material/more_horiz:"):
                st.markdown("  \n".join(lines[AT_ONCE:]))


def _places(seen: Comparison) -> None:
    """Hubs against value chains: how many missions stand there, a ring where a chosen one does, a dot for none."""
    st.subheader(_("Hubs and value chains"), anchor=False)
    count = len(seen.uncovered)
    words = ngettext(
        "{count} of 49 places has no mission yet: a dot.", "{count} of 49 places have no mission yet: a dot.", count
    )
    told = _("The number counts all missions of a place; a ring marks those of the chosen ones.")
    st.caption(f"{words.format(count=count)} {told}")
    cells = [
        Cell(label(hub), "|".join(wrap(label(chain), width=12)), len(seen.covered[hub, chain]), len(there))
        for (hub, chain), there in seen.chosen_at.items()
    ]
    columns = ["|".join(wrap(label(chain), width=12)) for chain in Chain]
    said = _("Missions by hub and value chain. The same stands in the table below.")
    charts.grid(cells, rows=[label(hub) for hub in Hub], columns=columns, alt_text=said)
    short = _numbered(seen)
    with st.expander(_("Show as a table"), icon=":material/table:"):
        rows = {label(hub): {label(chain): _there(seen, short, hub, chain) for chain in Chain} for hub in Hub}
        st.table(pd.DataFrame.from_dict(rows, orient="index"))


def _there(seen: Comparison, short: dict[MissionId, str], hub: Hub, chain: Chain) -> str:
    chosen = [short[ident] for ident in seen.chosen_at[hub, chain]]
    others = [ident for ident in seen.covered[hub, chain] if ident not in short]
    more = ngettext("{count} other", "{count} others", len(others)).format(count=len(others))
    return ", ".join([*chosen, *([more] if others else [])]) or "–"
