"""What can be done with a dossier now, for the dossier page: with its address, or with the reason why not."""

from typing import Any

from flask import url_for

from wederhoor.cases.moves import possible_moves
from wederhoor.complaints import moves
from wederhoor.complaints.acts import OFFICE, Act, why_not
from wederhoor.complaints.catalogue import acts_of
from wederhoor.deadlines.case import Case


def moves_view(case: Case) -> list[dict[str, Any]]:
    """Moves of the process that start here, then the other acts: code, label, possible, reason, article, url."""
    acts = {act.move or act.slug: act for act in acts_of(case)}
    shown = []
    for possible in possible_moves(case):
        move = possible.move
        if move.code in acts and move.code not in moves.OWN_PAGES:
            shown.append(_shown(case, acts[move.code]))
        else:
            address = _address(case, "compleet" if move.code == "complete" else "ontvankelijkheid")
            shown.append(_move(move.code, move.label, possible.reason, str(possible.source), address))
    shown += [
        _shown(case, act) for act in acts_of(case) if act.move is None and act.listed and _fits(case, act)
    ]
    if case.open and case.work.actor.roles & OFFICE:
        address = url_for("complaints.release", dossier_id=case.dossier.id)
        shown.append(_move("confirm_accused", "Vastleggen over wie de klacht gaat", None, "", address))
    return shown


def corrections_view(case: Case) -> list[dict[str, Any]]:
    """What can be mended in a dossier, for a list of its own."""
    return [
        _shown(case, act) for act in acts_of(case) if act.move is None and not act.listed and _fits(case, act)
    ]


def _fits(case: Case, act: Act) -> bool:
    """Whether an act makes sense to name at all: nobody reopens what is open."""
    return act.fits(case) and (act.when_open is None or act.when_open is case.open)


def _address(case: Case, slug: str) -> str:
    return url_for("complaints.act", dossier_id=case.dossier.id, act=slug)


def _move(code: str, label: str, reason: str | None, source: str, address: str) -> dict[str, Any]:
    possible = reason is None
    return {
        "code": code,
        "label": label,
        "possible": possible,
        "reason": reason or "",
        "article": source if possible else "",
        "url": address if possible else None,
    }


def _shown(case: Case, act: Act) -> dict[str, Any]:
    refused, source = why_not(act, case), act.source(case)
    return {
        "code": act.move or act.slug,
        "label": act.title,
        "possible": refused is None,
        "reason": str(refused) if refused else "",
        "article": "" if refused or source is None else str(source),
        "url": None if refused else _address(case, act.slug),
    }
