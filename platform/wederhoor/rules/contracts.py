"""What plugins of an older contract said in another way. One contract back still works; what is on its way out is named.

Contract 1: what a move is to the platform was read from its code, and so was what shows of a ground. Contract 2: ``Move.means``,
``AdmissibilityGround.sign`` and ``limit`` say it, and codes are the organisation's own.
"""

from collections.abc import Iterator
from dataclasses import replace

from wederhoor.rules.admissibility import AdmissibilityGround, FilingLimit, Sign
from wederhoor.rules.complaint_process import ComplaintProcess, Meaning
from wederhoor.rules.letters import LetterTemplate
from wederhoor.rules.terms import Term, Unit

_SIGNS = {
    "older_than_a_year": Sign.TOO_LATE,
    "handled_before": Sign.HANDLED_EARLIER,
    "same_pending": Sign.STILL_PENDING,
    "anonymous": Sign.UNNAMED,
    "objection_possible": Sign.DECISION,
    "appeal_possible": Sign.DECISION,
}


def said_by_code(process: ComplaintProcess) -> ComplaintProcess:
    """A road of contract 1: a move whose code is that of a meaning means that, and dissatisfaction begins with a conversation."""
    meanings = frozenset(Meaning)
    moves = tuple(
        replace(move, means=Meaning(move.code)) if move.means is None and move.code in meanings else move
        for move in process.moves
    )
    talk = any(step.code == "conversation" for step in process.steps)
    informal = process.start_informal or ("conversation" if talk else None)
    return replace(process, moves=moves, start_informal=informal)


def sign_by_code(ground: AdmissibilityGround) -> AdmissibilityGround:
    """A ground of contract 1: what shows of it follows from its code, and the limit for filing was a year."""
    if ground.sign is not None or ground.code not in _SIGNS:
        return ground
    sign = _SIGNS[ground.code]
    year = FilingLimit(term=Term(1, Unit.YEARS)) if sign is Sign.TOO_LATE else None
    return replace(ground, sign=sign, limit=ground.limit or year)


def going_out(
    contract: int,
    processes: tuple[ComplaintProcess, ...],
    grounds: tuple[AdmissibilityGround, ...],
    letters: tuple[LetterTemplate, ...],
) -> Iterator[tuple[str, str, str]]:
    """What a plugin still says in a way that will not be understood for much longer: hook, rule, and what to do."""
    if contract < 2:
        yield "-", "CONTRACT", "zet CONTRACT = 2 in de module; contract 1 werkt nog tot het volgende contract"
        for process in processes:
            for move in process.moves:
                if move.means is None and move.code in frozenset(Meaning):
                    yield (
                        "complaint_process",
                        move.code,
                        "zeg met ‘means’ wat deze stap is; uit de code wordt het niet meer gelezen",
                    )
        for ground in grounds:
            if ground.sign is None and ground.code in _SIGNS:
                yield (
                    "admissibility",
                    ground.code,
                    "zeg met ‘sign’ waaraan dit te zien is; uit de code wordt het niet meer gelezen",
                )
    for letter in letters:
        if letter.mail_subject:
            yield "letters", letter.code, "laat ‘mail_subject’ weg: elke mail heeft hetzelfde onderwerp"
