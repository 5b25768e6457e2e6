"""A matter that should never have been entered: a double, a trial, somebody else's. It closes as that and keeps its number (C16)."""

from datetime import date

from wederhoor.cases.ending import Ground, Told, close
from wederhoor.correspondence import effects
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.parties import party_key
from wederhoor.tasks import service as tasks

MISTAKE = "mistake"
"""The ground that stays with the dossier."""


def entered_by_mistake(case: Case, *, reason: str, done_on: date) -> None:
    """Close a matter that was entered by mistake: what had not left does not go, and whoever had news of it hears this.

    Who heard nothing yet hears nothing now. Nobody has anything to do for it any more. Raises Refused.
    """
    work, dossier = case.work, case.dossier
    reached = {row.addressee for row in effects.revoke(work, dossier, lambda _row: True)}
    told = [party for party in dossiers.told_parties(work, dossier.id) if party_key(party.id) in reached]
    ground = Ground(code=MISTAKE, label="bij vergissing ingeschreven")
    facts: dict[str, str | date] = {"closed_on": done_on, "reasons": reason, "reason": reason}
    post = close(case, ground, Told(facts=facts, details={"reason": reason}, complainants=told), on=done_on)
    for kind in tasks.TaskKind:
        tasks.finish_all(work, dossier.id, kind)
    post.send()
