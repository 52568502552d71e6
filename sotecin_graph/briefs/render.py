"""The one door to documents: a mission's brief and a call's list of challenges, in the forms that people take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from sotecin_graph.briefs.call import CallList, anchor_of, compose_call
from sotecin_graph.briefs.content import MissionBrief
from sotecin_graph.briefs.summary import WorkshopSummary
from sotecin_graph.calls import CallChallenge, CallChallengeId, OpenCall
from sotecin_graph.errors import BadInput
from sotecin_graph.language import _
from sotecin_graph.missions import Mission

BriefForm = Literal["pdf", "docx", "html", "md"]
CallForm = Literal["pdf", "docx", "xlsx", "csv", "html", "md"]


def render_mission_brief(
    brief: MissionBrief, picture: bytes, form: BriefForm, *, docx_template: Path | None = None
) -> bytes:
    """The brief in a form. The picture is a PNG; PDF and HTML also take an SVG; empty for none.

    A hub's own DOCX template may use what templates/mission.docx uses. Raises BadInput for another form, and for a
    picture or template that does not fit.
    """
    if form == "pdf":
        from sotecin_graph.briefs.pdf import brief_pdf

        return brief_pdf(brief, picture)
    if form == "docx":
        from sotecin_graph.briefs.docx import brief_docx

        return brief_docx(brief, picture, docx_template)
    if form == "html":
        from sotecin_graph.briefs.html import brief_html

        return brief_html(brief, picture)
    if form == "md":
        from sotecin_graph.briefs.markdown import brief_markdown

        return brief_markdown(brief)
    raise _unknown(form, get_args(BriefForm))


def render_call(
    call: OpenCall,
    challenges: Sequence[CallChallenge],
    missions: Sequence[Mission],
    form: CallForm,
    *,
    language: str = "en",
    logos: Mapping[CallChallengeId, bytes] = MappingProxyType({}),
) -> bytes:
    """A call's text and its challenges; XLSX and CSV are the rows of the challenge form, with contacts.

    The other forms are for publication: they carry no person's name or address, and the owners' logos, PNG by
    challenge, but in Markdown. Raises BadInput for another form.
    """
    if form in ("xlsx", "csv"):
        from sotecin_graph.briefs.call_table import call_csv, call_xlsx

        table = call_csv if form == "csv" else call_xlsx
        return table(call, challenges, missions, language=language)
    content = compose_call(call, challenges, missions, language=language)
    shown = {anchor_of(each): logos[each.id] for each in challenges if each.id in logos}
    return _call_document(content, form, shown)


def _call_document(content: CallList, form: str, logos: Mapping[str, bytes]) -> bytes:
    if form == "pdf":
        from sotecin_graph.briefs.pdf import call_pdf

        return call_pdf(content, logos)
    if form == "docx":
        from sotecin_graph.briefs.docx import call_docx

        return call_docx(content, logos)
    if form == "html":
        from sotecin_graph.briefs.html import call_html

        return call_html(content, logos)
    if form == "md":
        from sotecin_graph.briefs.markdown import call_markdown

        return call_markdown(content)
    raise _unknown(form, get_args(CallForm))


def render_summary(summary: WorkshopSummary, picture: bytes, form: BriefForm) -> bytes:
    """A workshop's summary in a form; the picture as for `render_mission_brief`. Raises BadInput for another form."""
    if form == "pdf":
        from sotecin_graph.briefs.pdf import summary_pdf

        return summary_pdf(summary, picture)
    if form == "docx":
        from sotecin_graph.briefs.docx import summary_docx

        return summary_docx(summary, picture)
    if form == "html":
        from sotecin_graph.briefs.html import summary_html

        return summary_html(summary, picture)
    if form == "md":
        from sotecin_graph.briefs.markdown import summary_markdown

        return summary_markdown(summary)
    raise _unknown(form, get_args(BriefForm))


def _unknown(form: str, known: Sequence[str]) -> BadInput:
    sentence = _("There is no form “{form}”. Choose one of: {known}.")
    return BadInput(sentence.format(form=form, known=", ".join(known)), field="form")
