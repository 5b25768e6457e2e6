"""The note for the personnel file that some codes ask for: a document to hand over, kept as a letter."""

import uuid

from sqlalchemy import select

from wederhoor.declarations.tables import Declaration
from wederhoor.declarations.words import OUTCOMES
from wederhoor.notices.letters import Issued, issue_letter
from wederhoor.notices.service import wake
from wederhoor.notices.tables import Letter
from wederhoor.people.service import people_by_id
from wederhoor.rules.declaring import Outcome
from wederhoor.rules.letters import escape
from wederhoor.rules.wording import dutch_date
from wederhoor.work import Work, local_date

CODE, ADDRESSEE = "personnel_note", "personnel_file"
TITLE = "Aantekening voor het personeelsdossier"


def personnel_note(work: Work, declaration: Declaration) -> Issued:
    """Make the note: who declared what, what was decided by whom and when, under which article."""
    content, decision = declaration.content, declaration.decision
    people = {one.account_id: one.name for one in people_by_id(work, _both(declaration), left_too=True)}
    declarer = people.get(declaration.declarer_id, "een medewerker")
    decider = (
        people.get(declaration.decided_by, "de leidinggevende")
        if declaration.decided_by
        else "de leidinggevende"
    )
    decided_on = local_date(declaration.decided_at) if declaration.decided_at else work.today
    lines = [
        f"# {TITLE}",
        f"**Medewerker:** {escape(declarer)}",
        f"**Onderwerp:** {escape(content['label'])}",
        f"**Gemeld op:** {dutch_date(local_date(declaration.declared_at))}",
        f"**Wat er is gemeld:** {escape(content['what'])}",
        f"**Besluit:** {OUTCOMES[Outcome(str(declaration.outcome))]}, op {dutch_date(decided_on)}, door {escape(decider)}",
    ]
    for before in decision.get("earlier", [])[:1]:
        lines.append(
            f"**Verbetert:** {OUTCOMES[Outcome(before['outcome'])]}, op {before['on']}. Reden: {escape(before['why'])}"
        )
    if decision["reason"]:
        lines.append(f"**Toelichting:** {escape(decision['reason'])}")
    lines.append(f"Bron: {escape('; '.join(content['sources']))}.")
    issued = issue_letter(
        work,
        declaration.id,
        declaration.key_id,
        code=CODE,
        title=TITLE,
        addressee=ADDRESSEE,
        body="\n\n".join(lines),
    )
    wake(work)
    return issued


def _both(declaration: Declaration) -> list[uuid.UUID]:
    return [one for one in (declaration.declarer_id, declaration.decided_by) if one]


def note_of(work: Work, declaration: Declaration) -> Letter | None:
    """The newest note for the personnel file, where one was made."""
    query = select(Letter).where(Letter.matter_id == declaration.id, Letter.code == CODE)
    return work.session.scalars(query.order_by(Letter.id.desc())).first()
