"""Letters as data: who gets which text at which moment, with ``{placeholders}`` for the facts of the case.

A letter is Markdown. What people typed is escaped, so it can never become markup. A line ``- {name}`` whose
fact has several lines becomes one list item per line. A paragraph with ``{?name}`` is left out when that fact is not known.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wederhoor.rules.provenance import Provenance
from wederhoor.rules.tables import Unless, When
from wederhoor.rules.wording import MONTHS


class Addressee(StrEnum):
    """To whom a letter goes."""

    COMPLAINANT = "complainant"
    ACCUSED = "accused"
    SUPERVISOR = "supervisor"
    MEMBERS = "members"
    HANDLER = "handler"
    DIRECTOR = "director"
    SUPERVISORY_BOARD = "supervisory_board"
    TEAM = "team"
    SECRETARY = "secretary"
    OTHERS = "others"  # somebody a document names and the platform cannot write to


class Release(StrEnum):
    """Whether a letter leaves by itself or after somebody looked at it."""

    DIRECT = "direct"
    AFTER_LOOK = "after_look"


class LetterCode(StrEnum):
    """The letters the platform sends by itself, each at its own moment; a letter with another code goes where a move names it."""

    CONFIRMATION = "confirmation"  # the complaint is in, and complete
    RECEIVED_INCOMPLETE = "received_incomplete"  # it is in, and something is missing
    OBJECTION_RECEIVED = "objection_received"  # it is an objection, and is sent on as one
    NOTICE_ACCUSED = "notice_accused"  # to whom it is about: there is a complaint
    NOTICE_SUPERVISOR = "notice_supervisor"  # to their supervisor: there is one, and nothing of what it says
    NAMING_REVERSED = "naming_reversed"  # to whom it turns out not to be about
    COPY_MEMBERS = "copy_members"  # to the members of the committee
    ADMISSIBLE = "admissible"  # it is taken up
    INADMISSIBLE = "inadmissible"  # it is not, with the ground and the reasons
    EXTENDED = "extended"  # a term was made longer
    REPORT_DELAY = "report_delay"  # the same for the report
    POSTPONED = "postponed"  # the same where the longer term hangs on this notice
    URGENT = "urgent"  # terms were brought forward
    FORWARDED = "forwarded"  # it was sent on to another body
    REMINDER_COMPLAINANT = "reminder_complainant"  # nothing was heard of whoever complains
    DECISION = "decision"  # the outcome as a director or board gives it
    FINDINGS = "findings"  # the outcome as a public body gives it
    ANSWER = "answer"  # the outcome as a provider of care gives it
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"  # it ended, where no other letter says how
    REOPENED = "reopened"
    REMINDER_HANDLER = "reminder_handler"  # to whoever handles it: a term comes near, or was missed
    SECOND_STEP = "second_step"  # the second code to sign in with
    DRAFT_EXPIRES = "draft_expires"  # what was begun and not sent is wiped soon


@dataclass(frozen=True, kw_only=True)
class LetterTemplate:
    """One letter."""

    code: str
    title: str
    body: str
    to: Addressee
    release: Release
    source: Provenance
    mail_subject: str = ""
    """Going out, leave it away: every mail the platform sends has one and the same neutral subject."""
    when: tuple[When | Unless, ...] = ()
    """To which cases it applies, by `CaseFact`. Several letters may bear one code: the first that applies is the one."""


class MissingFact(Exception):
    """A letter needs a fact that was not given, or that is empty."""

    def __init__(self, letter: str, fact: str) -> None:
        super().__init__(f"brief {letter}: het gegeven {fact} ontbreekt")
        self.letter = letter
        self.fact = fact


LETTER_FACTS: Mapping[str, str] = {
    "organisation": "Voorbeeld",
    "organisation_email": "klacht@example.nl",
    "number": "0007-20260302-JAN-kb",
    "letter_date": "2 maart 2026",
    "recipient": "mevrouw Jansen",
    "arrived_on": "2 maart 2026",
    "received_on": "2 maart 2026",
    "short_account": "Afspraken over huisbezoek zijn niet nagekomen.",
    "timeline": "Onderzoek klaar: 30 maart 2026\nRapport klaar: 6 april 2026",
    "missing": "Uw handtekening\nUw adres",
    "reasons": "De klacht is al eerder behandeld.",
    "ground": "De klacht is eerder ingediend en behandeld.",
    "further_options": "U kunt naar de burgerlijke rechter.",
    "closed_on": "2 april 2026",
    "clock": "Rapport verstuurd",
    "due_on": "6 april 2026",
    "new_due_on": "20 april 2026",
    "reason": "Een getuige kan pas later komen.",
    "where_to": "de gemeente Voorbeeld, afdeling bezwaar",
    "holidays": "20 juli tot en met 14 augustus 2026",
    "own_view": "Meld u aan en kies ‘Over mij’.",
    "handler": "de secretaris",
    "code": "ABC234-DEF567-GHJ892",
    "expires_on": "2 april 2026",
    "reply_by": "16 april 2026",
    "case_url": "https://example.nl/kantoor",
    "status_url": "https://example.nl/mijn-klacht",
    "expected": "U hoort uiterlijk 16 maart 2026 of wij uw klacht behandelen.",
    "told_too": "degene over wie de klacht gaat",
    "account": "Afspraken over huisbezoek zijn niet nagekomen.",
    "decider": "de bestuurder",
    "withdrawn_on": "2 april 2026",
    "ended_on": "2 april 2026",
    "goes_on": "de anderen die klagen",
    "supervisor_told": "uw leidinggevende",
    "react_by": "30 maart 2026",
    "confidants": "Vic Verzonnen",
}
"""Every fact a letter may name, with an example; the platform supplies these and no others, those it knows."""

_PLACEHOLDER = re.compile(r"\{\??([a-z_]+)\}")
_OPTIONAL = re.compile(r"\{\?([a-z_]+)\}")
_LIST_LINE = re.compile(r"- \{\??([a-z_]+)\}")
_BLANK = re.compile(r"\n\s*\n")
_DATE = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b")
_INLINE = re.compile(r"([\\`*_{}\[\]<>&|~])")
_LINE_START = re.compile(r"^(?:([-+#=>:])|(\d+)([.)]))")


def placeholders(text: str) -> frozenset[str]:
    """The facts a letter names."""
    return frozenset(_PLACEHOLDER.findall(text))


def _escape_line(line: str) -> str:
    safe = _INLINE.sub(r"\\\1", " ".join(line.split()))
    return _LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", safe)


def escape(value: str) -> str:
    """Text a person typed as Markdown that shows exactly that text; line breaks stay, markup does not."""
    lines = (_escape_line(line) for line in value.splitlines())
    return "\\\n".join(line for line in lines if line)


def render_letter(template: LetterTemplate, facts: Mapping[str, str]) -> str:
    """The letter as Markdown. Raises ``MissingFact`` when a named fact is absent or empty."""

    def value(name: str) -> str:
        text = facts.get(name, "")
        if not text.strip():
            raise MissingFact(template.code, name)
        return text

    paragraphs = []
    for paragraph in _BLANK.split(template.body.strip()):
        if any(not facts.get(name, "").strip() for name in _OPTIONAL.findall(paragraph)):
            continue
        lines: list[str] = []
        for line in paragraph.splitlines():
            if item := _LIST_LINE.fullmatch(line):
                lines += [f"- {_escape_line(part)}" for part in value(item[1]).splitlines() if part.strip()]
            else:
                lines.append(_PLACEHOLDER.sub(lambda m: escape(value(m[1])), line))
        paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs) + "\n"


def lost_from(letter: str, changed: str, number: str) -> tuple[str, ...]:
    """What a changed letter no longer says, and should: its register number (KR-152), and dates it had. Each as a phrase."""
    lost = []
    if number not in _plain(changed):
        lost.append(f"het nummer {number}")
    had, has = (dict.fromkeys(_DATE.findall(_plain(text))) for text in (letter, changed))
    lost += [f"de datum {date}" for date in had if date not in has]
    return tuple(lost)


def added_to(letter: str, changed: str) -> tuple[str, ...]:
    """The sentences a changed letter has and the letter it was made from has not, in order, as they are read."""
    had = frozenset(_sentences(letter))
    return tuple(dict.fromkeys(one for one in _sentences(changed) if one not in had))


def _sentences(markdown: str) -> list[str]:
    """As they are read: without what makes them bold, a heading or an item, and wherever a line was broken."""
    parts = re.split(r"\n\s*\n|\n(?=\s*(?:[-+#]|\d+[.)]) )", markdown)
    plain = (" ".join(re.sub(r"[\\*_#`]", "", part).split()).removeprefix("- ") for part in parts)
    return [one for part in plain for one in re.split(r"(?<=[.!?:]) ", part) if one]


def _plain(markdown: str) -> str:
    """Without the backslashes of escapes, white space made single."""
    return " ".join(re.sub(r"\\(\W)", r"\1", markdown).split())
