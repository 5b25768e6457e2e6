"""A code and what it opens never leave together: not in one stack to print, and not by post to one person on one day."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select

from wederhoor.notices.letters import CODE_LETTERS
from wederhoor.notices.service import State
from wederhoor.notices.tables import OutboxRow
from wederhoor.work import Work

MIXED = (
    "Een brief met een code gaat niet in één stapel met andere brieven: dan komt de code in één envelop met wat ermee te lezen is. "
    "Kies alleen brieven met een code, of alleen andere brieven."
)
TWO_CODES = "Twee codes voor dezelfde persoon gaan niet in één stapel. Print ze apart, en doe ze op verschillende dagen op de post."
SAME_DAY = (
    "Op deze dag ging al een brief naar dezelfde persoon op de post. Een code en wat ermee te lezen is gaan niet op dezelfde dag: wie "
    "de post van die dag in handen krijgt, heeft anders beide. Doe deze brief op een andere dag op de post."
)


def refused_stack(rows: Sequence[OutboxRow]) -> str:
    """Why these letters do not go to the printer, or to the post, together; empty when they may."""
    codes = [row for row in rows if row.letter in CODE_LETTERS]
    if codes and len(codes) < len(rows):
        return MIXED
    if len({(row.matter_id, row.addressee) for row in codes}) < len(codes):
        return TWO_CODES
    return ""


def refused_day(work: Work, rows: Collection[OutboxRow], on: date) -> str:
    """Why these letters do not go by post on a day: the other half went to the same person that day; empty when they may."""
    query = select(OutboxRow).where(
        OutboxRow.matter_id.in_({row.matter_id for row in rows}),
        OutboxRow.posted_on == on,
        OutboxRow.state.in_([State.POSTED.value, State.DELIVERED.value]),
    )
    went = list(work.session.scalars(query))
    for row in rows:
        code = row.letter in CODE_LETTERS
        same = [
            one
            for one in went
            if (one.matter_id, one.addressee) == (row.matter_id, row.addressee) and one.id != row.id
        ]
        if any(code or one.letter in CODE_LETTERS for one in same):
            return SAME_DAY
    return ""
