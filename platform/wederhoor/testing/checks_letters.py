"""Checks of letters: that each is sent by something, to whom it is meant for, and can be made with what is known then."""

from collections.abc import Iterator, Mapping

from wederhoor.organisation import Organisation
from wederhoor.rules.complaint_process import ComplaintProcess, Meaning
from wederhoor.rules.letters import (
    LETTER_FACTS,
    Addressee,
    LetterCode,
    LetterTemplate,
    MissingFact,
    placeholders,
    render_letter,
)

ALWAYS = frozenset(
    {"organisation", "number", "letter_date", "recipient", "arrived_on", "account", "short_account"}
)
"""What is known whenever a letter about a case is made."""
_SINCE_COMPLETE = ALWAYS | {"received_on", "expected", "timeline"}
_LONGER = ALWAYS | {"clock", "due_on", "new_due_on", "reason", "reasons"}
KNOWN: Mapping[LetterCode, frozenset[str]] = {
    LetterCode.CONFIRMATION: _SINCE_COMPLETE,
    LetterCode.RECEIVED_INCOMPLETE: ALWAYS | {"missing", "expected"},
    LetterCode.OBJECTION_RECEIVED: ALWAYS,
    LetterCode.INADMISSIBLE: ALWAYS | {"ground", "reasons", "closed_on"},
    LetterCode.EXTENDED: _LONGER,
    LetterCode.REPORT_DELAY: _LONGER,
    LetterCode.POSTPONED: _LONGER,
    LetterCode.URGENT: ALWAYS | {"reason", "timeline"},
    LetterCode.FORWARDED: ALWAYS | {"where_to", "reason"},
    LetterCode.REMINDER_COMPLAINANT: ALWAYS,
    LetterCode.WITHDRAWN: ALWAYS | {"withdrawn_on", "closed_on", "ended_on"},
    LetterCode.CLOSED: ALWAYS | {"closed_on"},
    LetterCode.DECISION: ALWAYS | {"reasons", "closed_on"},
    LetterCode.FINDINGS: ALWAYS | {"reasons", "closed_on"},
    LetterCode.ANSWER: ALWAYS | {"reasons", "closed_on"},
}
"""What is known for certain when the platform sends this letter; anything else may be missing, and stands in ``{?...}``."""
_BY_MEANING = {Meaning.DECIDED: LetterCode.DECISION, Meaning.NOT_TAKEN_UP: LetterCode.INADMISSIBLE}
_TO_WHOM = {
    LetterCode.NOTICE_ACCUSED: Addressee.ACCUSED,
    LetterCode.NOTICE_SUPERVISOR: Addressee.SUPERVISOR,
    LetterCode.NAMING_REVERSED: Addressee.ACCUSED,
    LetterCode.COPY_MEMBERS: Addressee.MEMBERS,
    LetterCode.REMINDER_HANDLER: Addressee.HANDLER,
}


def problems(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """Hook, rule and problem of every fault in the letters."""
    if not organisation.every_process:
        return
    moves = [move for road in organisation.every_process for move in road.moves]
    sent = {*LetterCode, *(code for move in moves for code in move.letters)}
    sent |= {_BY_MEANING.get(move.means, move.means) for move in moves if move.means}
    sent |= {move.code for move in moves if move.means is None}
    open_to_all = any(not one.complainants and not one.when for one in organisation.further_options)
    options = frozenset({"further_options"}) if open_to_all else frozenset[str]()
    for letter in organisation.letters:
        for problem in (*_sent(letter, sent), *_renders(letter, options)):
            yield "letters", letter.code, problem
    for road in organisation.every_process:
        yield from _missing(organisation, road)


def _sent(letter: LetterTemplate, sent: set[str]) -> Iterator[str]:
    if letter.code not in sent:
        yield "wordt door niets verstuurd; geef haar een code uit LetterCode, of noem haar bij ‘letters’ van een overgang"
    to = _TO_WHOM.get(LetterCode(letter.code)) if letter.code in set(LetterCode) else None
    if to is not None and letter.to is not to:
        yield f"gaat naar {letter.to}, en het platform stuurt haar aan {to}; zet ‘to’ op Addressee.{to.name}"


def _renders(letter: LetterTemplate, options: frozenset[str]) -> Iterator[str]:
    known = KNOWN.get(LetterCode(letter.code)) if letter.code in set(LetterCode) else None
    if known is None or not placeholders(letter.body) <= LETTER_FACTS.keys():
        return
    try:
        render_letter(letter, {name: LETTER_FACTS[name] for name in known | options})
    except MissingFact as error:
        yield (
            f"vraagt {{{error.fact}}}, en dat is niet altijd bekend als zij gaat; schrijf {{?{error.fact}}}, dan valt die "
            "alinea weg"
        )


def _missing(organisation: Organisation, road: ComplaintProcess) -> Iterator[tuple[str, str, str]]:
    there = {letter.code for letter in organisation.letters}
    needed = [LetterCode.CONFIRMATION, LetterCode.CLOSED]
    if organisation.required_content and road.start_incomplete != road.start_complete:
        needed.append(LetterCode.RECEIVED_INCOMPLETE)
    if road.move_that(Meaning.NOT_TAKEN_UP):
        needed.append(LetterCode.INADMISSIBLE)
    for code in needed:
        if code not in there:
            yield (
                "letters",
                code,
                "ontbreekt, en zij gaat in elke zaak; voeg haar toe (usual_letters heeft woorden)",
            )
