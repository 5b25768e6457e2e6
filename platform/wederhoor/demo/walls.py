"""What lies behind the wall in the demo world: invented reports and talks, and strongboxes with a passphrase everybody may know."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from wederhoor import operations
from wederhoor.confidants import service as talks
from wederhoor.confidants.opened import with_code as talk_with_code
from wederhoor.demo.people import REACHED, address
from wederhoor.misconduct import channel, handling
from wederhoor.misconduct.opened import ReportEntry, with_code
from wederhoor.misconduct.receiving import Disclosure, receive_report
from wederhoor.people.reachable import Reach, note_reach
from wederhoor.people.service import account_by_email, staff_with_role
from wederhoor.settings.service import begin_work, platform_session
from wederhoor.strongboxes.service import has_box, make_box
from wederhoor.work import AMSTERDAM, RESIDENT, SYSTEM, Actor, ActorKind, Installation, local_date

PASSPHRASE = "verzonnen wachtzin van de demo"  # noqa: S105 - told on the page itself
"""Only ever made here, for people who do not exist; the page of the strongbox tells it in the demo."""
CHEAP = 10  # a secret that stands on the page need not cost anything to guess
OFFICER, SECOND, CONFIDANT, EXTERNAL = "Inge Integer", "Otto Onderzoek", "Vic Vertrouwd", "Nora Nabij"
EVERYWHERE = "nora.nabij@vertrouwd.voorbeeld.example"


@dataclass(frozen=True, kw_only=True)
class Then:
    """Something that happens to a report so many days after it came in."""

    after: int
    act: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Report:
    """One invented report."""

    days_ago: int
    text: str
    naming: str = "anonymous"
    way: str = "written"
    name: str = ""
    blamed: str = ""
    fear: str = ""
    then: tuple[Then, ...] = field(default_factory=tuple)


ACKNOWLEDGED = "Wij hebben uw melding ontvangen en nemen haar serieus. Binnen drie maanden leest u hier wat wij ervan vinden."
REPORTS = (
    Report(
        days_ago=2,
        text="In het magazijn worden spullen van klanten verkocht. Ik zag het drie keer, steeds op vrijdag.",
        blamed="Iemand van het magazijn",
    ),
    Report(
        days_ago=11,
        naming="confidential",
        name="Mirre Melder",
        text="Er worden uren gedeclareerd voor bezoeken die niet zijn geweest.",
        blamed="Een teamleider",
        fear="Ik ben bang dat ik andere diensten krijg.",
        then=(
            Then(after=4, act="acknowledge", text=ACKNOWLEDGED),
            Then(after=5, act="reporter", text="De lijst van oktober laat het goed zien."),
        ),
    ),
    Report(
        days_ago=86,
        naming="named",
        name="Teun Tippel",
        text="Bij de aanbesteding van de taxi's wist één bedrijf de prijs van de anderen.",
        blamed="Een inkoper",
        then=(
            Then(after=3, act="acknowledge", text=ACKNOWLEDGED),
            Then(after=10, act="step", text="Stukken van de aanbesteding veiliggesteld."),
            Then(after=20, act="ask", text="Een accountant zoekt het uit en wil u spreken."),
            Then(after=22, act="agree"),
            Then(after=40, act="step", text="Gesprek van de accountant met de melder geweest."),
        ),
    ),
    Report(
        days_ago=33,
        way="spoken",
        text="Medicijnen worden niet geteld voordat zij worden uitgegeven.",
        then=(
            Then(
                after=1, act="sign", text="Medicijnen worden vaak niet geteld voordat zij worden uitgegeven."
            ),
            Then(after=2, act="acknowledge", text=ACKNOWLEDGED),
        ),
    ),
    Report(
        days_ago=170,
        naming="confidential",
        name="Lies Luistervink",
        text="Privégegevens van klanten staan open op een gedeelde schijf.",
        then=(
            Then(after=2, act="acknowledge", text=ACKNOWLEDGED),
            Then(
                after=45, act="feedback", text="U had gelijk. De schijf is dicht en het is gemeld bij de AP."
            ),
            Then(after=50, act="plan"),
            Then(after=60, act="close", text="Dank voor uw melding."),
            Then(after=80, act="check", text="Hoe gaat het nu met u?"),
            Then(after=82, act="answer", text="Goed, dank u. Niemand weet ervan."),
        ),
    ),
    Report(
        days_ago=360,
        text="Een leverancier betaalde een vakantie.",
        then=(
            Then(after=3, act="acknowledge", text=ACKNOWLEDGED),
            Then(after=60, act="feedback", text="Wij vonden hier niets van terug."),
            Then(after=61, act="close", text="Wij sluiten af."),
            Then(after=300, act="destroy"),
        ),
    ),
)
THEMES_LAST_YEAR = ("bullying",) * 6 + ("conflict",) + ("dilemma",)


@dataclass(frozen=True, kw_only=True)
class Wall:
    """One organisation, its people with strongboxes, and when it all happens."""

    installation: Installation
    tenant_id: uuid.UUID
    slug: str
    now: datetime
    minutes: int

    def _at(self, days_ago: int, hour: int) -> datetime:
        day = local_date(self.now) - timedelta(days=days_ago)
        return datetime.combine(day, time(hour), AMSTERDAM) + timedelta(minutes=self.minutes)

    def _account(self, email: str) -> uuid.UUID:
        with platform_session(self.installation, write=False) as session:
            account = account_by_email(session, self.installation.vault, email)
            assert account is not None  # noqa: S101 - hired a moment ago
            return account.id

    def live(self, since: date) -> None:
        """Everything that happens, in order."""
        self._hire(since)
        for _, do in sorted(self._tell(), key=lambda happening: happening[0]):
            do()

    def _hire(self, since: date) -> None:
        """A second officer and a confidant of all organisations; strongboxes (the second officer has one at the first only)."""
        for name, email, role in (
            (SECOND, address(SECOND, self.slug), "integrity_officer"),
            (EXTERNAL, EVERYWHERE, "confidant"),
        ):
            operations.create_account(
                self.installation, slug=self.slug, email=email, name=name, roles=(role,), valid_from=since
            )
        with begin_work(self.installation, self.tenant_id, write=True, actor=SYSTEM, now=self.now) as work:
            for number, one in enumerate(staff_with_role(work, REACHED)):
                note_reach(work, one.account_id, Reach(phone=f"088 000 00 1{number}", email=one.email))
        with_box = (OFFICER, CONFIDANT) if self.minutes else (OFFICER, CONFIDANT, SECOND)
        for email in (*(address(name, self.slug) for name in with_box), EVERYWHERE):
            account_id = self._account(email)
            with platform_session(self.installation, write=True) as session:
                if not has_box(session, account_id):
                    make_box(session, account_id, PASSPHRASE, self.now, memory_log2=CHEAP)

    def _tell(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """Everything that happens, with its moment."""
        officer = self._staff(address(OFFICER, self.slug))
        for report in REPORTS:
            at = self._at(report.days_ago, 9)
            codes: list[str] = []
            yield at, partial(self._begin, report, at, codes)
            for then in report.then:
                moment = self._at(report.days_ago - then.after, 11)
                yield moment, partial(self._go_on, codes, then, moment, officer)
        yield from self._talks()

    def _staff(self, email: str) -> Actor:
        return Actor(kind=ActorKind.STAFF, account_id=self._account(email))

    def _begin(self, report: Report, at: datetime, codes: list[str]) -> None:
        body: dict[str, Any] = {"text": report.text, "relation": "employee", "fear": report.fear}
        if report.way == "spoken":
            body["account"] = {"how": "phone", "recorded": False}
        disclosure = Disclosure(
            naming=report.naming,
            way=report.way,
            body=body,
            who={"name": report.name, "reach": ""},
            blamed=report.blamed,
        )
        with begin_work(self.installation, self.tenant_id, write=True, actor=RESIDENT, now=at) as work:
            codes.append(receive_report(work, disclosure).code)

    def _go_on(self, codes: list[str], then: Then, at: datetime, officer: Actor) -> None:
        from_reporter = then.act in ("reporter", "agree", "sign", "answer")
        actor = RESIDENT if from_reporter else officer
        destroyed = None
        with begin_work(self.installation, self.tenant_id, write=True, actor=actor, now=at) as work:
            opened = with_code(work, codes[0], lock=True)
            match then.act:
                case "acknowledge":
                    handling.acknowledge(work, opened, then.text)
                case "reporter":
                    channel.write_back(work, opened, then.text)
                case "step":
                    handling.note_step(work, opened, then.text, work.today)
                case "ask":
                    handling.ask_release(work, opened, "de accountant", then.text)
                case "agree":
                    entries = opened.entries(work)
                    asked = next(entry.id for entry in entries if entry.kind is ReportEntry.RELEASE_ASKED)
                    channel.answer_release(work, opened, asked, "yes")
                case "sign":
                    channel.sign_account(work, opened, then.text, "akkoord")
                case "feedback":
                    handling.give_feedback(work, opened, then.text)
                case "plan":
                    for days in (30, 150):
                        handling.plan_check(work, opened, work.today + timedelta(days=days))
                case "check":
                    handling.ask_check(work, opened, then.text)
                case "answer":
                    channel.answer_check(work, opened, then.text)
                case "close":
                    later = work.today + timedelta(days=365)
                    outcome = "established" if then.text.startswith("Dank") else "not_established"
                    handling.close_report(work, opened, outcome, then.text, later)
                case "destroy":
                    destroyed = handling.destroy(work, opened)
        if destroyed is not None:
            self.installation.vault.destroy(self.tenant_id, destroyed)

    def _talks(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        email = address(CONFIDANT, self.slug)
        end_of_last_year = date(local_date(self.now).year - 1, 12, 20)
        ago = (local_date(self.now) - end_of_last_year).days
        for number, theme in enumerate(THEMES_LAST_YEAR):
            at = self._at(min(ago + number * 7, 395), 15)
            yield at, partial(self._talk, email, theme, "Gesproken en afgerond.", at)
        for days, theme, text, name in (
            (20, "dilemma", "Vraagt zich af of een cadeau van een oud-klant mag.", ""),
            (9, "conflict", "Ruzie in het team. Wil eerst zelf het gesprek aan.", "Wim Werker"),
        ):
            at = self._at(days, 15)
            yield at, partial(self._talk, email, theme, text, at, name)
        at = self._at(4, 20)
        yield at, partial(self._letter, email, at)
        outside = self._at(6, 16)
        yield (
            outside,
            lambda: self._talk(EVERYWHERE, "bullying", "Wordt genegeerd sinds een melding.", outside),
        )

    def _talk(self, email: str, theme: str, text: str, at: datetime, name: str = "") -> None:
        actor = self._staff(email)
        with begin_work(self.installation, self.tenant_id, write=True, actor=actor, now=at) as work:
            me = next(one for one in talks.confidants_today(work) if one.account_id == actor.account_id)
            opened = talks.begin(work, me, theme, text, name=name)
            if text.endswith("afgerond."):
                talks.close_talk(work, opened, "Tot zo ver.")

    def _letter(self, email: str, at: datetime) -> None:
        actor = self._staff(email)
        with begin_work(self.installation, self.tenant_id, write=True, actor=RESIDENT, now=at) as work:
            me = next(one for one in talks.confidants_today(work) if one.account_id == actor.account_id)
            code = talks.write_to(
                work, me, "Mijn leidinggevende maakt opmerkingen over hoe ik eruitzie. Wat kan ik doen?"
            )
        with begin_work(
            self.installation, self.tenant_id, write=True, actor=actor, now=at + timedelta(hours=13)
        ) as work:
            opened = talk_with_code(work, code, lock=True)
            talks.describe(work, opened, "sexual", "")
            talks.write_message(
                work, opened, "Wat vervelend. U hoeft dit niet te accepteren. Zullen wij praten?"
            )
        with begin_work(
            self.installation, self.tenant_id, write=True, actor=RESIDENT, now=at + timedelta(hours=15)
        ) as work:
            talks.write_back(work, talk_with_code(work, code, lock=True), "Graag. Liever niet op kantoor.")
