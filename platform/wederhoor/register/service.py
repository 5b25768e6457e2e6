"""Give out register numbers without gaps."""

from sqlalchemy import select, update

from wederhoor.register.tables import RegisterCounter
from wederhoor.tenancy.locks import add_once
from wederhoor.work import Work


def next_sequence(work: Work, scope: str) -> int:
    """The next number within a scope, starting at 1.

    The counter's row stays locked until the transaction ends, so a number that is given is used; a transaction that
    fails gives its number back.
    """
    number = _count_on(work, scope)
    if number is None:
        # somebody else may make the counter at the same moment: then count on from theirs
        add_once(work.session, RegisterCounter(scope=scope, last=0))
        number = _count_on(work, scope)
    if number is None:
        raise LookupError(f"no counter for {scope!r}")
    return number


def _count_on(work: Work, scope: str) -> int | None:
    changed = work.session.execute(
        update(RegisterCounter)
        .where(RegisterCounter.scope == scope)
        .values(last=RegisterCounter.last + 1)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        return None
    return work.session.scalars(select(RegisterCounter.last).where(RegisterCounter.scope == scope)).one()
