"""Where a task leads: the page on which it is done, and what its one press is called where a press is enough."""

import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import url_for

from wederhoor.tasks.service import TaskKind


class Act(NamedTuple):
    """What somebody can do about something: in words, and where; with `press` the button itself does it."""

    label: str
    endpoint: str
    values: tuple[tuple[str, Any], ...] = ()
    press: bool = False

    @property
    def url(self) -> str:
        """Its address, for a page."""
        return url_for(self.endpoint, **dict(self.values))


class Way(NamedTuple):
    """What somebody reads on the way there, the page, and the act it is when the page is that of an act."""

    label: str
    endpoint: str
    act: str = ""


OPENS: Mapping[str, Way] = {
    TaskKind.READ_MESSAGE: Way("Lezen en antwoorden", "messages.index"),
    TaskKind.READ_REACTION: Way("Reactie lezen", "papers.index"),
    TaskKind.READ_BACK: Way("Voorlezen en laten tekenen", "spoken.sign"),
    TaskKind.DOOR_CODE: Way("Code doorgeven", "codes.index"),
    TaskKind.PAPER_MISSING: Way("Naar de stukken", "papers.index"),
    TaskKind.NOTICE_FAILED: Way("Naar de brieven", "desk.letters"),
    TaskKind.NOT_TOLD_IN_TIME: Way("Naar de brieven", "desk.letters"),
    TaskKind.BREACH: Way("Beslissen", "complaints.act", "datalek"),
    TaskKind.FORWARD_OBJECTION: Way("Doorsturen", "complaints.act", "doorsturen"),
    TaskKind.TAKE_OVER: Way("Behandelaar kiezen", "complaints.act", "toewijzen"),
    TaskKind.WHO_IS_MEANT: Way("Nagaan", "complaints.act", "niet-bedoeld"),
    TaskKind.TRANSFER_STRANDED: Way("Overdragen", "complaints.act", "overdragen"),
}
"""The page on which a task of a matter is done; any other is done in the dossier itself."""
ONE_PRESS: Mapping[str, str] = {
    TaskKind.CALL_BACK: "Gebeld",
    TaskKind.READ_MESSAGE: "Gelezen",
    TaskKind.READ_REACTION: "Gelezen",
    TaskKind.DOOR_CODE: "Doorgegeven",
    TaskKind.DETAILS_CHANGED: "Klopt",
    TaskKind.SPLIT_OFF: "Op orde",
    TaskKind.TRANSFERRED: "Op orde",
    TaskKind.PAPER_MISSING: "Geregeld",
    TaskKind.NOTICE_FAILED: "Geregeld",
    TaskKind.NOT_TOLD_IN_TIME: "Gezien",
    TaskKind.REMINDED: "Gezien",
}
"""Tasks that are done by saying so; any other asks for more, on its own page."""


def lead(kind: str, task_id: uuid.UUID, dossier_id: uuid.UUID | None) -> Act:
    """The page on which a task is done."""
    if kind == TaskKind.TAKE_DOWN:
        return Act("Notitie lezen en opnemen", "spoken.note_of_task", (("task_id", task_id),))
    if dossier_id is None:
        return Act("Afronden", "tasks.finish", (("task_id", task_id),))
    way = OPENS.get(kind, Way("Naar het dossier", "desk.dossier"))
    act = (("act", way.act),) if way.act else ()
    return Act(way.label, way.endpoint, (("dossier_id", dossier_id), *act))


def press(kind: str, task_id: uuid.UUID) -> Act | None:
    """The press that ends it; None for what asks for more."""
    if kind not in ONE_PRESS:
        return None
    return Act(ONE_PRESS[kind], "tasks.done", (("task_id", task_id),), press=True)
