"""The demo world: invented people and complaints, loaded once into a new embedded database."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from wederhoor import operations
from wederhoor.complaints.service import Judgement, judge_admissibility
from wederhoor.dossiers.service import find_by_code
from wederhoor.intake import drafts
from wederhoor.intake import service as intake
from wederhoor.intake.process import process_of
from wederhoor.notices.mail import KeepTransport
from wederhoor.organisation import build_organisation
from wederhoor.plugins import installed_plugins
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.scheduler import sweep
from wederhoor.settings.service import begin_work
from wederhoor.work import RESIDENT, Actor, ActorKind, Installation, local_date, utc_now

PHONE = "088 000 00 00"
HOURS = "op werkdagen van 9.00 tot 12.00 uur"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone invented, and what they do here."""

    name: str
    roles: tuple[str, ...]
    initials: str = ""


PEOPLE = (
    Person(name="Kim Bakvis", roles=("secretary",), initials="kb"),
    Person(name="Joost Kwaliteit", roles=("quality_officer",)),
    Person(name="Vera Voorzit", roles=("committee_chair",)),
    Person(name="Mo Meedenker", roles=("committee_member",)),
    Person(name="Lena Luister", roles=("committee_member",)),
    Person(name="Dirk Directeur", roles=("director",)),
    Person(name="Wil Wijkwerker", roles=("employee",)),
    Person(name="Sanne Teamleider", roles=("employee",)),
)


@dataclass(frozen=True, kw_only=True)
class Story:
    """An invented complaint: how long ago, by whom, about what, and what happened next."""

    days_ago: int
    surname: str
    given_name: str
    category: str
    text: str
    about: str = ""
    complete: bool = True
    then: str = ""


STORIES = (
    Story(days_ago=40, surname="Bedacht", given_name="Hanna", category="service", then="admissible",
          text="De begeleiding stopte zonder overleg. Ik hoorde het van mijn buurvrouw."),
    Story(days_ago=23, surname="Nep", given_name="Gerrit", category="agreements", then="withdrawn",
          text="Niemand reageert op mijn brieven."),
    Story(days_ago=21, surname="Fictief", given_name="Farah", category="treatment", about="Sanne Teamleider", then="admissible",
          text="Er werd tegen mij geschreeuwd waar anderen bij waren."),
    Story(days_ago=16, surname="Testman", given_name="Els", category="service", then="inadmissible",
          text="De huiskamer was twee jaar geleden maanden dicht en niemand zei iets."),
    Story(days_ago=9, surname="Proef", given_name="Driss", category="expertise",
          text="Ik kreeg een verkeerd advies over mijn toeslag en moet nu terugbetalen."),
    Story(days_ago=4, surname="Verzonnen", given_name="Carla", category="personal_data", about="Wil Wijkwerker", then="admissible",
          text="Mijn buurvrouw wist van mijn schulden. Dat kan alleen van de wijkwerker komen."),
    Story(days_ago=2, surname="van Dummy", given_name="Bert", category="agreements", complete=False,
          text="Mijn afspraak is drie keer verzet zonder bericht."),
    Story(days_ago=1, surname="Voorbeeld", given_name="Anna", category="treatment", about="Wil Wijkwerker",
          text="Ik werd niet teruggebeld en aan de balie weggestuurd."),
)  # fmt: skip


def load(installation: Installation) -> None:
    """Make one organisation for every installed plugin; those that take complaints here get people and complaints."""
    now = utc_now()
    for plugin in installed_plugins():
        answers = build_organisation(plugin, on=local_date(now))
        slug = answers.profile.slug
        contact = {"phone": PHONE, "phone_hours": HOURS}
        tenant_id = operations.create_tenant(
            installation, slug=slug, plugin=plugin, settings=contact, demo=True
        )
        for person in PEOPLE:
            operations.create_account(
                installation,
                slug=slug,
                email=f"{person.name.lower().replace(' ', '.')}@{slug}.voorbeeld.example",
                name=person.name,
                roles=person.roles,
                initials=person.initials,
                valid_from=local_date(now) - timedelta(days=400),
            )
        if isinstance(answers.process, ComplaintProcess):
            for story in STORIES:
                _tell(
                    installation,
                    tenant_id,
                    now - timedelta(days=story.days_ago, hours=story.days_ago % 5),
                    story,
                )


def _tell(installation: Installation, tenant_id: uuid.UUID, at: datetime, story: Story) -> None:
    values = {
        "about_kind": "employee" if story.about else "organisation",
        "accused_name": story.about,
        "category": story.category,
        "youth_help": "no",
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
        "contact_channel": "email",
    }
    with begin_work(installation, tenant_id, write=True, actor=RESIDENT, now=at) as work:
        code = drafts.start_draft(work)
        drafts.save_draft(work, code, values)
        signed = f"{story.given_name} {story.surname}" if story.complete else None
        intake.receive_complaint(work, code, signed_name=signed)
    _time_passes(installation, at + timedelta(minutes=1))
    next_day = at + timedelta(days=1)
    if story.then:
        _go_on(installation, tenant_id, code, story.then, next_day)
    if next_day < utc_now():
        _time_passes(installation, next_day)


def _time_passes(installation: Installation, moment: datetime) -> None:
    """What the scheduler would have done by then; the mail stays in the mailbox."""
    sweep(installation, KeepTransport(), now=lambda: moment)


def _go_on(installation: Installation, tenant_id: uuid.UUID, code: str, then: str, at: datetime) -> None:
    secretary = Actor(kind=ActorKind.SYSTEM, roles=frozenset({"secretary"}))
    with begin_work(installation, tenant_id, write=True, actor=secretary, now=at) as work:
        dossier, party = find_by_code(work, work.vault.code_hash(code), lock=True)
        if then == "withdrawn":
            intake.withdraw_complaint(work, dossier, party, "Wij hebben het uitgepraat.")
            return
        grounds = {ground.code for ground in work.organisation.admissibility}
        moves = {move.code for move in process_of(work.organisation).moves}
        if f"judge_{then}" not in moves or "older_than_a_year" not in grounds:
            return
        judgement = Judgement(
            admissible=then == "admissible",
            ground=None if then == "admissible" else "older_than_a_year",
            reason="" if then == "admissible" else "Het is langer dan een jaar geleden gebeurd.",
            done_on=work.today,
        )
        judge_admissibility(work, dossier, judgement)
