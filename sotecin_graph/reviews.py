"""Reviews of a call challenge by two or three people: conflicts first, then scores; what they say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import isfinite
from statistics import fmean, pstdev
from typing import NewType

from sotecin_graph.calls import CallChallengeId
from sotecin_graph.elements import ElementId
from sotecin_graph.errors import BadInput, WrongState
from sotecin_graph.language import N_, _, number
from sotecin_graph.rubric import HALF, HIGHEST, Criterion, Rubric
from sotecin_graph.text import paragraph

ReviewId = NewType("ReviewId", str)

REVIEW_LENGTH = 2000
APART = 2.0
"""Points between two reviewers from which we call it a disagreement; our own choice."""


class ReviewState(StrEnum):
    """How far a review has come. Nobody scores before saying that nothing stands in the way."""

    ASKED = "asked"
    FREE = "no conflict"
    EXCLUDED = "conflict"
    HANDED_IN = "handed in"


_S = ReviewState
_LABELS = {
    _S.ASKED: N_("Asked"),
    _S.FREE: N_("No conflict, reading"),
    _S.EXCLUDED: N_("Excluded: conflict of interest"),
    _S.HANDED_IN: N_("Handed in"),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer handed in: a score for each criterion, in their order, and a comment. `by` is who entered it."""

    scores: tuple[float, ...]
    comment: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Review:
    """One reviewer's review of one challenge. `account` is an actor's id, empty for a council member without one.

    `judgements` are all that was ever handed in, the last one counts; `conflict` is the reason that excludes.
    """

    id: ReviewId
    challenge_id: CallChallengeId
    reviewer: str
    asked_by: str
    asked_at: datetime
    account: str = ""
    member: ElementId | None = None
    state: ReviewState = ReviewState.ASKED
    conflict: str = ""
    judgements: tuple[Judgement, ...] = ()
    version: int = 1

    @property
    def judgement(self) -> Judgement | None:
        """What counts now."""
        return self.judgements[-1] if self.judgements else None

    @property
    def is_pending(self) -> bool:
        """True while the reviewer has yet to say something."""
        return self.state in (ReviewState.ASKED, ReviewState.FREE)

    def veiled(self) -> Review:
        """The review as another reviewer sees it who has not handed in yet: that it is there, and nothing of it."""
        return replace(self, judgements=(), conflict="")

    def declaring(self, *, has_conflict: bool, reason: str) -> Review:
        """After the reviewer has said whether a conflict of interest stands in the way; a conflict needs its reason."""
        if self.state is ReviewState.HANDED_IN:
            raise WrongState(_("This review is handed in. Ask the hub lead to take it back first."))
        told = paragraph(reason, field=_("reason"), most=REVIEW_LENGTH, needed=has_conflict)
        state = ReviewState.EXCLUDED if has_conflict else ReviewState.FREE
        return replace(self, state=state, conflict=told if has_conflict else "", version=self.version + 1)

    def handing_in(self, rubric: Rubric, judgement: Judgement) -> Review:
        """With a judgement more, or the reason why it cannot be taken."""
        if self.state is ReviewState.ASKED:
            raise WrongState(_("Say first whether a conflict of interest stands in the way."))
        if self.state is ReviewState.EXCLUDED:
            raise WrongState(_("Who has a conflict of interest does not score this challenge."))
        fit = fit_judgement(rubric, judgement)
        kept = (*self.judgements, fit)
        return replace(self, state=ReviewState.HANDED_IN, judgements=kept, version=self.version + 1)


@dataclass(frozen=True, slots=True)
class Spread:
    """What the reviewers say on one criterion: 0 to 5; `deviation` is that of the population, 0 for one mind."""

    criterion: Criterion
    scores: tuple[float, ...]
    mean: float
    deviation: float
    passes: bool
    disagrees: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the reviews that are in say together; `total` is the weighted sum of the means, of `most`."""

    spreads: tuple[Spread, ...]
    reviewers: tuple[str, ...]
    total: float
    most: float
    passes: bool

    @property
    def disagreements(self) -> list[Spread]:
        """Where reviewers are two points or more apart, or on both sides of the threshold."""
        return [each for each in self.spreads if each.disagrees]


def review_word(state: ReviewState) -> str:
    """The state in the reader's language."""
    return _(_LABELS[state])


def fit_judgement(rubric: Rubric, judgement: Judgement) -> Judgement:
    """The judgement fit to keep, or BadInput: every criterion scored in half points, a comment below the threshold."""
    scores = tuple(float(each) for each in judgement.scores)
    if len(scores) != len(rubric.criteria) or not all(_is_score(each) for each in scores):
        raise BadInput(
            _("Give each criterion 0 to {highest}, in half points.").format(highest=number(HIGHEST)), field="scores"
        )
    low = [each.word for each, score in zip(rubric.criteria, scores, strict=True) if score < rubric.least]
    comment = paragraph(judgement.comment, field=_("comment"), most=REVIEW_LENGTH)
    if low and not comment:
        sentence = _("Please say why in the comment: {criteria} is below {least}.")
        raise BadInput(sentence.format(criteria=", ".join(low), least=number(rubric.least)), field="comment")
    return replace(judgement, scores=scores, comment=comment)


def assess(rubric: Rubric, reviews: Iterable[Review]) -> Assessment | None:
    """Mean and spread of what was handed in without conflict; None before the first."""
    counted = [each for each in reviews if each.state is ReviewState.HANDED_IN and each.judgement]
    if not counted:
        return None
    columns = zip(*[each.judgement.scores for each in counted if each.judgement], strict=True)
    spreads = tuple(_spread(rubric, each, scores) for each, scores in zip(rubric.criteria, columns, strict=True))
    total = rubric.weighed([each.mean for each in spreads])
    return Assessment(
        spreads=spreads,
        reviewers=tuple(each.reviewer for each in counted),
        total=total,
        most=rubric.most,
        passes=total >= rubric.total and all(each.passes for each in spreads),
    )


def lacks_reviews(rubric: Rubric, reviews: Sequence[Review]) -> str:
    """Why the council cannot decide yet, as a sentence; empty where it can."""
    pending = [each.reviewer for each in reviews if each.is_pending]
    if pending:
        return _("Not yet handed in: {names}.").format(names=", ".join(pending))
    done = sum(each.state is ReviewState.HANDED_IN for each in reviews)
    if done < rubric.reviews:
        return _("{done} of {needed} reviews are in. Ask another reviewer.").format(done=done, needed=rubric.reviews)
    return ""


def _spread(rubric: Rubric, criterion: Criterion, scores: Sequence[float]) -> Spread:
    mean = fmean(scores)
    is_split = min(scores) < rubric.least <= max(scores)
    return Spread(
        criterion=criterion,
        scores=tuple(scores),
        mean=mean,
        deviation=pstdev(scores),
        passes=mean >= rubric.least,
        disagrees=is_split or max(scores) - min(scores) >= APART,
    )


def _is_score(score: float) -> bool:
    return isfinite(score) and 0 <= score <= HIGHEST and (score / HALF).is_integer()
