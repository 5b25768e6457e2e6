"""Which way a case goes from where it stands, in one order for the dossier and for every list: both lead to the same act."""

from collections.abc import Collection

from wederhoor.rules.complaint_process import OUTCOMES, ComplaintProcess, Meaning, Move


def onwards(process: ComplaintProcess, step: str, roles: Collection[str], *, informal: bool) -> list[Move]:
    """The moves that lead on from a step and that somebody with these roles may make, most likely first.

    Whoever wants no complaint wants to be heard (KR-032). Then whether it is taken up, the outcome, and the road as the organisation
    wrote it down. Ending it in another way, or going back a step, is nobody's next step; what cannot be recorded yet is offered nowhere.
    """
    steps = [one.code for one in process.steps]
    first = (*((Meaning.SATISFIED,) if informal else ()), Meaning.TALK_HELPED, Meaning.TAKEN_UP, *OUTCOMES)
    found = []
    for move in process.moves:
        if step not in move.from_steps or set(move.by).isdisjoint(roles):
            continue
        on = process.step(move.to_step).open and steps.index(move.to_step) > steps.index(step)
        if move.means in first or on:
            found.append(move)
    return sorted(found, key=lambda move: first.index(move.means) if move.means in first else len(first))
