"""Mending what was recorded wrongly: by a new entry with a reason, and the clocks are computed again."""

import uuid

from wederhoor.cases.correcting import (
    DATA,
    _dates,
    correct_date,
    correct_party,
    mendable,
)
from wederhoor.cases.reversing import reverse_naming
from wederhoor.complaints.acts import CORRECT, Act
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called, called_in
from wederhoor.notices.service import NoticeGone
from wederhoor.rules.wording import dutch_date
from wederhoor.web.asking import (
    CHOOSE,
    Ask,
    Field,
    Values,
)
from wederhoor.web.fields import LINE
from wederhoor.work import Refusal, Refused

WHY = Field(name="reason", ask=Ask.TEXT, label="Waarom?", needed="Schrijf op waarom u dit verbetert.")


ASKED = {"postal_code": Ask.POSTAL_CODE, "email": Ask.EMAIL, "phone": Ask.PHONE}


def _party_fields(case: Case) -> tuple[Field, ...]:
    people = [(str(party.id), str(called(party))) for party in mendable(case)]
    return (
        Field(
            name="party",
            ask=Ask.RADIOS,
            label="Van wie?",
            choices=tuple(people),
            needed="Kies iemand uit de lijst.",
        ),
        *(Field(name=name, ask=ASKED.get(name, Ask.LINE), label=label, maximum=LINE) for name, label in DATA),
        Field(
            name="channel",
            ask=Ask.CHOICE,
            label="Hoe gaan berichten?",
            choices=(("", "Blijft zoals het is"), ("email", "Per e-mail"), ("post", "Per post")),
        ),
        Field(
            name="consent",
            ask=Ask.TEXT,
            label="Hoe en wanneer stemde deze persoon in met e-mail?",
            hint="Alleen als berichten voortaan per e-mail gaan. Een adres alleen is geen instemming.",
        ),
        WHY,
    )


def _reverse_fields(case: Case) -> tuple[Field, ...]:
    confirmed = [p for p in dossiers.accused_of(case.work, case.dossier.id) if p.confirmed_at]
    people = called_in(case.work, confirmed)
    named = tuple((str(party.id), people[party.id].full) for party in confirmed)
    return (
        Field(
            name="party",
            ask=Ask.RADIOS,
            label="Over wie gaat de klacht toch niet?",
            choices=named,
            needed="Kies wie.",
        ),
        Field(
            name="reason",
            ask=Ask.TEXT,
            label="Waarom?",
            hint="Is deze persoon al ingelicht, dan staat dit in de brief.",
            needed="Schrijf op waarom.",
        ),
    )


def _reverse(case: Case, values: Values) -> None:
    try:
        reverse_naming(case, party_id=uuid.UUID(values["party"]), reason=values["reason"])
    except NoticeGone:
        raise Refused("party", "Deze persoon is al geen aangeklaagde meer.") from None


def _nobody_named(case: Case) -> Refusal | None:
    if any(p.confirmed_at for p in dossiers.accused_of(case.work, case.dossier.id)):
        return None
    return Refusal(reason="Er is nog niemand bevestigd als aangeklaagde")


def _date_fields(case: Case) -> tuple[Field, ...]:
    choices = tuple((key, f"{what}: {dutch_date(day)}") for key, (what, day) in _dates(case))
    return (
        Field(
            name="which",
            ask=Ask.CHOICE,
            label="Welke datum?",
            choices=(CHOOSE, *choices),
            needed="Kies een datum.",
        ),
        Field(name="right", ask=Ask.DATE, label="De goede datum", needed="Vul de goede datum in."),
        WHY,
    )


ACTS = (
    Act(
        slug="datum-verbeteren",
        title="Een datum verbeteren",
        lead="De termijnen worden opnieuw berekend. De oude datum blijft in het logboek staan.",
        submit="Verbeteren",
        group=CORRECT,
        fields=_date_fields,
        do=lambda case, v: correct_date(case, which=v["which"], right=v["right"], reason=v["reason"]),
        when_open=None,
        listed=False,
    ),
    Act(
        slug="partij-verbeteren",
        title="Gegevens van een partij verbeteren",
        lead="Vul alleen in wat er anders moet. Berichten die nog niet weg zijn, gaan naar het goede adres.",
        submit="Verbeteren",
        group=CORRECT,
        fields=_party_fields,
        do=lambda case, v: correct_party(case, party_id=uuid.UUID(v["party"]), values=v, reason=v["reason"]),
        when_open=None,
        listed=False,
    ),
    Act(
        slug="aangeklaagde-terugdraaien",
        title="De klacht gaat niet over deze persoon",
        lead=(
            "Wie ten onrechte is aangewezen, is geen aangeklaagde meer en kan het dossier weer zien als dat bij het werk hoort. "
            "Was deze persoon ingelicht, dan volgt er een brief."
        ),
        submit="Terugdraaien",
        group=CORRECT,
        fields=_reverse_fields,
        do=_reverse,
        refusal=_nobody_named,
        when_open=None,
        listed=False,
    ),
)
