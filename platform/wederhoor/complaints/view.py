"""What can be done with a dossier now, for the dossier page: what comes next, and the other acts by what they are for.

The way into an act is judged as the act itself is: whether it can be begun, never whether what it asks is there already.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import url_for

from wederhoor.cases.moves import possible_moves
from wederhoor.cases.naming import held_notices
from wederhoor.cases.signing import only_signature, unsigned
from wederhoor.complaints.acts import GROUPS, OFFICE, STEER, STEP, WRITE, Act, why_not
from wederhoor.complaints.catalogue import acts_of
from wederhoor.complaints.moves import key_of
from wederhoor.complaints.road import onwards
from wederhoor.correspondence.looks import drafts_of
from wederhoor.deadlines.case import Case
from wederhoor.dossiers.content import DISSATISFACTION
from wederhoor.rules.complaint_process import Meaning

COMPLETE, SIGN, RELEASE, LOOK = Meaning.COMPLETED.value, "sign", "confirm_accused", "look"


@dataclass(frozen=True, kw_only=True)
class Offered:
    """An act on the dossier page: with its address, or with the reason why it cannot be done now."""

    code: str
    label: str
    group: str
    url: str | None
    where: str = ""
    """Its address, also when it cannot be begun."""
    reason: str = ""
    article: str = ""

    @property
    def possible(self) -> bool:
        """Whether it can be begun."""
        return self.url is not None


@dataclass(frozen=True, kw_only=True)
class Offers:
    """What the dossier offers: the next step, the others under their headings, and what cannot be done with the reason."""

    next: Offered | None
    groups: Sequence[tuple[str, Sequence[Offered]]]
    refused: Sequence[Offered]


def offers(case: Case, pressing: Sequence[tuple[str, str]] = ()) -> Offers:
    """What can be done with a case now. What presses, in words and with its address, comes first: as the lists have it."""
    found = {one.code: one for one in (*_ways_in(case), *_acts(case))}
    first = _answer(found.values(), pressing)
    first = first or next((found[code] for code in _order(case, found) if found[code].possible), None)
    rest = [one for one in found.values() if one.possible and one is not first]
    groups = [(label, [one for one in rest if one.group == group]) for group, label in GROUPS.items()]
    return Offers(
        next=first,
        groups=[(label, ones) for label, ones in groups if ones],
        refused=[one for one in found.values() if not one.possible],
    )


def _answer(found: Collection[Offered], pressing: Sequence[tuple[str, str]]) -> Offered | None:
    """The first answer to what presses that can be begun."""
    here = {one.where or one.url: one for one in found}
    for label, url in pressing:
        one = here.get(url) or Offered(code="", label=label, group=STEER, url=url)
        if one.possible:
            return one
    return None


def _order(case: Case, found: dict[str, Offered]) -> list[str]:
    """What comes next, the most pressing first: what is missing, who must be told, what waits for a look, then the road."""
    if not case.open:
        return []
    informal = case.dossier.filed_as == DISSATISFACTION
    road = onwards(case.process, case.dossier.step, case.work.actor.roles, informal=informal)
    wanted = [LOOK, *(key_of(move) for move in road if key_of(move) != COMPLETE)]
    if held_notices(case.work, case.dossier.id):
        wanted = [RELEASE, *wanted]
    if case.dossier.received_on is None and not informal:
        wanted = [*_to_complete(case), *wanted]
    return [code for code in wanted if code in found]


def _to_complete(case: Case) -> list[str]:
    """Asking for what is missing, or reading it back when only a signature is."""
    signs = only_signature(case.content, case.answers.required_content)
    return [SIGN, COMPLETE] if signs else [COMPLETE, SIGN]


def _ways_in(case: Case) -> list[Offered]:
    """What has a page of its own, apart from the acts."""
    if not case.open or not case.work.actor.roles & OFFICE:
        return []
    dossier_id, found = case.dossier.id, []
    if case.dossier.filed_as != DISSATISFACTION and unsigned(case.work, case.dossier):
        url = url_for("spoken.sign", dossier_id=dossier_id)
        group = STEP if case.dossier.received_on is None else WRITE
        found.append(Offered(code=SIGN, label="Voorlezen en ondertekenen", group=group, url=url))
    if drafts := drafts_of(case.work, dossier_id):
        url = url_for("looks.look", dossier_id=dossier_id, letter_id=drafts[0].id)
        label = f"Brief nakijken: {drafts[0].title}" + (f" (en nog {len(drafts) - 1})" if drafts[1:] else "")
        found.append(Offered(code=LOOK, label=label, group=WRITE, url=url))
    url = url_for("complaints.release", dossier_id=dossier_id)
    label = "Vastleggen over wie de klacht gaat"
    found.append(Offered(code=RELEASE, label=label, group=STEER, url=url))
    return found


def _acts(case: Case) -> list[Offered]:
    """Moves of the process that start here, then the other acts that make sense now."""
    acts = {act.move: act for act in acts_of(case) if act.move}
    codes = [key_of(one.move) for one in possible_moves(case)]
    here = [acts[code] for code in dict.fromkeys(codes) if code in acts]
    others = [act for act in acts_of(case) if act.move is None and _fits(case, act)]
    return [_offered(case, act) for act in (*here, *others)]


def _fits(case: Case, act: Act) -> bool:
    """Whether an act makes sense to name at all: nobody reopens what is open."""
    return act.fits(case) and (act.when_open is None or act.when_open is case.open)


def _offered(case: Case, act: Act) -> Offered:
    refused, source = why_not(act, case), act.source(case)
    where = url_for("complaints.act", dossier_id=case.dossier.id, act=act.slug)
    return Offered(
        code=act.move or act.slug,
        label=act.title,
        group=act.group,
        url=None if refused else where,
        where=where,
        reason=str(refused) if refused else "",
        article="" if refused or source is None else str(source),
    )
