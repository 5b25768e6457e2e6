"""Give out register numbers without gaps."""

from sqlalchemy import bindparam, update

from wederhoor.numbering.tables import RegisterCounter
from wederhoor.tenancy.locks import add_once, change_row
from wederhoor.work import Work

_COUNTERS = RegisterCounter.__table__
_COUNT_ON = (
    update(RegisterCounter)
    .where(_COUNTERS.c.tenant_id == bindparam("tenant"), _COUNTERS.c.scope == bindparam("in_scope"))
    .values(last=_COUNTERS.c.last + 1)
    .returning(_COUNTERS.c.last)
)


def next_sequence(work: Work, scope: str) -> int:
    """The next number within a scope, starting at 1.

    The counter's row stays locked until the transaction ends, so a number that is given is used; a transaction that
    fails gives its number back.
    """
    number = change_row(work.session, _COUNT_ON, in_scope=scope)
    if number is None:
        # somebody else may make the counter at the same moment: then count on from theirs
        add_once(work.session, RegisterCounter(scope=scope, last=0))
        number = change_row(work.session, _COUNT_ON, in_scope=scope)
    if number is None:
        raise LookupError(f"no counter for {scope!r}")
    return int(number)
