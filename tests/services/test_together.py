"""Many at once, the same thing twice, and processes that are killed: nothing lost, nothing double."""

import random
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from flask import Flask
from sqlalchemy import func, select
from tests.support.processes import Submitter, running, serving, wait_until
from tests.support.smtp import mail_sink
from tests.support.visitor import Page, Visitor, visitor_at, visitor_of
from tests.support.world import COMPLETE, Organisation

from wederhoor import record_proof
from wederhoor.app import create_app
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers.tables import Dossier, Party, Statement
from wederhoor.intake import service as intake
from wederhoor.intake.tables import Draft
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.record.tables import RecordEntry, RecordHead
from wederhoor.vault.codes import grouped
from wederhoor.work import RESIDENT, Installation, utc_now

pytestmark = pytest.mark.siege

Given = TypeVar("Given")
Gotten = TypeVar("Gotten")
EARLIER = timedelta(minutes=5)
SIGNED = {"sign": "now", "signed_name": "Anna Voorbeeld", "statement": "y"}


def at_once(act: Callable[[Given], Gotten], given: Iterable[Given]) -> list[Gotten]:
    """Do it for all, each in a thread of its own, started together."""
    things = list(given)
    start = threading.Barrier(len(things))

    def one(thing: Given) -> Gotten:
        start.wait(20)
        return act(thing)

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(one, things))


def submit(organisation: Organisation, code: str) -> str:
    with organisation.work(write=True, actor=RESIDENT) as work:
        return intake.receive_complaint(work, code, signed_name="Anna Voorbeeld").number


def sequences(organisation: Organisation) -> list[int]:
    with organisation.work() as work:
        return sorted(work.session.scalars(select(Dossier.sequence)))


def is_whole(organisation: Organisation, code: str) -> bool:
    """Whether a submission is there completely. Fails the test when it is there by half."""
    with organisation.work() as work:
        draft = work.session.scalars(select(Draft).where(Draft.code_hash == work.vault.code_hash(code))).one()
        if draft.dossier_id is None:
            assert draft.body["description"] == COMPLETE["description"]
            hashed = select(Party.id).where(Party.code_hash == draft.code_hash)
            assert work.session.scalars(hashed).first() is None
            return False
        matter = draft.dossier_id
        assert work.session.get(Dossier, (work.tenant_id, matter)) is not None
        for model, column in (
            (Statement, Statement.dossier_id),
            (Party, Party.dossier_id),
            (Clock, Clock.dossier_id),
            (Letter, Letter.matter_id),
            (OutboxRow, OutboxRow.matter_id),
            (RecordEntry, RecordEntry.matter_id),
            (RecordHead, RecordHead.id),
        ):
            query = select(func.count()).select_from(model).where(column == matter)
            assert work.session.scalar(query), f"nothing in {model.__tablename__}"
        return True


def test_twenty_submissions_at_once_are_numbered_without_gaps(lumens: Organisation) -> None:
    codes = [lumens.start_draft(**COMPLETE) for _ in range(20)]
    numbers = at_once(lambda code: submit(lumens, code), codes)
    assert len(set(numbers)) == 20
    assert sequences(lumens) == list(range(1, 21))
    assert all(is_whole(lumens, code) for code in codes)
    assert record_proof.verify_record(lumens.installation) == []


def test_eight_organisations_at_once_each_count_for_themselves(
    tenant: Callable[..., Organisation],
) -> None:
    organisations = [tenant(f"org-{i}") for i in range(8)]
    given = [(each, each.start_draft(**COMPLETE)) for each in organisations for _ in range(3)]
    at_once(lambda pair: submit(*pair), given)
    assert [sequences(each) for each in organisations] == [[1, 2, 3]] * 8


def test_a_number_that_was_given_in_vain_is_given_again(lumens: Organisation) -> None:
    class PowerFailure(Exception):
        pass

    codes = [lumens.start_draft(**COMPLETE) for _ in range(2)]
    with pytest.raises(PowerFailure), lumens.work(write=True, actor=RESIDENT) as work:
        intake.receive_complaint(work, codes[0], signed_name=None)
        raise PowerFailure
    submit(lumens, codes[1])
    assert sequences(lumens) == [1]
    assert not is_whole(lumens, codes[0])


def with_code(visitor: Visitor, code: str, slug: str = "lumens") -> Page:
    """Come back with the code of a draft or a dossier."""
    return visitor.submit(visitor.get(f"/{slug}/mijn-klacht"), code=grouped(code))


def test_twenty_submissions_at_once_over_http(
    lumens: Organisation, environment: dict[str, str], tmp_path: Path
) -> None:
    codes = [lumens.start_draft(now=utc_now() - EARLIER, **COMPLETE) for _ in range(20)]
    behind_proxy = {**environment, "WEDERHOOR_PROXIES": "1", "WEDERHOOR_WORKERS": "2"}
    with serving(behind_proxy, log=tmp_path / "web.log") as address:
        visitors = [visitor_at(address, forwarded_for=f"198.51.100.{i}") for i in range(20)]
        pages = [with_code(visitor, code) for visitor, code in zip(visitors, codes, strict=True)]
        answers = at_once(
            lambda pair: pair[0].submit(pair[1], **SIGNED), list(zip(visitors, pages, strict=True))
        )
    assert [(page.status, "/ontvangst" in page.url) for page in answers] == [(200, True)] * 20
    assert sequences(lumens) == list(range(1, 21))
    assert "Traceback" not in (tmp_path / "web.log").read_text()


def test_pressed_twice_at_the_same_moment_is_one_complaint(lumens: Organisation) -> None:
    code = lumens.start_draft(**COMPLETE)
    assert len(set(at_once(lambda _: submit(lumens, code), range(6)))) == 1
    assert sequences(lumens) == [1]


@pytest.fixture
def someone(app: Flask, lumens: Organisation) -> Visitor:
    return visitor_of(app.test_client())


def test_two_clicks_over_the_web_give_the_same_receipt(app: Flask, lumens: Organisation) -> None:
    code = lumens.start_draft(now=utc_now() - EARLIER, **COMPLETE)

    visitors = [visitor_of(app.test_client()) for _ in range(2)]
    opened = [(visitor, with_code(visitor, code)) for visitor in visitors]
    first, second = at_once(lambda pair: pair[0].submit(pair[1], **SIGNED), opened)
    assert (first.status, second.status) == (200, 200)
    assert first.url == second.url == "/lumens/klacht-indienen/ontvangst"
    assert sequences(lumens) == [1]


def test_after_a_lost_answer_sending_again_shows_the_first_receipt(
    someone: Visitor, lumens: Organisation
) -> None:
    code = lumens.start_draft(now=utc_now() - EARLIER, **COMPLETE)
    check = with_code(someone, code)
    lost = someone.submit(check, follow=False, **SIGNED)
    assert lost.status == 303
    again = someone.submit(check, **SIGNED)
    assert "ontvangst" in again.url
    assert sequences(lumens) == [1]


def test_going_back_after_sending_leads_to_the_receipt(someone: Visitor, lumens: Organisation) -> None:
    code = lumens.start_draft(now=utc_now() - EARLIER, **COMPLETE)
    someone.submit(with_code(someone, code), **SIGNED)
    for page in ("controle", "verder", "vraag/naam"):
        assert "ontvangst" in someone.get(f"/lumens/klacht-indienen/{page}").url
    assert sequences(lumens) == [1]


def test_two_tabs_are_one_draft_and_one_complaint(someone: Visitor, lumens: Organisation) -> None:
    code = lumens.start_draft(now=utc_now() - EARLIER, **COMPLETE)
    one, other = with_code(someone, code), with_code(someone, code)
    edit = someone.get("/lumens/klacht-indienen/vraag/wat-is-er-gebeurd")
    someone.submit(edit, description="In het andere tabblad verder geschreven.")
    assert "ontvangst" in someone.submit(one, **SIGNED).url
    assert "ontvangst" in someone.submit(other, **SIGNED).url
    assert "ontvangst" in someone.submit(edit, description="Te laat.").url
    with lumens.work() as work:
        bodies = [statement.body for statement in work.session.scalars(select(Statement))]
    assert [body["description"] for body in bodies] == ["In het andere tabblad verder geschreven."]


def test_killed_at_fifty_moments_a_submission_is_there_or_it_is_not(
    lumens: Organisation, environment: dict[str, str], app: Flask
) -> None:
    submitter = Submitter(environment)
    try:
        durations = []
        for _ in range(3):
            code = lumens.start_draft(**COMPLETE)
            assert submitter.submit(lumens.slug, code, kill_after=None)
            durations.append(submitter.took)
        length = sorted(durations)[1]
        codes = [lumens.start_draft(now=utc_now() - EARLIER, **COMPLETE) for _ in range(50)]
        chance = random.Random()
        claims = [
            submitter.submit(lumens.slug, code, kill_after=chance.uniform(0, 1.1 * length)) for code in codes
        ]
    finally:
        submitter.close()
    there = [is_whole(lumens, code) for code in codes]
    assert all(is_there for claim, is_there in zip(claims, there, strict=True) if claim)
    assert any(there) or all(not claim for claim in claims)
    assert not all(there), "not one was killed in time"
    assert sequences(lumens) == list(range(1, 4 + sum(there)))
    assert record_proof.verify_record(lumens.installation) == []
    for code, is_there in list(zip(codes, there, strict=True))[::7]:
        page = with_code(visitor_of(app.test_client(), REMOTE_ADDR=f"198.51.100.{len(code)}"), code)
        assert page.url.endswith("/mijn-klacht" if is_there else "/klacht-indienen/controle")
    for code in (code for code, is_there in zip(codes, there, strict=True) if not is_there):
        submit(lumens, code)
    assert sequences(lumens) == list(range(1, 54))


def test_a_scheduler_killed_while_sending_is_taken_over_and_nobody_is_told_something_else(
    lumens: Organisation, environment: dict[str, str], tmp_path: Path
) -> None:
    lumens.file_complaint()
    with mail_sink() as sink:
        sending = {**environment, "WEDERHOOR_SMTP_URL": sink.url}
        sink.hold.set()
        with running(sending, "scheduler", log=tmp_path / "one.log") as leader:
            wait_until(lambda: len(sink.messages) == 1, what="no mail was sent")
            with running(sending, "scheduler", log=tmp_path / "two.log"):
                time.sleep(1.5)  # long enough to stand ready
                assert len(sink.messages) == 1, "two led at once"
                leader.kill()
                sink.hold.clear()
                sink.go_on.set()
                took = wait_until(lambda: len(sink.messages) >= 2, what="nobody took over")
                wait_until(lambda: _states(lumens) == ["sent"], what=f"{_states(lumens)}")
    assert took < 10
    assert len(sink.messages) == 2
    assert len(set(sink.ids)) == 1, "sent again under the same Message-ID"
    assert _attempts(lumens) == [2]


def _states(organisation: Organisation) -> list[str]:
    return [row.state for row in _to_complainant(organisation)]


def _attempts(organisation: Organisation) -> list[int]:
    return [row.attempts for row in _to_complainant(organisation)]


def _to_complainant(organisation: Organisation) -> list[Any]:
    with organisation.work() as work:
        return list(work.session.scalars(select(OutboxRow).where(OutboxRow.addressee.startswith("party:"))))


def test_one_occasion_is_one_row_whoever_announces_it_again(lumens: Organisation) -> None:
    from sqlalchemy.exc import IntegrityError

    from wederhoor.notices.service import Channel, Notice, announce

    filed = lumens.file_complaint()
    first = _to_complainant(lumens)[0].addressee
    twice = Notice(letter="confirmation", occasion="filed", addressee=first, channel=Channel.POST)
    with pytest.raises(IntegrityError), lumens.work(write=True) as work:
        key = work.session.get_one(Dossier, (work.tenant_id, filed.dossier_id)).key_id
        announce(work, filed.dossier_id, key, [twice])


def test_two_applications_of_one_installation_share_their_sessions(
    installation: Installation, lumens: Organisation
) -> None:
    staff = lumens.hire("Kim Bakvis", "secretary")
    one, other = create_app(installation), create_app(installation)
    client = one.test_client()
    from tests.support.world import PASSWORD

    visitor_of(client).sign_in(staff.email, PASSWORD)
    cookie = client.get_cookie("wederhoor")
    assert cookie is not None
    second = other.test_client()
    second.set_cookie("wederhoor", cookie.value)
    assert second.get("/lumens/kantoor/").status_code == 200
