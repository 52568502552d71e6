"""Use cases on letters: a private link for the owner of a call challenge, or for a reviewer without an account."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sotecin_graph.calls import CallChallenge, CallChallengeId, ChallengeState
from sotecin_graph.errors import NotAllowed, WrongState
from sotecin_graph.language import _
from sotecin_graph.letters import LETTER_LASTS, Letter, hash_of, new_key
from sotecin_graph.people import Actor
from sotecin_graph.ports import UnitOfWork
from sotecin_graph.reviews import Assessment, Review, ReviewId, assess
from sotecin_graph.rubric import OURS, Rubric
from sotecin_graph.services.calls import led_challenge
from sotecin_graph.services.open_calls import must_be_current
from sotecin_graph.services.owners import answered
from sotecin_graph.services.reviews import seen_by


@dataclass(frozen=True, slots=True)
class LetterView:
    """What the reader of a letter sees: the challenge without its contact, and for a reviewer the review."""

    letter: Letter
    challenge: CallChallenge
    mission_title: str
    review: Review | None
    reviews: tuple[Review, ...]
    rubric: Rubric
    assessment: Assessment | None

    @property
    def is_answered(self) -> bool:
        """True where there is nothing left to do with it."""
        wanted = ChallengeState.IN_REVIEW if self.review else ChallengeState.OWNER_CONFIRMS
        return self.letter.ended_at is not None or self.challenge.state is not wanted


def write(uow: UnitOfWork, *, by: Actor, ident: CallChallengeId, review_id: ReviewId | None = None) -> str:
    """The key of a new letter to the owner, or to a reviewer without account; an earlier one ends with it.

    It is told this once: only its hash is kept. It is valid for 30 days.
    """
    challenge = led_challenge(uow, by, ident)
    review = uow.reviews.get(review_id) if review_id else None
    if review_id and (review is None or review.challenge_id != ident or review.account):
        raise WrongState(_("Only a council member without an account gets a letter. Others sign in."))
    wanted = ChallengeState.IN_REVIEW if review else ChallengeState.OWNER_CONFIRMS
    if challenge.state is not wanted:
        raise WrongState(_("There is nothing to answer now. Ask the owner to confirm first."))
    key = new_key()
    uow.letters.end(ident, review_id, at=uow.now)
    to = review.reviewer if review else challenge.organisation
    uow.letters.keep(Letter(hash_of(key), ident, review_id, to, by.name, uow.now, uow.now + LETTER_LASTS))
    return key


def read(uow: UnitOfWork, *, by: Actor, key: str) -> LetterView:
    """What a letter is about, for whoever has it; an answered one shows what came of it until it is too old."""
    letter, challenge = _opened(uow, key)
    reviews = uow.reviews.of(challenge.id) if letter.review_id else []
    own = next((each for each in reviews if each.id == letter.review_id), None)
    if letter.review_id and own is None:
        raise _invalid()
    is_under_way = challenge.state is ChallengeState.IN_REVIEW
    shown = seen_by(reviews, own, is_under_way=is_under_way, may_lead=False)
    rubric = challenge.rubric or OURS
    is_veiled = any(each.judgement and not seen.judgement for each, seen in zip(reviews, shown, strict=True))
    mission = uow.missions.get(challenge.mission_id)
    return LetterView(
        letter=letter,
        challenge=replace(challenge, contact_name="", contact_email="", passages=()),
        mission_title=mission.title if mission else "",
        review=own,
        reviews=tuple(shown),
        rubric=rubric,
        assessment=None if is_veiled else assess(rubric, shown),
    )


def answer(
    uow: UnitOfWork, *, by: Actor, key: str, agrees: bool, name: str, reason: str = "", expected: int | None = None
) -> CallChallenge:
    """The owner's own answer to the council's words; the letter is used up by it."""
    letter, challenge = _opened(uow, key)
    if letter.review_id or letter.ended_at is not None:
        raise _invalid()
    must_be_current(expected, challenge.version)
    after = answered(uow, challenge, agrees=agrees, name=name, reason=reason, at=uow.now, noted_by="")
    uow.letters.end(challenge.id, None, at=uow.now)
    return after


def _opened(uow: UnitOfWork, key: str) -> tuple[Letter, CallChallenge]:
    letter = uow.letters.with_hash(hash_of(key)) if key else None
    challenge = uow.calls.challenge(letter.challenge_id) if letter else None
    if letter is None or challenge is None or uow.now >= letter.until or _is_replaced(uow, letter):
        raise _invalid()
    return letter, challenge


def _is_replaced(uow: UnitOfWork, letter: Letter) -> bool:
    """True where a later letter stands in its place: only the last one is read."""
    same = [each for each in uow.letters.of(letter.challenge_id) if each.review_id == letter.review_id]
    return bool(same) and same[-1].key_hash != letter.key_hash


def _invalid() -> NotAllowed:
    return NotAllowed(_("This link is not valid any more. Ask the hub lead for a new one."))
