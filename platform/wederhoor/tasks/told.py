"""What a task says, in lines; and what was just done, to be said on the page one comes back to."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import url_for

from wederhoor.dossiers.service import numbers
from wederhoor.people.service import names_of
from wederhoor.tasks import service
from wederhoor.work import Work

WORDS = {
    "name": "Naam",
    "phone": "Telefoon",
    "when": "Wanneer",
    "mind": "Let op",
    "language": "Leest",
    "who": "Wie",
    "what": "Wat",
}
SAID_FOR = timedelta(minutes=15)
"""How long a page that is read again still says what was done."""


def told_lines(text: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was told with a task, by what each is."""
    return [(label, text[name]) for name, label in WORDS.items() if text.get(name)]


def just_done(work: Work, text: str, back: str) -> dict[str, Any] | None:
    """What an address says was done just now: the task, its matter, who did it, and how to undo it; None for anything else."""
    try:
        task = service.find_task(work, uuid.UUID(text))
    except (ValueError, service.NoSuchTask):
        return None
    if task.done_at is None or task.done_at < work.now - SAID_FOR:
        return None
    mine = task.done_by == work.actor.account_id
    who = names_of(work, [task.done_by]).get(task.done_by, "") if task.done_by and not mine else ""
    return {
        "label": service.LABELS.get(task.kind, task.kind),
        "name": task.text.get("name", ""),
        "number": numbers(work, [task.dossier_id]).get(task.dossier_id, "") if task.dossier_id else "",
        "url": url_for("desk.dossier", dossier_id=task.dossier_id) if task.dossier_id else None,
        "by": who,
        "undo_url": url_for("tasks.undo", task_id=task.id) if mine else None,
        "back": back,
    }
