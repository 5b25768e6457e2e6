"""The demo world: invented people and complaints, loaded once into a new embedded database.

Everything is done by the same use cases as in real life, in the order in which it would have happened, while the
scheduler visits at the end of each day; so every date, letter and line of the record is what the rules make of it.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from wederhoor import operations
from wederhoor.cases import naming
from wederhoor.cases.withdrawing import withdraw_by
from wederhoor.complaints.acts import Act, why_not
from wederhoor.complaints.catalogue import acts_of
from wederhoor.correspondence import leaving, looks
from wederhoor.deadlines.case import Case, case_of
from wederhoor.demo import declarations
from wederhoor.demo.correspondence import Correspondence
from wederhoor.demo.people import ADDRESS, HOURS, PEOPLE, PHONE, SECRETARY, STAND_IN, address
from wederhoor.demo.stories import CALLS, LOOKED, POSTED, STORIES, TOLD, Story, Then
from wederhoor.demo.walls import Wall
from wederhoor.dossiers.service import find_by_code
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.intake import drafts
from wederhoor.intake import service as intake
from wederhoor.notices.mail import KeepTransport
from wederhoor.notices.service import NoticeGone, State
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.operations import Works
from wederhoor.people.service import staff_with_role
from wederhoor.plugin_health import working
from wederhoor.rules.complaint_process import ComplaintProcess, MoveNotPossible
from wederhoor.rules.working_hours import next_working_hour
from wederhoor.scheduler import sweep
from wederhoor.settings.service import begin_work
from wederhoor.tasks.service import TaskKind, add_task
from wederhoor.web.asking import Ask, Field
from wederhoor.work import (
    AMSTERDAM,
    RESIDENT,
    Actor,
    ActorKind,
    Installation,
    Work,
    local_date,
    utc_now,
)

SECRETARIAT = frozenset({"secretary", "quality_officer", "committee_chair"})
WITHDRAWN = "withdrawn"
TEXT = "Zie het verslag in het dossier."


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something that happened at a moment, to be done in order of time."""

    at: datetime
    do: Callable[[], None]
    quiet: bool = False
    """Nothing waits for the scheduler that day: it comes by when there is more."""


def load(installation: Installation) -> None:
    """Make one organisation for every installed plugin that is well; those that take complaints here get people and complaints."""
    now = utc_now()
    happenings: list[Happening] = []
    made: dict[str, uuid.UUID] = {}
    for number, (plugin, answers) in enumerate(working(local_date(now))):
        slug = answers.profile.slug
        contact = {"phone": PHONE, "phone_hours": HOURS, "postal_address": ADDRESS}
        if not isinstance(answers.profile.complaints_email, str):
            contact["complaints_email"] = f"klachten@{slug}.example"
        since = local_date(now) - timedelta(days=400)
        tenant_id = operations.create_tenant(
            installation, slug=slug, plugin=plugin, settings=contact, since=since, demo=True
        )
        _hire(installation, slug, since)
        Wall(installation=installation, tenant_id=tenant_id, slug=slug, now=now, minutes=number * 7).live(
            since
        )
        happenings += [
            Happening(at=at, do=do, quiet=True)
            for at, do in declarations.stories(installation, tenant_id, now)
        ]
        if isinstance(answers.process, ComplaintProcess):
            world = World(installation=installation, tenant_id=tenant_id, now=now, minutes=number * 7)
            for story in STORIES:
                happenings += world.tell(story)
            world.calls()
            made[slug] = tenant_id
    _live(installation, sorted(happenings, key=lambda one: one.at), now)
    last = next(reversed(made), None)  # the others hand a complaint over to it
    for slug, tenant_id in made.items():
        to = None if slug == last else last
        Correspondence(installation=installation, tenant_id=tenant_id, now=now, hands_over_to=to).tell()
    _scheduler(installation, now)


def _hire(installation: Installation, slug: str, since: date) -> None:
    for person in PEOPLE:
        operations.create_account(
            installation,
            slug=slug,
            email=address(person.name, slug),
            name=person.name,
            roles=person.roles,
            initials=person.initials,
            valid_from=since,
            works=Works(
                kind=person.kind,
                team=person.team,
                under=address(person.under, slug) if person.under else None,
            )
            if person.team
            else None,
        )


def _live(installation: Installation, happenings: list[Happening], now: datetime) -> None:
    """Let everything happen in order; at the end of a day with news the scheduler does what it would have done."""
    news = {local_date(one.at) for one in happenings if not one.quiet}
    for number, happening in enumerate(happenings):
        happening.do()
        day = local_date(happening.at)
        last = number + 1 == len(happenings) or local_date(happenings[number + 1].at) > day
        if last and day in news:
            _scheduler(installation, min(datetime.combine(day, time(16, 45), AMSTERDAM), now))
    _scheduler(installation, now)


def _scheduler(installation: Installation, moment: datetime) -> None:
    """What the scheduler would have done by then; the mail stays in the mailbox."""
    sweep(installation, KeepTransport(), now=lambda: moment)


@dataclass(frozen=True, kw_only=True)
class World:
    """One organisation while its stories are told. `minutes` sets its clock apart from the others'."""

    installation: Installation
    tenant_id: uuid.UUID
    now: datetime
    minutes: int

    def tell(self, story: Story) -> Iterator[Happening]:
        """What happens in a story."""
        filed = self._moment(story.days_ago, hour=10)
        codes: list[str] = []
        yield Happening(at=filed, do=lambda: codes.append(self._file(story, filed)))
        for then in (Then(after=1, act="omschrijven"), Then(after=1, act="toewijzen"), *story.then):
            if then.after >= story.days_ago:
                continue
            at = self._moment(story.days_ago - then.after, hour=14)
            yield Happening(at=at, do=lambda then=then, at=at: self._go_on(story, codes[0], then, at))  # type: ignore[misc]

    def _moment(self, days_ago: int, hour: int) -> datetime:
        day = local_date(self.now) - timedelta(days=days_ago)
        return datetime.combine(day, time(hour), AMSTERDAM) + timedelta(minutes=self.minutes)

    def _work(self, actor: Actor, at: datetime) -> Any:
        return begin_work(self.installation, self.tenant_id, write=True, actor=actor, now=at)

    def _file(self, story: Story, at: datetime) -> str:
        with self._work(RESIDENT, at) as work:
            known = {category.code for category in work.organisation.categories}
            values = {
                "about_kind": "employee" if story.about else "organisation",
                "accused_name": story.about,
                "category": story.category if story.category in known else "other",
                "youth_help": "no",
                "event_on": (work.today - timedelta(days=story.happened)).isoformat(),
                "description": story.text,
                "objection": "Zo hoort het niet te gaan." if story.complete else "",
                "steps_taken": "Ik heb gebeld en een brief gestuurd." if story.complete else "",
                "complainant_kind": "client",
                "given_name": story.given_name,
                "surname": story.surname,
                "street": "Verzinstraat 1",
                "postal_code": "1234 AB",
                "town": "Nergenshuizen",
                "email": f"{story.given_name.lower()}@bewoner.example",
                "contact_channel": story.channel,
                "contact_consent": "yes" if story.channel == "email" else "",
                **story.more,
            }
            code = drafts.start_draft(work)
            drafts.save_draft(work, code, values)
            signed = f"{story.given_name} {story.surname}" if story.complete else None
            intake.receive_complaint(work, code, signed_name=signed)
        return code

    def _go_on(self, story: Story, code: str, then: Then, at: datetime) -> None:
        with self._work(self._secretary(at), at) as work:
            dossier, party = find_by_code(work, work.vault.code_hash(code), lock=True)
            match then.act:
                case "omschrijven" if story.short:
                    values = {"text": story.short, "category": dossier.category, "knowingly": True}
                    _do(case_of(work, dossier), "omschrijven", values)
                case "omschrijven":
                    return
                case "toewijzen":
                    names = {person.name: str(person.account_id) for person in naming.employees(work)}
                    given = {"handler": names[SECRETARY], "stand_in": names[STAND_IN]}
                    _do(case_of(work, dossier), "toewijzen", given)
                case _:
                    self._act(work, story, dossier, party, then)

    def _act(self, work: Work, story: Story, dossier: Dossier, party: Party, then: Then) -> None:
        if then.act == WITHDRAWN:
            withdraw_by(case_of(work, dossier), party, "Wij hebben het uitgepraat.")
        elif then.act == LOOKED:
            _send_drafts(work, dossier)
        elif then.act == POSTED:
            _post(work, dossier)
        elif then.act == TOLD:
            _confirm(work, dossier, story.about)
        else:
            values = dict(then.values)
            if isinstance(values.get("until"), int):
                values["until"] = work.today + timedelta(days=values["until"])
            for slug in then.act.split():
                if _do(case_of(work, dossier), slug, values):
                    break

    def _secretary(self, at: datetime) -> Actor:
        with begin_work(self.installation, self.tenant_id, write=False, actor=RESIDENT, now=at) as work:
            (kim,) = staff_with_role(work, ("secretary",))
        return Actor(kind=ActorKind.STAFF, account_id=kim.account_id, roles=SECRETARIAT)

    def calls(self) -> None:
        """People who asked to be called."""
        with self._work(RESIDENT, self.now) as work:
            for call in CALLS:
                add_task(work, TaskKind.CALL_BACK, call, due_on=work.today)


def _do(case: Case, slug: str, given: dict[str, Any]) -> bool:
    """Do an act as somebody would who fills in what is asked; False where this organisation does not know it now."""
    act = next((one for one in acts_of(case) if slug in (one.slug, one.move)), None)
    if act is None or why_not(act, case) is not None:
        return False
    act.do(case, _filled(act, case, given))
    return True


def _filled(act: Act, case: Case, given: dict[str, Any]) -> dict[str, Any]:
    return {field.name: given.get(field.name, _usual(field, case)) for field in act.fields(case)}


def _usual(field: Field, case: Case) -> Any:
    """What is filled in when a story does not say."""
    chosen = [value for value, _ in field.choices if value]
    if field.name.startswith("ground_"):
        return "no"
    if field.start not in (None, ""):
        return field.start
    if field.ask is Ask.DATE:
        return case.work.today
    if field.ask in (Ask.RADIOS, Ask.CHOICE):
        return chosen[0] if chosen else ""
    if field.ask is Ask.NUMBER:
        return 1
    if field.ask is Ask.CHECK:
        return bool(field.needed)
    return TEXT if field.needed else ""


def _send_drafts(work: Work, dossier: Dossier) -> None:
    waiting = (Letter.matter_id == dossier.id) & Letter.issued_at.is_(None) & Letter.discarded_at.is_(None)
    for letter in work.session.scalars(select(Letter).where(waiting)).all():
        looks.send_draft(work, letter, seen=looks.versions_of(work, letter)[-1].number)


def _post(work: Work, dossier: Dossier) -> None:
    rows = (OutboxRow.matter_id == dossier.id) & (OutboxRow.state == State.TO_POST.value)
    for row in work.session.scalars(select(OutboxRow).where(rows)).all():
        leaving.mark_posted(work, row.id, work.today, SECRETARY)


def _confirm(work: Work, dossier: Dossier, name: str) -> None:
    people = {person.name: person for person in naming.employees(work)}
    supervisor = people["Sanne Teamleider"] if name != "Sanne Teamleider" else None
    try:
        naming.confirm_accused(
            work,
            dossier,
            accused=people[name],
            supervisor=supervisor,
            not_before=next_working_hour(work.now.astimezone(AMSTERDAM)).astimezone(UTC),
        )
    except (NoticeGone, MoveNotPossible):
        return
