"""Which way a case goes from where it stands, in one order for the dossier and for every list: both lead to the same act."""

from collections.abc import Collection, Iterable

from wederhoor.complaints.admissibility import TAKEN_UP
from wederhoor.rules.complaint_process import ComplaintProcess, Move

TALK_HELPED = ("satisfied", "conversation_settled")
"""What dissatisfaction is up to: whoever wants no complaint wants to be heard (KR-032)."""


def onwards(process: ComplaintProcess, step: str, roles: Collection[str], *, informal: bool) -> list[Move]:
    """The moves that start at a step and that somebody with these roles may make, most likely first.

    First whether the complaint is taken up; then the road as the organisation wrote it down.
    """
    here = [move for move in process.moves if step in move.from_steps and not set(move.by).isdisjoint(roles)]
    codes = [move.code for move in here]
    order = in_order(codes, informal=informal)
    return sorted(here, key=lambda move: order.index(move.code))


def in_order(codes: Iterable[str], *, informal: bool) -> list[str]:
    """Codes of moves, most likely first; what is not known here keeps its place."""
    first = (*(TALK_HELPED if informal else ()), TAKEN_UP)
    found = list(dict.fromkeys(codes))
    return [code for code in first if code in found] + [code for code in found if code not in first]
