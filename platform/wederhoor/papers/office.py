"""What the office's pages of papers share: finding one, and taking files in."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import abort, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier
from wederhoor.papers import doors, reception
from wederhoor.papers.doors import OFFICE, Belongs, Described, NoSuchPaper, Rules, Side
from wederhoor.papers.inspection import Refused
from wederhoor.papers.labels import BUSY, reason, why_not
from wederhoor.papers.places import Busy
from wederhoor.papers.scanner import Scanner
from wederhoor.papers.tables import Paper
from wederhoor.people.staff import staff_work
from wederhoor.rules.roles import HANDLERS, READERS
from wederhoor.vault.files import DiskFull, room_left
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import files, installation
from wederhoor.work import Work

readers = staff(*READERS)
handlers = staff(*HANDLERS)
ADDRESS = "/<organisation>/kantoor/dossiers/<uuid:dossier_id>/stukken"


@contextmanager
def one_paper(
    dossier_id: uuid.UUID, paper_id: uuid.UUID, *, write: bool = False
) -> Iterator[tuple[Work, Dossier, Paper]]:
    """A paper of a dossier the actor may see; 404 for any other."""
    with staff_work(write=write) as work:
        dossier = dossiers.find(work, dossier_id, lock=write)
        try:
            found = doors.find(work, Belongs(dossier_id=dossier.id), paper_id, lock=write)
        except NoSuchPaper:
            abort(404)
        if found.state == doors.State.RECEIVING:
            abort(404)
        yield work, dossier, found


def crumb(dossier: Dossier) -> dict[str, Any]:
    return {
        "id": dossier.id,
        "number": dossier.number,
        "url": url_for("desk.dossier", dossier_id=dossier.id),
        "papers_url": url_for("papers.index", dossier_id=dossier.id),
    }


def to_paper(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    return redirect(url_for("papers.paper", dossier_id=dossier_id, paper_id=paper_id), 303)


def sent_files() -> list[FileStorage]:
    return [file for file in request.files.getlist("files") if file.filename]


def name_of(file: FileStorage) -> str:
    return (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]


def take_in(
    dossier_id: uuid.UUID, rules: Rules, described: Described, file: FileStorage
) -> tuple[bool, list[str]]:
    """Take one file in: whether it is, and what could not be taken, of it or of what came with it, as sentences."""

    @contextmanager
    def door(write: bool) -> Iterator[tuple[Work, Belongs]]:
        with staff_work(write=write) as work:
            yield work, Belongs(dossier_id=dossiers.find(work, dossier_id, lock=write).id)

    scanner = Scanner(clamd=installation().config.clamd)
    try:
        _, left = reception.add_paper(door, files(), scanner, rules, described, file.read())
    except Refused as refused:
        return False, [f"{described.name}: {reason(refused.why, rules)}"]
    except Busy:
        return False, [f"{described.name}: {BUSY}"]
    return True, [
        f"{described.name} staat in het dossier, maar de bijlage ‘{name}’ niet als eigen stuk. {why_not(why, rules)}"
        for name, why in left
    ]


def rules_of(origin: str, side: str) -> Rules:
    """What the office may add, from whom and for whom."""
    return replace(OFFICE, origin=origin, side=Side(side))


def disk_has_room() -> None:
    """Raises DiskFull."""
    if not room_left(installation().config.var):
        raise DiskFull
