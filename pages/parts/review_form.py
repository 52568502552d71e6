"""What a reviewer does, with an account or by letter: declare a conflict of interest or none, score, hand in."""

from __future__ import annotations

import streamlit as st

from pages.parts.clash import seen
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.style import card
from pages.parts.ways import step
from pages.parts.words import plain
from sotecin_graph.language import _, ngettext, number
from sotecin_graph.reviews import REVIEW_LENGTH, Review, ReviewState
from sotecin_graph.rubric import HALF, HIGHEST, Rubric
from sotecin_graph.services import reviews

_STEPS = [count * HALF for count in range(int(HIGHEST / HALF) + 1)]


def asked(desk: Desk) -> None:
    """What the reader has been asked to review and has not said anything on yet."""
    waiting = desk.ask(reviews.mine)
    if not waiting:
        return
    with card("calls-asked"):
        words = ngettext(
            "You are asked to review {count} challenge", "You are asked to review {count} challenges", len(waiting)
        )
        st.markdown(f"**{words.format(count=len(waiting))}**")
        for review, challenge in waiting:
            step(
                plain(challenge.wording.title),
                key=f"calls.asked.{review.id}",
                icon=":material/rate_review:",
                challenge=challenge.id,
            )


def own_review(desk: Desk, review: Review, rubric: Rubric, *, letter: str = "") -> None:
    """The step that comes next for this reviewer; what was handed in can be handed in anew until the decision."""
    version = seen(desk, f"review.{review.id}", review.version)
    with card(f"review-{review.id}"):
        if review.state is ReviewState.ASKED:
            _declare(desk, review, letter, version)
        elif review.state is ReviewState.EXCLUDED:
            st.markdown(f"**{_('You have declared a conflict of interest')}**")
            st.text(review.conflict)
            st.caption(_("You neither score this challenge nor see what the others think of it."))
        else:
            _score(desk, review, rubric, letter, version)


def _declare(desk: Desk, review: Review, letter: str, version: int) -> None:
    st.markdown(f"**{_('First: is there a conflict of interest?')}**")
    st.write(
        _(
            "For instance: you work for the owner or compete with it, you gain or lose by the outcome, or you are "
            "close to someone who does. If in doubt, say so."
        )
    )
    form = f"declare.{review.id}"
    with st.form(f"calls.{form}.{desk.form_key(form)}", border=False):
        none, some = _("None that I know of"), _("Yes, or it could look like one")
        answer = st.radio(_("Conflict of interest"), [none, some], index=None, label_visibility="collapsed")
        reason = st.text_input(_("If yes, which one?"), max_chars=REVIEW_LENGTH)
        is_sent = st.form_submit_button(_("Declare"), type="primary", icon=":material/check:")
    if not is_sent:
        return
    if answer is None:
        st.error(_("Choose one of the two."), icon=":material/error:")
        return
    with told():
        given = {"review_id": review.id, "letter": letter, "expected": version}
        desk.do(reviews.declare, has_conflict=answer == some, reason=reason, **given)
        desk.renew(form)
        st.rerun()


def _score(desk: Desk, review: Review, rubric: Rubric, letter: str, version: int) -> None:
    before = review.judgement
    title = _("Your review") if before is None else _("Your review is in. You can hand in another until the decision.")
    st.markdown(f"**{title}**")
    st.caption(
        _("Each from 0 to {highest} in half points; below {least} say why in the comment.").format(
            highest=number(HIGHEST), least=number(rubric.least)
        )
    )
    form = f"score.{review.id}.{len(review.judgements)}"
    with st.form(f"calls.{form}.{desk.form_key(form)}", border=False):
        scores = [
            st.segmented_control(
                f"{plain(each.word)}" + (f": {plain(each.question)}" if each.question else ""),
                _STEPS,
                default=before.scores[index] if before else None,
                format_func=number,
                key=f"calls.{form}.{index}",
            )
            for index, each in enumerate(rubric.criteria)
        ]
        comment = st.text_area(_("Comment"), before.comment if before else "", max_chars=REVIEW_LENGTH, height=120)
        is_sent = st.form_submit_button(_("Hand in"), type="primary", icon=":material/check:")
    if is_sent:
        with told():
            given = {"review_id": review.id, "letter": letter, "expected": version}
            whole = [-1.0 if each is None else each for each in scores]
            desk.do(reviews.hand_in, scores=whole, comment=comment, **given)
            desk.renew(form)
            st.rerun()
