"""Where papers come in: whose they are, which kinds, how many, how much; and finding one again."""

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import func, select

from wederhoor.papers.inspection import OFFICE_KINDS, RESIDENT_KINDS, FileKind, Refusal, Refused
from wederhoor.papers.tables import Paper
from wederhoor.work import Work

MB = 1024 * 1024
FILE_BYTES = 25 * MB
PART_BYTES = 2 * MB
MOST_PARTS = 200
"""In how many parts a file may come: a part that is not the last is at least so large a share of it."""
NAME_CHARACTERS = 200
MAIL_DEPTH = 2
MAIL_FILES = 60
"""As many files come along with one mail, however deep they are."""
FILES_AT_ONCE = 20
"""As many files of one request are looked at, """
SECONDS_AT_ONCE = 60.0
"""and no more are begun with after so long."""


File = TypeVar("File")


class State(StrEnum):
    """Names are stored."""

    RECEIVING = "receiving"
    READY = "ready"
    REFUSED = "refused"


class Side(StrEnum):
    """For whom a paper is: both parties, or only those who handle the case. Names are stored."""

    PARTIES = "parties"
    INSIDE = "inside"


class NoSuchPaper(Exception):
    """There is no such paper here (any more)."""


class WrongOffset(Exception):
    """What was sent does not follow on what is here; `offset` says how much is here, in bytes."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class AlreadyReplaced(Exception):
    """Somebody else was first with a newer version; `number` is theirs."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True, kw_only=True)
class Belongs:
    """Whose papers: of one draft, or of one dossier; in a dossier `sender` is who sends them, so that nobody learns what another sent."""

    draft_id: uuid.UUID | None = None
    dossier_id: uuid.UUID | None = None
    sender: str = ""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What may come in through one door: which kinds, how many, how much together (bytes); from whom and for whom it is.

    The original is kept for good (`keeps_original`), or held until the office has seen that the copy is whole; then there has to be a copy.
    """

    kinds: frozenset[FileKind]
    keeps_original: bool
    count: int
    together: int
    origin: str = "complainant"
    side: Side = Side.PARTIES


OF_A_DRAFT = Rules(kinds=RESIDENT_KINDS, keeps_original=False, count=20, together=60 * MB)
AFTERWARDS = Rules(kinds=RESIDENT_KINDS, keeps_original=False, count=100, together=300 * MB)
OFFICE = Rules(
    kinds=OFFICE_KINDS, keeps_original=True, count=1_000, together=2_000 * MB, origin="organisation"
)


@dataclass(frozen=True, kw_only=True)
class Described:
    """What is told of a paper: its title, the name of its file, and in the office what it belongs to."""

    name: str
    title: str = ""
    done_on: date | None = None
    replaces_id: uuid.UUID | None = None
    parent_id: uuid.UUID | None = None


def in_one_go(sent: Sequence[File]) -> Iterator[File]:
    """As many of these files as one request may ask to be looked at, one after another."""
    until = time.monotonic() + SECONDS_AT_ONCE
    for file in sent[:FILES_AT_ONCE]:
        if time.monotonic() > until:
            return
        yield file


def papers_of(owner: Belongs) -> Any:
    """The condition that a paper is this owner's."""
    if owner.draft_id is not None:
        return (Paper.draft_id == owner.draft_id) & Paper.dossier_id.is_(None)
    return Paper.dossier_id == owner.dossier_id


def find(work: Work, owner: Belongs, paper_id: uuid.UUID, *, lock: bool = False) -> Paper:
    """A paper of this owner. Raises NoSuchPaper."""
    query = select(Paper).where(Paper.id == paper_id, papers_of(owner))
    paper = work.session.scalars(query.with_for_update() if lock else query).first()
    if paper is None:
        raise NoSuchPaper
    return paper


def check_room(work: Work, owner: Belongs, rules: Rules, size: int) -> None:
    """Whether one more file of this size may come in. Raises Refused."""
    if size > FILE_BYTES:
        raise Refused(Refusal.TOO_LARGE)
    if size <= 0:
        raise Refused(Refusal.EMPTY)
    mine = [papers_of(owner), Paper.state != State.REFUSED.value]
    if owner.dossier_id is not None and rules.origin == "complainant":
        mine.append(Paper.origin == rules.origin)
    count, together = work.session.execute(
        select(func.count(Paper.id), func.coalesce(func.sum(Paper.size), 0)).where(*mine)
    ).one()
    if count >= rules.count:
        raise Refused(Refusal.TOO_MANY)
    if together + size > rules.together:
        raise Refused(Refusal.TOO_MUCH)
