"""Papers sent by somebody outside, at any door: with JavaScript in parts that resume, without in one form.

Which doors there are is said elsewhere: `intake.uploads` while filing, `portal.uploads` afterwards.
"""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NoReturn

from flask import Blueprint, abort, jsonify, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from wederhoor.papers import reception, service
from wederhoor.papers.doors import (
    FILE_BYTES,
    MB,
    PART_BYTES,
    Belongs,
    Described,
    NoSuchPaper,
    Rules,
    State,
    WrongOffset,
    find,
    in_one_go,
)
from wederhoor.papers.inspection import Refused
from wederhoor.papers.labels import BUSY, RESIDENT_ACCEPT, not_looked_at, reason, uploaded_view
from wederhoor.papers.places import Busy
from wederhoor.papers.scanner import Scanner
from wederhoor.vault.files import DiskFull, room_left
from wederhoor.web.language import Said, say
from wederhoor.web.runtime import files, installation, page
from wederhoor.work import Work

bp = Blueprint("uploads", __name__, url_prefix="/<organisation>")

ONWARD = "onward"
"""The button that goes on; what was chosen comes along first."""
OF_FILE = "{name}: {why}"
COMING_IN = "Een bestand dat nog binnenkomt"
OpenDoor = Callable[[bool], AbstractContextManager[tuple[Work, Belongs]]]
"""Opens the door in a unit of work, for reading or for writing; 404 when it is not open for whoever asks."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """One of the doors. `names` is how its pages begin.

    `lists` tells whether the names of files may be shown now, and `may_add` whether more can be sent. `unlock` is the page
    that makes the list readable, `onward` and `back` the pages that come next and before.
    """

    rules: Rules
    names: str
    open: OpenDoor
    removes: bool = False
    lists: Callable[[Work], bool] = lambda _work: True
    may_add: Callable[[Work, Belongs], bool] = lambda _work, _owner: True
    unlock: str | None = None
    onward: str | None = None
    back: str | None = None

    def url(self, name: str, **values: Any) -> str:
        """The address of one of its pages."""
        return url_for(f"uploads.{self.names}_{name}", **values)


def show(door: Door, errors: list[str] | None = None, added: int = 0) -> Response:
    """What was sent through a door, and a field for more; 422 with `errors`."""
    with door.open(False) as (work, owner):
        papers = service.uploaded(work, owner)
        opened = door.lists(work)
        shown = [one for one in papers if opened or one.state == State.RECEIVING]
        return page(
            "papers/upload.html",
            422 if errors else 200,
            block="papers",
            door=door.names,
            papers=[_view(door, paper, opened) for paper in shown],
            hidden=len(papers) - len(shown),
            door_url=None if opened else url_for(door.unlock or ""),
            unfinished=service.unfinished(papers),
            may_add=door.may_add(work, owner),
            errors=errors or [],
            added=added,
            accept=RESIDENT_ACCEPT,
            limits={
                "file": FILE_BYTES // MB,
                "together": door.rules.together // MB,
                "count": door.rules.count,
                "part": PART_BYTES // 4,
            },
            back_url=url_for(door.back) if door.back else None,
            start_url=door.url("start"),
            add_url=door.url("index"),
        )


def _view(door: Door, paper: Any, opened: bool) -> dict[str, Any]:
    """A paper in the list; until the list may be read one that is coming in has no name either."""
    remove = door.url("remove", paper_id=paper.id) if door.removes else None
    hidden = {} if opened else {"name": say(COMING_IN)}
    return {**uploaded_view(paper), **hidden, "remove_url": remove}


def _scanner() -> Scanner:
    return Scanner(clamd=installation().config.clamd)


def add(door: Door) -> Response:
    """Add whole files."""
    _disk_has_room()
    errors: list[str] = []
    added = 0
    sent = [file for file in request.files.getlist("files") if file.filename]
    onward = door.onward if ONWARD in request.form else None
    if not sent and onward is None:
        errors.append("Kies eerst een foto of een pdf, en druk dan op ‘Toevoegen’.")
    looked = 0
    for file in in_one_go(sent):
        looked += 1
        name = _name(file)
        try:
            described = Described(name=name)
            reception.add_paper(door.open, files(), _scanner(), door.rules, described, file.read())
            added += 1
        except Refused as refused:
            errors.append(Said(OF_FILE, name=name, why=reason(refused.why, door.rules)))
        except Busy:
            errors.append(Said(OF_FILE, name=name, why=BUSY))
    if sent[looked:]:
        errors.append(not_looked_at([_name(file) for file in sent[looked:]]))
    if errors:
        return show(door, errors, added)
    return redirect(url_for(onward) if onward else door.url("index"), 303)


def _name(file: FileStorage) -> str:
    return (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]


def start(door: Door) -> Response:
    """Announce a file that comes in parts."""
    _disk_has_room()
    name = request.form.get("name", "").replace("\\", "/").rsplit("/", 1)[-1]
    size = request.form.get("size", "")
    fingerprint = request.form.get("fingerprint", "")
    usable = size.isascii() and size.isdigit() and len(size) < 12 and fingerprint[:1] in ("d", "s")
    try:
        with door.open(True) as (work, owner):
            if not usable:
                abort(400)
            paper = reception.start_paper(
                work, owner, door.rules, Described(name=name), size=int(size), fingerprint=fingerprint[:300]
            )
            return jsonify(
                url=door.url("part", paper_id=paper.id),
                offset=paper.received_bytes,
                ready=paper.state == State.READY,
            )
    except Refused as refused:
        return _told(422, error=reason(refused.why, door.rules))


def part(door: Door, paper_id: uuid.UUID) -> Response:
    """Take the next part of a file."""
    _disk_has_room()
    offset = request.headers.get("Upload-Offset", "")
    if not (offset.isascii() and offset.isdigit() and len(offset) < 12):
        _not_usable(door, paper_id, 400)
    if (request.content_length or 0) > PART_BYTES:
        _not_usable(door, paper_id, 413)
    sent = request.get_data(cache=False)
    try:
        here, whole = reception.receive_part(door.open, files(), paper_id, int(offset), sent)
        if whole:
            reception.finish_paper(door.open, files(), _scanner(), door.rules, paper_id)
    except NoSuchPaper:
        abort(404)
    except WrongOffset as wrong:
        return _told(409, offset=wrong.offset)
    except Refused as refused:
        return _told(422, error=reason(refused.why, door.rules))
    except (Busy, OperationalError):
        return _told(503, error=BUSY)
    return jsonify(offset=here, ready=whole)


def _not_usable(door: Door, paper_id: uuid.UUID, status: int) -> NoReturn:
    with door.open(False) as (work, owner):
        try:
            find(work, owner, paper_id)
        except NoSuchPaper:
            abort(404)
    abort(status)


def _told(status: int, **values: Any) -> Response:
    answer = jsonify(**values)
    answer.status_code = status
    return answer


def _disk_has_room() -> None:
    if not room_left(installation().config.var):
        raise DiskFull
