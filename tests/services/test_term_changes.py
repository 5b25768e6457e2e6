"""Whatever was decided, in whatever order: the dates are those that follow from all of it together."""

import uuid
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.world import Organisation, on

from wederhoor.deadlines import changes
from wederhoor.deadlines import service as deadlines
from wederhoor.dossiers.tables import Dossier
from wederhoor.rules.clocks import CaseDates, GivenExtension, clock
from wederhoor.rules.deadlines import StartEvent, Term, Unit
from wederhoor.rules.term_changes import ChangeKind, TermChange

MONDAY = date(2026, 3, 2)
DAYS = st.integers(0, 60).map(lambda n: MONDAY + timedelta(days=n))
EXTENSION = st.builds(
    TermChange,
    kind=st.just(ChangeKind.POSTPONEMENT),
    code=st.sampled_from(["report", "decision"]),
    amount=st.builds(Term, st.integers(1, 5), st.just(Unit.WEEKS)),
)
URGENT = st.builds(TermChange, kind=st.just(ChangeKind.URGENT), until=DAYS)
START = st.builds(
    TermChange,
    kind=st.just(ChangeKind.START_CORRECTED),
    start=st.sampled_from([StartEvent.RECEIPT, StartEvent.ARRIVAL]),
    until=DAYS,
)
STEPS = st.lists(
    st.one_of(EXTENSION, URGENT, START, st.just("left"), st.just("report"), st.just("revoke")), max_size=6
)


@given(steps=STEPS)
@settings(
    max_examples=8,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_order_of_decisions_gives_the_dates_of_all_of_them_together(
    lumens: Organisation, steps: list[TermChange | str]
) -> None:
    filed = lumens.file_complaint(now=on(MONDAY), about_kind="organisation", accused_name="")
    starts = dict.fromkeys((StartEvent.RECEIPT, StartEvent.ARRIVAL, StartEvent.FILED), MONDAY)
    standing: dict[uuid.UUID, TermChange] = {}
    with lumens.work(write=True, now=on(MONDAY)) as work:
        dossier = work.session.get_one(Dossier, (work.tenant_id, filed.dossier_id))
        answers = work.organisation
        for step in steps:
            if isinstance(step, TermChange):
                row = changes.add_change(
                    work, dossier.id, dossier.key_id, step, decided_on=MONDAY, reason="Zo besloten."
                )
                standing[row.id] = step
                deadlines.recompute(work, dossier.id, answers)
            elif step == "report":
                starts.setdefault(StartEvent.REPORT_RECEIVED, MONDAY + timedelta(days=9))
                deadlines.event_happened(
                    work, dossier.id, answers, StartEvent.REPORT_RECEIVED, starts[StartEvent.REPORT_RECEIVED]
                )
            elif standing and step == "left":
                first = next(iter(standing))
                if standing[first].kind is ChangeKind.POSTPONEMENT:
                    deadlines.meet(work, dossier.id, answers, f"term:{first.hex}", MONDAY)
                    old = standing[first]
                    standing[first] = TermChange(
                        kind=old.kind, code=old.code, amount=old.amount, valid_on=MONDAY
                    )
            elif standing and step == "revoke":
                last = list(standing)[-1]
                if standing[last].kind is not ChangeKind.START_CORRECTED:
                    row = next(row for row in changes.changes_of(work, dossier.id) if row.id == last)
                    row.revoked_at = work.now
                    del standing[last]
                    deadlines.recompute(work, dossier.id, answers)
        dates = CaseDates(
            starts=starts | {c.start: c.until for c in standing.values() if c.start and c.until},
            extensions={
                c.code: GivenExtension(amount=c.amount, notice=c.valid_on)
                for c in standing.values()
                if c.code and c.amount
            },
            urgent_until=next(
                (c.until for c in reversed(standing.values()) if c.kind is ChangeKind.URGENT), None
            ),
        )
        shown = {row.code: row for row in deadlines.clocks_shown(work, dossier.id)}
        for rule in answers.deadlines:
            if rule.code in shown and rule.starts in starts:
                found = clock(rule, dates, on=MONDAY)
                assert (shown[rule.code].due_on, shown[rule.code].started_on) == (found.due, found.start), (
                    rule.code
                )
                assert shown[rule.code].explanation == found.explanation
