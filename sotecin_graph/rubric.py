"""What reviewers of call challenges are asked: criteria with weights, thresholds, and how many reviews it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sotecin_graph.errors import BadInput
from sotecin_graph.language import N_, _, number
from sotecin_graph.text import line

HIGHEST = 5.0
HALF = 0.5
MOST_CRITERIA = 8
MOST_WEIGHT = 10.0
LEAST_REVIEWS, MOST_REVIEWS = 2, 3
ASKS_LENGTH = 240


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question to a reviewer. `weight` is above 0 and at most 10; 1 is usual."""

    name: str
    asks: str = ""
    weight: float = 1.0

    @property
    def word(self) -> str:
        """Its name in the reader's language, where it is one of ours."""
        return _(self.name)

    @property
    def question(self) -> str:
        """What it asks, in the reader's language where it is one of ours; empty for nothing."""
        return _(self.asks) if self.asks else ""


@dataclass(frozen=True, slots=True)
class Rubric:
    """The criteria, each answered with 0 to 5 in half points; `least` for each mean, `total` for their weighted sum.

    `reviews` is how many have to be in before the council decides: 2 or 3.
    """

    criteria: tuple[Criterion, ...]
    least: float = 3.0
    total: float = 10.0
    reviews: int = LEAST_REVIEWS

    @property
    def most(self) -> float:
        """The highest weighted sum."""
        return sum(each.weight for each in self.criteria) * HIGHEST

    def weighed(self, scores: Sequence[float]) -> float:
        """The weighted sum of scores or means, in the order of the criteria."""
        return sum(each.weight * score for each, score in zip(self.criteria, scores, strict=True))


OURS = Rubric(
    (
        Criterion(
            N_("Excellence"),
            N_("Is it a critical problem of the circular economy (R0 to R6), told so that a stranger understands it?"),
        ),
        Criterion(
            N_("Impact"),
            N_("Does solving it serve the mission, and a public interest beyond its owner’s own?"),
        ),
        Criterion(
            N_("Implementation"),
            N_("Could a social innovator try out an answer with its owner, within what the call supports?"),
        ),
    )
)
"""Our defaults, after the usual practice of Horizon Europe (excellence, impact, implementation; 0 to 5 in half points;
3 of 5 each and 10 of 15 in total). The programme's own criteria and weights are not known."""


def fit_rubric(criteria: Sequence[Criterion], *, least: float, total: float, reviews: int) -> Rubric:
    """A rubric of what someone gave, or BadInput with what to change."""
    kept = tuple(_fit(each) for each in criteria if each.name.strip() or each.asks.strip())
    if not 1 <= len(kept) <= MOST_CRITERIA:
        raise BadInput(_("Give one to {most} criteria.").format(most=MOST_CRITERIA), field="criteria")
    names = [each.name.casefold() for each in kept]
    if len(set(names)) < len(names):
        raise BadInput(_("Two criteria have the same name. Give each its own."), field="criteria")
    rubric = Rubric(kept, float(least), float(total), int(reviews))
    if not (0 <= rubric.least <= HIGHEST and 0 <= rubric.total <= rubric.most):
        sentence = _("The thresholds lie between 0 and {highest} for each, and {most} in total.")
        raise BadInput(sentence.format(highest=number(HIGHEST), most=number(rubric.most)), field="least")
    if not LEAST_REVIEWS <= rubric.reviews <= MOST_REVIEWS:
        raise BadInput(_("A decision needs two or three reviews."), field="reviews")
    return rubric


def _fit(criterion: Criterion) -> Criterion:
    weight = float(criterion.weight)
    if not 0 < weight <= MOST_WEIGHT:
        sentence = _("The weight of “{name}” lies above 0 and is at most {most}.")
        raise BadInput(sentence.format(name=criterion.name, most=number(MOST_WEIGHT)), field="criteria")
    asks = line(criterion.asks, field=_("question"), most=ASKS_LENGTH, needed=False)
    return Criterion(line(criterion.name, field=_("criterion"), most=60), asks, weight)
