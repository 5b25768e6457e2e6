"""What is measured: organisations, drafts ready to be sent, a register of any size, somebody signed in."""

import gc
import math
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import islice
from statistics import median
from urllib.parse import urlencode

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf
from sqlalchemy import create_engine
from tests.bench.load import Request

from wederhoor import operations
from wederhoor.app import create_app
from wederhoor.db import uuid7
from wederhoor.deadlines.jobs import remind_all
from wederhoor.deadlines.tables import Clock
from wederhoor.desk.filters import Filters
from wederhoor.desk.queries import register_page
from wederhoor.dossiers.finding import token
from wederhoor.dossiers.tables import FOUND_AS, Dossier, DossierToken, Party
from wederhoor.intake import drafts
from wederhoor.intake import service as intake
from wederhoor.papers.tables import Paper
from wederhoor.people import service as people
from wederhoor.people import sessions
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.record.service import NO_HASH
from wederhoor.record.tables import RecordHead
from wederhoor.rules import finding
from wederhoor.settings.service import begin_work, platform_session, store_answers
from wederhoor.tenancy.bulk import insert_many
from wederhoor.tenancy.locks import insert_rows
from wederhoor.tenancy.tables import DueTenant, Tenant, TenantOwned
from wederhoor.vault.sealed import sealed_value
from wederhoor.work import RESIDENT, SYSTEM, Actor, ActorKind, Installation, Work, utc_now

CONTENT = {
    "about_kind": "employee",
    "accused_name": "Pietersen",
    "category": "treatment",
    "description": "Er werd niet geluisterd. " * 20,
    "objection": "Zo hoort het niet. " * 5,
    "steps_taken": "Gebeld en geschreven.",
    "complainant_kind": "client",
    "given_name": "Anna",
    "surname": "Voorbeeld",
    "street": "Verzinstraat 1",
    "postal_code": "1234 AB",
    "town": "Nergenshuizen",
    "email": "anna@bewoner.example",
    "contact_channel": "email",
}
BATCH = 2_000


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """A whole sweep: how many clocks, how long, and how long each transaction kept its locks (seconds)."""

    clocks: int
    seconds: float
    cpu_seconds: float
    batches: list[float]

    def __str__(self) -> str:
        slowest = sorted(self.batches)[int(len(self.batches) * 0.99)]
        return (
            f"{self.clocks:,} clocks in {self.seconds:.1f} s: {self.clocks / self.seconds:,.0f} a second, "
            f"{1e6 * self.cpu_seconds / self.clocks:.0f} ms CPU for a thousand; a transaction takes "
            f"{1000 * median(self.batches):.0f} ms, one in a hundred over {1000 * slowest:.0f} ms"
        )


@dataclass(frozen=True, kw_only=True)
class World:
    """An installation with the application that signs its cookies."""

    installation: Installation
    app: Flask

    @classmethod
    def of(cls, installation: Installation) -> "World":
        """Build the application once."""
        return cls(installation=installation, app=create_app(installation))

    def tenant(self, slug: str, plugin: str) -> uuid.UUID:
        """An organisation with a secretariat and a committee."""
        # staff of a demo organisation are not asked for a second step
        tenant_id = operations.create_tenant(self.installation, slug=slug, plugin=plugin, demo=True)
        for name, role in (
            ("Kim Bakvis", "secretary"),
            ("Vera Voorzit", "committee_chair"),
            ("Mo Lid", "committee_member"),
        ):
            address = f"{role}@{slug}.example"
            operations.create_account(self.installation, slug=slug, email=address, name=name, roles=(role,))
        return tenant_id

    def cookie(self, values: dict[str, object]) -> tuple[str, str]:
        """(cookie header, token of the form) of a browser that holds these values."""
        with self.app.test_request_context("/"):
            from flask import session

            token = generate_csrf()
            session.update(values)
            signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
            assert signer is not None
            return f"wederhoor={signer.dumps(dict(session))}", token

    def draft(self, slug: str, tenant_id: uuid.UUID) -> str:
        """A draft that is complete but for the signature; returns its code."""
        with begin_work(self.installation, tenant_id, write=True, actor=RESIDENT, now=utc_now()) as work:
            code = drafts.start_draft(work)
            drafts.save_draft(work, code, CONTENT)
        return code

    def form_page(self, slug: str, tenant_id: uuid.UUID) -> Request:
        """One question of a draft."""
        header, _ = self.cookie({"draft": {slug: self.draft(slug, tenant_id)}})
        return Request(
            method="GET", path=f"/{slug}/klacht-indienen/vraag/wat-is-er-gebeurd", headers={"Cookie": header}
        )

    def submission(self, slug: str, tenant_id: uuid.UUID) -> Request:
        """Sending one draft."""
        header, token = self.cookie({"draft": {slug: self.draft(slug, tenant_id)}})
        body = urlencode(
            {
                "csrf_token": token,
                "sign": "now",
                "signed_name": "Anna Voorbeeld",
                "statement": "y",
                "website": "",
            }
        )
        headers = {"Cookie": header, "Content-Type": "application/x-www-form-urlencoded"}
        return Request(
            method="POST", path=f"/{slug}/klacht-indienen/controle", headers=headers, body=body, expect=303
        )

    def status_page(self, slug: str, tenant_id: uuid.UUID) -> Request:
        """The page behind a code."""
        code = self.draft(slug, tenant_id)
        with begin_work(self.installation, tenant_id, write=True, actor=RESIDENT, now=utc_now()) as work:
            intake.receive_complaint(work, code, signed_name="Anna Voorbeeld")
        header, _ = self.cookie({"case": {slug: code}})
        return Request(method="GET", path=f"/{slug}/mijn-klacht", headers={"Cookie": header})

    def register_page(self, slug: str) -> Request:
        """The register, as the secretary sees it."""
        with platform_session(self.installation, write=True) as session:
            account = people.account_by_email(session, self.installation.vault, f"secretary@{slug}.example")
            assert account is not None
            token = sessions.open_session(session, account, remember=False, now=utc_now())
        header, _ = self.cookie({"_user_id": token, "_fresh": True})
        return Request(method="GET", path=f"/{slug}/kantoor/register", headers={"Cookie": header})

    def search(self, slug: str, tenant_id: uuid.UUID, text: str) -> tuple[int, float]:
        """(rows on the page, median milliseconds) of looking something up as the secretary."""
        with platform_session(self.installation, write=False) as session:
            account = people.account_by_email(session, self.installation.vault, f"secretary@{slug}.example")
            assert account is not None
        actor = Actor(kind=ActorKind.STAFF, account_id=account.id, roles=frozenset({"secretary"}))
        times = []
        with begin_work(self.installation, tenant_id, write=False, actor=actor, now=utc_now()) as work:
            for _ in range(20):
                started = time.perf_counter()
                rows, _ = register_page(work, Filters(), text=text)
                times.append(time.perf_counter() - started)
        return len(rows), median(times) * 1000

    def thick_dossier(self, slug: str, tenant_id: uuid.UUID) -> Request:
        """The page of a dossier with 300 entries on its record and 100 papers."""
        code = self.draft(slug, tenant_id)
        with begin_work(self.installation, tenant_id, write=True, actor=RESIDENT, now=utc_now()) as work:
            dossier_id = intake.receive_complaint(work, code, signed_name="Anna Voorbeeld").dossier_id
            record.append(work, dossier_id, [record.Entry(event=Event.STATUS_READ)] * 300)
            key_id = work.vault.new_key()
            papers = [paper_row(work, dossier_id, key_id, number) for number in range(1, 101)]
            insert_rows(work.session, Paper, papers)
        request = self.register_page(slug)
        return replace(request, path=f"/{slug}/kantoor/dossiers/{dossier_id}")

    def reminders(self, tenant_id: uuid.UUID, clocks: int) -> Sweep:
        """The whole sweep that reminds of a number of clocks, while every one of them is due; two of each dossier."""
        self.fill(tenant_id, 0, clocks // 2)
        self.settle()
        now = utc_now() + timedelta(weeks=8)
        batches: list[float] = []

        @contextmanager
        def open_work() -> Iterator[Work]:
            begun = time.perf_counter()
            with begin_work(self.installation, tenant_id, write=True, actor=SYSTEM, now=now) as work:
                yield work
            batches.append(time.perf_counter() - begun)

        gc.collect()
        gc.freeze()  # as the scheduler does
        started, cpu = time.perf_counter(), time.process_time()
        look = partial(begin_work, self.installation, tenant_id, write=False, actor=SYSTEM, now=now)
        one_writer = self.installation.engine.dialect.name == "sqlite"
        count = remind_all(open_work, look if one_writer else None, seconds=math.inf).clocks
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        gc.unfreeze()
        return Sweep(clocks=count, seconds=seconds, cpu_seconds=cpu, batches=batches)

    def more_tenants(self, count: int) -> list[str]:
        """Organisations that only exist: a row and keys, without people. Returns their names in the address."""
        now, slugs = utc_now(), [f"more-{number}" for number in range(count)]
        numbers = iter(slugs)
        while batch := list(islice(numbers, 500)):
            made = [
                Tenant(
                    id=uuid7(), slug=slug, name=slug, plugin="lumens", demo=True, created_at=now, version=2
                )
                for slug in batch
            ]
            with platform_session(self.installation, write=True) as session:
                session.add_all(made)
                session.flush()
                later = now + timedelta(days=1)
                session.add_all([DueTenant(tenant_id=one.id, next_due_at=later) for one in made])
            for one in made:
                self.installation.vault.make_tenant(one.id)
        return slugs

    def fill(self, tenant_id: uuid.UUID, filled: int, size: int) -> None:
        """Put dossiers with two clocks each straight into the tables, up to a size; their texts are not needed here."""
        numbers = iter(range(filled + 1, size + 1))
        while batch := list(islice(numbers, BATCH)):
            with begin_work(self.installation, tenant_id, write=True, actor=SYSTEM, now=utc_now()) as work:
                answers_id = store_answers(work)
                work.session.flush()
                made = [self._dossier(n, answers_id) for n in batch]
                self._insert(work, Dossier, made)
                self._insert(work, RecordHead, [self._head(d["id"]) for d in made])
                parties = [self._party(work, n, d["id"]) for n, d in zip(batch, made, strict=True)]
                self._insert(work, Party, parties)
                tokens = [
                    row for n, d in zip(batch, made, strict=True) for row in self._tokens(work, n, d["id"])
                ]
                self._insert(work, DossierToken, tokens)
                self._insert(work, Clock, [row for d in made for row in self._clocks(d["id"])])

    def settle(self) -> None:
        """Let PostgreSQL count what there is now; by itself it does so within a minute, and plans badly until then."""
        settings = self.installation.config
        if self.installation.engine.dialect.name == "postgresql":
            engine = create_engine(settings.migration_url, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.exec_driver_sql("ANALYZE")
            engine.dispose()

    def _insert(self, work: Work, table: type[TenantOwned], rows: list[dict[str, object]]) -> None:
        insert_many(work.session, table, len(rows), {name: [row[name] for row in rows] for name in rows[0]})

    def _head(self, dossier_id: object) -> dict[str, object]:
        """A record of one entry, which is not needed here."""
        return {"id": dossier_id, "seq": 1, "hash": NO_HASH, "anchored_seq": 1}

    def _dossier(self, number: int, answers_id: uuid.UUID) -> dict[str, object]:
        filed = utc_now() - timedelta(minutes=number)
        closed = number % 10 != 0  # most of a register is over
        identifier = uuid7()
        return {
            "id": identifier,
            "key_id": uuid.uuid4(),
            "draft_id": identifier,
            "sequence_scope": "bench",
            "sequence": number,
            "number": f"{number:04d}-20260302-VOO-kb",
            "answers_id": answers_id,
            "step": "closed" if closed else "assess",
            "category": "treatment",
            "about_kind": "employee",
            "youth_help": "no",
            "channel": "web",
            "filed_as": "complaint",
            "regime": None,
            "filed_at": filed,
            "complaint_at": filed,
            "arrived_on": filed.date(),
            "received_on": filed.date(),
            "closed_on": filed.date() if closed else None,
            "close_ground": "decided" if closed else None,
            "short_description": "Niet teruggebeld",
            "found_as": FOUND_AS,
            "version": 1,
        }

    def _party(self, work: Work, number: int, dossier_id: object) -> dict[str, object]:
        """A complainant."""
        return {
            "id": uuid7(),
            "dossier_id": dossier_id,
            "key_id": uuid.uuid4(),
            "role": "complainant",
            "kind": "client",
            "name_sealed": b"x",
            "contact_sealed": None,
            "channel": "post",
            "surname_hash": work.vault.search_hash("surname", self._surname(number)),
            "email_hash": work.vault.search_hash("email", f"m{number}@bewoner.example"),
            "phone_hash": None,
            "account_id": None,
            "confirmed_at": None,
        }

    def _tokens(self, work: Work, number: int, dossier_id: object) -> Iterator[dict[str, object]]:
        """What every dossier is found by: a word of each, one of a thousandth of them, and a name."""
        words = finding.of_words("teruggebeld", *(("sleutel",) if number % 1_000 == 1 else ()))
        for piece in sorted(words | finding.of_name(self._surname(number))):
            yield {"id": uuid7(), "token": token(work, piece), "dossier_id": dossier_id}

    def _surname(self, number: int) -> str:
        """One in a thousand has the name that is searched for."""
        return "zeldzaam" if number % 1_000 == 1 else f"naam{number % 500}"

    def _clocks(self, dossier_id: object) -> Iterator[dict[str, object]]:
        today = utc_now().date()
        for code, weeks in (("investigation", 4), ("report", 5)):
            due = today + timedelta(weeks=weeks)
            yield {
                "id": uuid7(),
                "dossier_id": dossier_id,
                "code": code,
                "state": "running",
                "started_on": today,
                "due_on": due,
                "plain_due_on": due,
                "rollover": None,
                "explanation": "",
                "met_on": None,
                "stopped_on": None,
                "stopped_why": None,
                "next_reminder_on": due,
            }


def paper_row(work: Work, dossier_id: uuid.UUID, key_id: uuid.UUID, number: int) -> dict[str, object]:
    """A paper whose content is not needed here."""
    paper_id = uuid.uuid4()

    def sealed(column: str) -> bytes:
        return sealed_value(work.vault, key_id, Paper.__tablename__, column, paper_id, f"Stuk {number}")

    empty = {column.name: None for column in Paper.__table__.columns if column.nullable}
    return empty | {
        "id": paper_id,
        "key_id": key_id,
        "dossier_id": dossier_id,
        "number": number,
        "title_sealed": sealed("title_sealed"),
        "file_name_sealed": sealed("file_name_sealed"),
        "size": 1000,
        "state": "ready",
        "scanned": "clean",
        "received_bytes": 1000,
        "received_parts": "",
        "side": "parties",
        "origin": "platform",
        "entered_at": work.now,
        "has_original": False,
        "copy_kind": "same",
        "mentions_bsn": False,
        "version": 1,
    }
