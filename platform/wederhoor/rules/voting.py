"""Counting votes: on the judgement a tie goes to the chair, on a challenge a tie upholds it."""

from collections.abc import Mapping
from enum import StrEnum


class Tie(StrEnum):
    """What a tie means."""

    CHAIR_DECIDES = "chair_decides"
    UPHELD = "upheld"


class NoVotes(Exception):
    """There is nothing to count."""


def outcome(votes: Mapping[str, bool], *, tie: Tie, chair: str | None = None) -> bool:
    """Whether the proposal carries. ``votes`` maps a member to for or against.

    Raises ``NoVotes`` when nobody voted, or when the chair must decide a tie without having voted.
    """
    if not votes:
        raise NoVotes("er zijn geen stemmen")
    in_favour = sum(votes.values())
    against = len(votes) - in_favour
    if in_favour != against:
        return in_favour > against
    if tie is Tie.UPHELD:
        return True
    if chair is None or chair not in votes:
        raise NoVotes("bij gelijke stemmen beslist de voorzitter, en die heeft niet gestemd")
    return votes[chair]
