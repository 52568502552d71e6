"""The council's review on a call challenge's page: who was asked, what they say together, and one's own review."""

from __future__ import annotations

import streamlit as st

from pages.parts import dialogs, review_chart
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.private_letter import letter_button
from pages.parts.review_form import own_review
from pages.parts.states import Colour, badge
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.briefs.dates import day
from sotecin_graph.calls import CallChallengeId, ChallengeState
from sotecin_graph.language import _, number
from sotecin_graph.reviews import Assessment, Review, ReviewState, review_word
from sotecin_graph.rubric import OURS, Rubric
from sotecin_graph.services import reviews
from sotecin_graph.services.reviews import ReviewsView
from sotecin_graph.text import NAME_LENGTH

_S = ReviewState
_MARKS: dict[ReviewState, tuple[Colour, str]] = {
    _S.ASKED: ("gray", "mail"),
    _S.FREE: ("blue", "rate_review"),
    _S.EXCLUDED: ("orange", "block"),
    _S.HANDED_IN: ("green", "check_circle"),
}


def show(desk: Desk, ident: CallChallengeId) -> None:
    """Draw the panel, for who leads or reviews where the challenge comes from."""
    view = desk.ask(reviews.view, ident=ident)
    is_under_way = view.challenge.state is ChallengeState.IN_REVIEW
    if not (is_under_way or view.reviews):
        return
    st.subheader(_("Council review"), anchor=False)
    if view.own and is_under_way:
        own_review(desk, view.own, view.rubric)
    with card("reviews"):
        for each in view.reviews:
            _reviewer(desk, view, each, is_under_way=is_under_way)
        if not view.reviews:
            st.caption(_("Nobody has been asked yet. Two or three people review each challenge."))
        if is_under_way and view.lacking:
            st.markdown(f":orange[{plain(view.lacking)}]")
        if is_under_way and view.choices and _button(_("Ask a reviewer"), "calls.review.ask", ":material/person_add:"):
            dialogs.ask(_("Ask a reviewer"), _ask, view)
        if view.is_veiled:
            st.caption(_("What others think is shown once you have handed in your own review."))
        together(view.assessment, view.rubric, view.reviews)


def together(assessment: Assessment | None, rubric: Rubric, found: tuple[Review, ...]) -> None:
    """Mean and spread as a picture, where they disagree, and every score and comment; nothing before the first."""
    if assessment is None:
        return
    review_chart.picture(assessment, rubric)
    total = _("**{total}** of {most} in total; {needed} in total and {least} for each are the thresholds.")
    facts = {"total": round(assessment.total, 2), "most": assessment.most}
    facts |= {"needed": rubric.total, "least": rubric.least}
    st.markdown(total.format(**{name: number(value) for name, value in facts.items()}))
    if rubric == OURS:
        st.caption(_("Criteria and thresholds are our defaults, after Horizon Europe’s usual practice."))
    with row():
        if assessment.passes:
            badge(_("Above the thresholds"), "green", "check_circle")
        else:
            badge(_("Below a threshold"), "orange", "lightbulb")
        if assessment.disagreements:
            badge(_("Reviewers disagree"), "orange", "call_split")
    if assessment.disagreements:
        names = ", ".join(plain(each.criterion.word) for each in assessment.disagreements)
        st.caption(
            _("Two points or more apart, or on both sides of the threshold: {names}. Talk before you decide.").format(
                names=names
            )
        )
    with st.expander(_("Every score and comment"), icon=":material/notes:"):
        for each in found:
            _judgements(each, rubric)


def _reviewer(desk: Desk, view: ReviewsView, review: Review, *, is_under_way: bool) -> None:
    with row():
        st.markdown(plain(review.reviewer), width="content")
        colour, icon = _MARKS[review.state]
        badge(review_word(review.state), colour, icon)
        st.space("stretch")
        if not (is_under_way and view.may_lead):
            return
        if not review.account and review.is_pending:
            letter_button(desk, view.challenge.id, review)
            if _button(_("Enter for them"), f"calls.review.enter.{review.id}"):
                dialogs.ask(review.reviewer, _enter, view.challenge.id, review.id, width="medium")
        is_silent = review.is_pending and not review.judgements
        if is_silent and _button(_("Take back"), f"calls.review.back.{review.id}"):
            with told():
                desk.do(reviews.take_back, review_id=review.id)
                st.rerun()
    if review.conflict:
        st.caption(plain(review.conflict))


def _button(word: str, key: str, icon: str | None = None) -> bool:
    return st.button(word, type="tertiary", icon=icon, key=key)


def _ask(desk: Desk, view: ReviewsView) -> None:
    st.write(_("People who may review here, and members of the mission’s council. The owner does not review."))
    chosen = st.selectbox(
        _("Reviewer"), range(len(view.choices)), index=None, format_func=lambda at: view.choices[at].name,
        placeholder=_("Choose"), key="calls.review.choice",
    )  # fmt: skip
    choice = view.choices[chosen] if chosen is not None else None
    name = ""
    if choice and choice.member:
        st.caption(_("A council member without an account reviews by a private link, or you enter what they said."))
        name = st.text_input(_("Who speaks for it"), max_chars=NAME_LENGTH, key="calls.review.name")
    if st.button(_("Ask"), type="primary", icon=":material/check:", disabled=choice is None, key="calls.review.send"):
        with told():
            assert choice is not None
            given = {"account": choice.account, "member": choice.member, "name": name}
            desk.do(reviews.ask, ident=view.challenge.id, **given)
            st.rerun()


def _enter(desk: Desk, ident: CallChallengeId, review_id: str) -> None:
    """A member's review as they told it, on paper or on the telephone."""
    view = desk.ask(reviews.view, ident=ident)
    for each in view.reviews:
        if each.id == review_id:
            own_review(desk, each, view.rubric)


def _judgements(review: Review, rubric: Rubric) -> None:
    for judgement in reversed(review.judgements):
        scores = " · ".join(
            f"{plain(each.word)} **{number(score)}**"
            for each, score in zip(rubric.criteria, judgement.scores, strict=False)
        )
        entered = (
            "" if judgement.by == review.reviewer else " " + _("entered by {name}").format(name=plain(judgement.by))
        )
        st.markdown(f"**{plain(review.reviewer)}**, {day(judgement.at.date())}{entered}: {scores}")
        if judgement.comment:
            st.text(judgement.comment)
