"""The act of handing a case over to another organisation."""

from sqlalchemy import select

from wederhoor.cases.transfer import SOURCE, transfer
from wederhoor.complaints.acts import END, Act, done_on
from wederhoor.deadlines.case import Case
from wederhoor.rules.names import in_order
from wederhoor.tenancy.tables import Tenant
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import Work

MOST = 300
"""How many organisations are offered in a list; with more of them one is written down."""


def _organisations(work: Work) -> list[tuple[str, str]]:
    """Slug and name of the others here that can take a case over, by name; one more than are shown when there are too many."""
    own = work.session.get_one(Tenant, work.tenant_id)
    query = select(Tenant.slug, Tenant.name).where(Tenant.id != own.id, Tenant.demo == own.demo)
    found = work.session.execute(query.order_by(Tenant.name).limit(MOST + 1))
    return sorted(((row.slug, row.name) for row in found), key=lambda one: in_order(one[1]))


def _to(case: Case) -> Field:
    found = _organisations(case.work)
    if len(found) > MOST:
        return Field(
            name="to_slug",
            ask=Ask.LINE,
            label="Naam van de organisatie in het adres van dit platform",
            hint="Wat in het adres achter de eerste streep staat. Leeg als de organisatie niet met dit platform werkt.",
            maximum=40,
        )
    return Field(
        name="to_slug",
        ask=Ask.CHOICE,
        label="Naar welke organisatie?",
        choices=(("", "Een organisatie die niet met dit platform werkt"), *found),
        optional=False,
    )


def _fields(case: Case) -> tuple[Field, ...]:
    return (
        _to(case),
        Field(
            name="body",
            ask=Ask.LINE,
            label="Naam van de andere organisatie",
            hint="Alleen als zij niet met dit platform werkt. Er komt dan een brief in de printbak.",
        ),
        Field(
            name="consent",
            ask=Ask.TEXT,
            label="Hoe en wanneer stemde de klager in?",
            needed="Overdragen kan alleen als de klager ermee instemt. Schrijf op hoe dat bleek.",
        ),
        Field(
            name="reason",
            ask=Ask.TEXT,
            label="Waarom?",
            hint="Dit staat in de brief aan de klager.",
            needed="Schrijf op waarom de zaak wordt overgedragen.",
        ),
        done_on(case),
    )


def _do(case: Case, values: Values) -> None:
    transfer(
        case,
        body=values.get("body") or "",
        to_slug=(values.get("to_slug") or "").lower() or None,
        consent=values["consent"],
        reason=values["reason"],
        done_on=values["done_on"],
    )


ACTS = (
    Act(
        slug="overdragen",
        title="Overdragen aan een andere organisatie",
        lead="Dit kan alleen met instemming van de klager. De zaak gaat hier dicht; de dag waarop zij binnenkwam, gaat mee.",
        submit="Overdragen",
        group=END,
        fields=_fields,
        do=_do,
        final=lambda case: (
            f"Dossier {case.dossier.number} gaat hier dicht en kan daarna niet worden heropend. De andere organisatie krijgt de klacht."
        ),
        source=lambda _case: SOURCE,
        listed=False,
    ),
)
