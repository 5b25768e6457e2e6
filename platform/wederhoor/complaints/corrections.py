"""Mending what was recorded wrongly: by a new entry with a reason, and the clocks are computed again."""

import uuid

from wederhoor.cases.correcting import (
    _dates,
    correct_date,
    correct_party,
    data_of,
    known_of,
    mendable,
)
from wederhoor.cases.reversing import reverse_naming
from wederhoor.complaints.acts import CORRECT, Act
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called, called_in
from wederhoor.dossiers.tables import Party
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


ASKED = {
    "postal_code": Ask.POSTAL_CODE,
    "email": Ask.EMAIL,
    "phone": Ask.PHONE,
    "instructions": Ask.TEXT,
    "no_post": Ask.CHECK,
    "no_email": Ask.CHECK,
    "no_voicemail": Ask.CHECK,
}
WAYS = (
    ("email", "Per e-mail"),
    ("post", "Per post"),
    ("phone", "Per telefoon: u belt"),
    ("pick_up", "Wordt hier opgehaald"),
    ("page", "Op de eigen pagina, met de code"),
)


def _party_fields(case: Case) -> tuple[Field, ...]:
    """Everything that is known of each, to change or to make empty; each behind their name when there are several."""
    people = mendable(case)
    asked = [field for party in people for field in _of_party(party, alone=len(people) == 1)]
    return (*asked, WHY)


def _of_party(party: Party, *, alone: bool) -> list[Field]:
    known, fold = known_of(party), "" if alone else str(called(party))
    fields = [
        Field(
            name=f"{name}_{party.id.hex}",
            ask=ASKED.get(name, Ask.LINE),
            label=label,
            maximum=LINE,
            optional=False,
            fold=fold,
            start=(known[name] == "yes") if ASKED.get(name) is Ask.CHECK else known[name],
        )
        for name, label in data_of(party)
    ]
    if len(fields) == 1:
        return fields
    channel = Field(
        name=f"channel_{party.id.hex}",
        ask=Ask.CHOICE,
        label="Hoe gaan berichten?",
        choices=WAYS,
        fold=fold,
        start=party.channel,
        optional=False,
    )
    consent = Field(
        name=f"consent_{party.id.hex}",
        ask=Ask.TEXT,
        label="Hoe en wanneer stemde deze persoon in met e-mail?",
        hint="Alleen als berichten voortaan per e-mail gaan. Een adres alleen is geen instemming.",
        fold=fold,
    )
    return [*fields, channel, consent]


def _correct(case: Case, values: Values) -> None:
    """Everyone of whom something was changed; at least one."""
    changed = False
    for party in mendable(case):
        end, given = f"_{party.id.hex}", dict[str, str]()
        for name, value in values.items():
            if name.endswith(end):
                text = ("yes" if value else "") if isinstance(value, bool) else value or ""
                given[name.removesuffix(end)] = text
        known = {**known_of(party), "channel": party.channel, "consent": ""}
        if all(known[name] == text.strip() for name, text in given.items()):
            continue
        changed = True
        try:
            correct_party(case, party_id=party.id, values=given, reason=values["reason"])
        except Refused as refused:
            raise Refused(refused.field + end if refused.field in given else "", refused.reason) from None
    if not changed:
        raise Refused("", "U heeft nog niets veranderd.")


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
        lead="Dit is wat er nu staat. Verander wat niet klopt, of maak het leeg. Wat nog niet weg is, gaat naar het goede adres.",
        submit="Verbeteren",
        group=CORRECT,
        fields=_party_fields,
        do=_correct,
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
