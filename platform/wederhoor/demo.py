"""The demo world: invented people and complaints, loaded once into a new embedded database."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from wederhoor import operations
from wederhoor.complaints.service import Judgement, judge_admissibility
from wederhoor.dossiers.service import find_by_code
from wederhoor.intake import service as intake
from wederhoor.organisation import build_organisation
from wederhoor.plugins import installed_plugins
from wederhoor.rules.complaint_process import ComplaintProcess
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

COMPLAINTS = (
    # days ago, surname, given name, category, about, what happened, complete?, then
    (
        1,
        "Voorbeeld",
        "Anna",
        "treatment",
        "Wil Wijkwerker",
        "Ik werd niet teruggebeld en aan de balie weggestuurd.",
        True,
        "",
    ),
    (
        2,
        "van Dummy",
        "Bert",
        "agreements",
        "",
        "Mijn afspraak is drie keer verzet zonder bericht.",
        False,
        "",
    ),
    (
        4,
        "Verzonnen",
        "Carla",
        "personal_data",
        "Wil Wijkwerker",
        "Mijn buurvrouw wist van mijn schulden.",
        True,
        "admissible",
    ),
    (9, "Proef", "Driss", "expertise", "", "Ik kreeg een verkeerd advies over mijn toeslag.", True, ""),
    (
        16,
        "Testman",
        "Els",
        "service",
        "",
        "De huiskamer was maanden dicht, niemand zei iets.",
        True,
        "inadmissible",
    ),
    (
        21,
        "Fictief",
        "Farah",
        "treatment",
        "Sanne Teamleider",
        "Er werd tegen mij geschreeuwd.",
        True,
        "admissible",
    ),
    (23, "Nep", "Gerrit", "agreements", "", "Niemand reageert op mijn brieven.", True, "withdrawn"),
    (40, "Bedacht", "Hanna", "service", "", "De begeleiding stopte zonder overleg.", True, "admissible"),
)


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
            address = f"{person.name.lower().replace(' ', '.')}@{slug}.voorbeeld.example"
            operations.create_account(
                installation,
                slug=slug,
                email=address,
                name=person.name,
                roles=person.roles,
                initials=person.initials,
            )
        if isinstance(answers.process, ComplaintProcess):
            for row in COMPLAINTS:
                _file(installation, tenant_id, now - timedelta(days=row[0], hours=row[0] % 5), row)


def _file(installation: Installation, tenant_id: uuid.UUID, at: datetime, row: tuple[object, ...]) -> None:
    _, surname, given_name, category, about, text, complete, then = row
    values = {
        "about_kind": "employee" if about else "organisation",
        "accused_name": about,
        "category": category,
        "youth_help": "no",
        "description": text,
        "objection": "Zo hoort het niet te gaan." if complete else "",
        "steps_taken": "Ik heb gebeld en een brief gestuurd." if complete else "",
        "complainant_kind": "client",
        "given_name": given_name,
        "surname": surname,
        "street": "Verzinstraat 1",
        "postal_code": "1234 AB",
        "town": "Nergenshuizen",
        "email": f"{str(given_name).lower()}@bewoner.example",
        "contact_channel": "email",
    }
    with begin_work(installation, tenant_id, write=True, actor=RESIDENT, now=at) as work:
        code = intake.start_draft(work)
        intake.save_draft(work, code, values)
        signed = f"{given_name} {surname}" if complete else None
        intake.receive_complaint(work, code, signed_name=signed)
    if then:
        _then(installation, tenant_id, code, str(then), at + timedelta(days=1))


def _then(installation: Installation, tenant_id: uuid.UUID, code: str, then: str, at: datetime) -> None:
    staff = Actor(kind=ActorKind.SYSTEM, roles=frozenset({"secretary"}))
    with begin_work(installation, tenant_id, write=True, actor=staff, now=at) as work:
        dossier = find_by_code(work, work.vault.code_hash(code), lock=True)
        if then == "withdrawn":
            intake.withdraw_complaint(work, dossier, "Wij hebben het uitgepraat.")
            return
        grounds = {ground.code for ground in work.organisation.admissibility}
        moves = {move.code for move in intake.process_of(work.organisation).moves}
        if f"judge_{then}" not in moves or "older_than_a_year" not in grounds:
            return
        judgement = Judgement(
            admissible=then == "admissible",
            ground=None if then == "admissible" else "older_than_a_year",
            reason="" if then == "admissible" else "Het is langer dan een jaar geleden gebeurd.",
            done_on=work.today,
        )
        judge_admissibility(work, dossier, judgement)
