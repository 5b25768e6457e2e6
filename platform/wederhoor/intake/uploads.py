"""Bijlagen: papers a resident sends, while filing and afterwards; with JavaScript in parts that resume, without in one form."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, NoReturn

from flask import Blueprint, abort, jsonify, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from wederhoor.dossiers.service import find_by_code
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake import drafts
from wederhoor.intake.own import own_dossier
from wederhoor.intake.pages import READERS
from wederhoor.intake.second_step import door_open
from wederhoor.papers import reception, service
from wederhoor.papers.doors import (
    AFTERWARDS,
    FILE_BYTES,
    MB,
    OF_A_DRAFT,
    PART_BYTES,
    Belongs,
    Described,
    NoSuchPaper,
    Rules,
    State,
    WrongOffset,
    find,
)
from wederhoor.papers.inspection import Refused
from wederhoor.papers.labels import BUSY, RESIDENT_ACCEPT, reason, uploaded_view
from wederhoor.papers.scanner import Scanner
from wederhoor.papers.workshop import Busy
from wederhoor.vault.files import DiskFull, room_left
from wederhoor.web.kept import kept_code
from wederhoor.web.permissions import behind_code, public
from wederhoor.web.runtime import files, installation, page, resident_work
from wederhoor.work import Work

bp = Blueprint("uploads", __name__, url_prefix="/<organisation>")

OpenDoor = Callable[[bool], AbstractContextManager[tuple[Work, Belongs]]]


class _Door:
    """One of the two doors: of a draft, or of a dossier behind its code."""

    def __init__(self, rules: Rules, names: str, open_door: OpenDoor) -> None:
        self.rules, self.names, self.open = rules, names, open_door

    def url(self, name: str, **values: Any) -> str:
        return url_for(f"uploads.{self.names}_{name}", **values)


@contextmanager
def _of_draft(write: bool) -> Iterator[tuple[Work, Belongs]]:
    code = kept_code("draft")
    if code is None:
        abort(404)
    with resident_work(write=write) as work:
        try:
            draft = drafts.find_draft(work, code, lock=write)
        except drafts.NoSuchDraft:
            abort(404)
        if draft.dossier_id is not None:
            abort(404)
        if write:
            draft.updated_at, draft.expires_at = work.now, work.now + drafts.lasts(work)
        yield work, Belongs(draft_id=draft.id)


@contextmanager
def _of_dossier(write: bool) -> Iterator[tuple[Work, Belongs]]:
    with own_dossier(write=write) as (work, dossier, _party):
        if write and dossier.closed_on is not None:
            abort(404)
        yield work, Belongs(dossier_id=dossier.id)


DRAFT = _Door(OF_A_DRAFT, "draft", _of_draft)
CASE = _Door(AFTERWARDS, "case", _of_dossier)


@bp.get("/klacht-indienen/bijlagen")
@public
def draft_index() -> Response:
    """What was added, and a field for more; nothing is needed."""
    code = kept_code("draft")
    with resident_work() as work:
        try:
            gone = code is None or drafts.find_draft(work, code).dossier_id is not None
        except drafts.NoSuchDraft:
            gone = True
    if gone:
        return redirect(url_for("intake.check"), 303)  # which knows where to go from here
    return _index(DRAFT)


@bp.post("/klacht-indienen/bijlagen")
@public
def draft_add() -> Response:
    """Add whole files."""
    return _add(DRAFT)


@bp.post("/klacht-indienen/bijlagen/nieuw")
@public
def draft_start() -> Response:
    """Announce a file that comes in parts."""
    return _start(DRAFT)


@bp.post("/klacht-indienen/bijlagen/<uuid:paper_id>")
@public
def draft_part(paper_id: uuid.UUID) -> Response:
    """The next part of a file."""
    return _part(DRAFT, paper_id)


@bp.post("/klacht-indienen/bijlagen/<uuid:paper_id>/weg")
@public
def draft_remove(paper_id: uuid.UUID) -> Response:
    """Take a file back before sending."""
    with DRAFT.open(True) as (work, owner):
        try:
            paper = find(work, owner, paper_id, lock=True)
        except NoSuchPaper:
            abort(404)
        service.destroy(work, files(), [paper])
    return redirect(DRAFT.url("index"), 303)


@bp.get("/mijn-klacht/stukken")
@behind_code
def case_index() -> Response:
    """What the complainant sent, and a field for more; which files only after the second step."""
    return _index(CASE)


@bp.post("/mijn-klacht/stukken")
@behind_code
def case_add() -> Response:
    """Add whole files."""
    return _add(CASE)


@bp.post("/mijn-klacht/stukken/nieuw")
@behind_code
def case_start() -> Response:
    """Announce a file that comes in parts."""
    return _start(CASE)


@bp.post("/mijn-klacht/stukken/<uuid:paper_id>")
@behind_code
def case_part(paper_id: uuid.UUID) -> Response:
    """The next part of a file."""
    return _part(CASE, paper_id)


def _index(door: _Door, errors: list[str] | None = None, added: int = 0) -> Response:
    with door.open(False) as (work, owner):
        papers = service.uploaded(work, owner)
        opened = door.names == "draft" or _door_open(work)
        shown = [one for one in papers if opened or one.state == State.RECEIVING]
        return page(
            "intake/papers.html",
            422 if errors else 200,
            block="papers",
            door=door.names,
            papers=[_view(door, paper) for paper in shown],
            hidden=len(papers) - len(shown),
            door_url=None if opened else url_for("portal.door"),
            unfinished=service.unfinished(papers),
            may_add=door.names == "draft" or _is_open(work, owner),
            errors=errors or [],
            added=added,
            accept=RESIDENT_ACCEPT,
            readers=READERS,
            limits={
                "file": FILE_BYTES // MB,
                "together": door.rules.together // MB,
                "count": door.rules.count,
                "part": PART_BYTES // 4,
            },
            start_url=door.url("start"),
            add_url=door.url("index"),
        )


def _door_open(work: Work) -> bool:
    _, party = find_by_code(work, work.vault.code_hash(kept_code("case") or ""))
    return door_open(work, party)


def _is_open(work: Work, owner: Belongs) -> bool:
    dossier = work.session.get_one(Dossier, (work.tenant_id, owner.dossier_id))
    return dossier.closed_on is None


def _view(door: _Door, paper: Any) -> dict[str, Any]:
    remove = door.url("remove", paper_id=paper.id) if door.names == "draft" else None
    return {**uploaded_view(paper), "remove_url": remove}


def _scanner() -> Scanner:
    return Scanner(clamd=installation().config.clamd)


def _add(door: _Door) -> Response:
    _disk_has_room()
    errors: list[str] = []
    added = 0
    sent = [file for file in request.files.getlist("files") if file.filename]
    if not sent:
        errors.append("Kies eerst een foto of een pdf, en druk dan op ‘Toevoegen’.")
    for file in sent:
        name = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
        try:
            described = Described(name=name)
            reception.add_paper(door.open, files(), _scanner(), door.rules, described, file.read())
            added += 1
        except Refused as refused:
            errors.append(f"{name}: {reason(refused.why, door.rules)}")
        except Busy:
            errors.append(f"{name}: {BUSY}")
    if errors:
        return _index(door, errors, added)
    return redirect(door.url("index"), 303)


def _start(door: _Door) -> Response:
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


def _part(door: _Door, paper_id: uuid.UUID) -> Response:
    _disk_has_room()
    offset = request.headers.get("Upload-Offset", "")
    if not (offset.isascii() and offset.isdigit() and len(offset) < 12):
        _not_usable(door, paper_id, 400)
    if (request.content_length or 0) > PART_BYTES:
        _not_usable(door, paper_id, 413)
    part = request.get_data(cache=False)
    try:
        here, whole = reception.receive_part(door.open, files(), paper_id, int(offset), part)
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


def _not_usable(door: _Door, paper_id: uuid.UUID, status: int) -> NoReturn:
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
