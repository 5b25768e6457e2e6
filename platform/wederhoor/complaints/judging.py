"""The page of judging whether a complaint is taken up: what somebody has to see, and only what is not obvious is asked."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from flask import url_for

from wederhoor.cases import moves
from wederhoor.cases.earlier import Earlier, earlier_matters
from wederhoor.complaints.acts import STEP, Act, Beside, done_on
from wederhoor.complaints.admissibility import (
    DECLINED,
    NO,
    TAKEN_UP,
    UNLESS,
    YES,
    GroundMissing,
    GroundStands,
    Judgement,
    ReasonMissing,
    WordsMissing,
    judge_admissibility,
    source_of,
)
from wederhoor.deadlines.case import Case
from wederhoor.dossiers.content import DECISION
from wederhoor.rules.admissibility import AdmissibilityGround
from wederhoor.rules.complaint_process import MoveNotPossible
from wederhoor.rules.obvious import STARTED, Known, in_time, limit_of, shows
from wederhoor.rules.roles import JUDGES
from wederhoor.rules.wording import dutch_date
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import Refusal, Refused

GROUND, WHY = "ground_", "why_"
OTHERS = "De andere gronden: er blijkt niets van, ‘nee’ is ingevuld"


def _known(case: Case, earlier: Sequence[Earlier]) -> Known:
    """What is known of a complaint, to see which grounds somebody has to think about."""
    content = case.content
    return Known(
        event_on=date.fromisoformat(content.event_on) if content.event_on else None,
        came_in_on=case.came_in_on,
        named=bool(content.filer),
        earlier=bool(earlier),
        pending=any(one.closed_on is None for one in earlier),
        decision=content.about_kind == DECISION,
    )


def _weigh(ground: AdmissibilityGround, *, open_: bool) -> tuple[Field, ...]:
    """One ground, with the words its exception needs; what nothing shows of starts as "no" behind a summary."""
    some = ((UNLESS, f"Ja, maar: {ground.unless}"),) if ground.unless else ()
    asked = Field(
        name=f"{GROUND}{ground.code}",
        ask=Ask.RADIOS,
        label=ground.label,
        hint=str(ground.source) if ground.must else f"{ground.source}. U mag de klacht dan toch behandelen.",
        choices=((NO, "Nee, dit speelt niet"), *some, (YES, "Ja, dit is een grond")),
        optional=False,
        fold="" if open_ else OTHERS,
        start=None if open_ else NO,
    )
    if not ground.unless:
        return (asked,)
    why = Field(
        name=f"{WHY}{ground.code}",
        ask=Ask.TEXT,
        label=ground.asks or "Waarom geldt de uitzondering?",
        hint="Alleen als u ‘Ja, maar’ kiest.",
        fold="" if open_ else OTHERS,
    )
    return (asked, why)


EARLIER = "earlier"


def _earlier(case: Case) -> Sequence[Earlier]:
    """What the same person complained about before, looked up once a page."""
    if EARLIER not in case.looked:
        case.looked[EARLIER] = earlier_matters(case.work, case.dossier)
    return cast("Sequence[Earlier]", case.looked[EARLIER])


def _fields(case: Case) -> tuple[Field, ...]:
    known = _known(case, _earlier(case))
    asked = [
        one for ground in case.answers.admissibility for one in _weigh(ground, open_=shows(ground, known))
    ]
    asked.sort(key=lambda one: one.fold)
    nothing = all(one.fold for one in asked)
    verdicts = (
        (TAKEN_UP, "Ja, wij nemen de klacht in behandeling"),
        (DECLINED, "Nee, wij nemen de klacht niet in behandeling"),
    )
    return (
        *asked,
        Field(
            name="verdict",
            ask=Ask.RADIOS,
            label="Uw besluit",
            choices=verdicts,
            needed="Kies of u de klacht in behandeling neemt.",
            start=TAKEN_UP if nothing and _may_be_taken_up(case) else None,
        ),
        Field(
            name="reason",
            ask=Ask.TEXT,
            label="Motivering",
            hint="Alleen nodig als u de klacht niet in behandeling neemt. Schrijf aan de klager: deze tekst komt in de brief.",
        ),
        done_on(case, "Datum van het besluit"),
    )


def _may_be_taken_up(case: Case) -> bool:
    try:
        moves.choose_that(case, TAKEN_UP)
    except MoveNotPossible:
        return False
    return True


def _beside(case: Case) -> Sequence[Beside]:
    """The complaint, the day it is about with the line of one year, and what the same person complained about before."""
    content = case.content
    told = [text for text in (content.description, content.objection) if text]
    earlier = _earlier(case)
    known = _known(case, earlier)
    return (
        Beside(title="De klacht", lines=told or ["Er staat niets in de klacht."]),
        *_when(case, known),
        Beside(
            title="Eerdere zaken van deze persoon",
            lines=[] if earlier else ["Er is geen eerdere zaak die u mag zien."],
            links=[
                (
                    one.number,
                    url_for("desk.dossier", dossier_id=one.id),
                    f"Binnen op {dutch_date(one.arrived_on)}, "
                    + (f"gesloten op {dutch_date(one.closed_on)}" if one.closed_on else "nog in behandeling")
                    + (f". {one.about}" if one.about else ""),
                )
                for one in earlier
            ],
            warns=bool(earlier),
        ),
    )


def _when(case: Case, known: Known) -> list[Beside]:
    """The day it is about, with the line of the limit for filing, where there is one."""
    came = f"De klacht kwam binnen op {dutch_date(known.came_in_on)}."
    if known.event_on is None:
        lines = ["Wanneer het gebeurde, is niet bekend.", came]
        return [Beside(title="Wanneer", lines=lines, warns=True)]
    limit = limit_of(case.answers.admissibility)
    if limit is None:
        lines = [f"Het gebeurde op {dutch_date(known.event_on)}.", came]
        return [
            Beside(
                title="Wanneer",
                lines=[*lines, "Binnen welke tijd iemand moet klagen, zeggen de regels niet."],
            )
        ]
    last = limit.last_day(known.event_on)
    within = (
        f"Dat is binnen {limit.term}." if in_time(known, limit) else f"Dat is meer dan {limit.term} erna."
    )
    why = case.content.why_late
    lines = [
        f"De dag waarop {STARTED[limit.starts]}: {dutch_date(known.event_on)}. {limit.term} erna is {dutch_date(last)}.",
        f"{came} {within}",
        *([f"De klager schrijft waarom: {why}"] if why else []),
    ]
    return [Beside(title="Wanneer", lines=lines, warns=not in_time(known, limit))]


def _do(case: Case, values: Values) -> None:
    grounds = case.answers.admissibility
    weighed = {g.code: values[f"{GROUND}{g.code}"] for g in grounds if values.get(f"{GROUND}{g.code}")}
    admissible = values["verdict"] == TAKEN_UP
    if admissible and (left := [ground for ground in grounds if ground.code not in weighed]):
        raise Refused(f"{GROUND}{left[0].code}", "Geef bij elke grond aan of die speelt.")
    judgement = Judgement(
        admissible=admissible,
        ground=None,
        reason=values.get("reason") or "",
        done_on=values["done_on"],
        weighed=weighed,
        words={g.code: values.get(f"{WHY}{g.code}") or "" for g in grounds},
    )
    try:
        judge_admissibility(case.work, case.dossier, judgement)
    except GroundMissing:
        first = f"{GROUND}{grounds[0].code}" if grounds else "verdict"
        raise Refused(first, "Kies de grond waarop u de klacht niet in behandeling neemt.") from None
    except GroundStands as stands:
        raise Refused(
            f"{GROUND}{stands.ground.code}",
            "Op deze grond kan de klacht niet in behandeling komen",
            stands.ground.source,
        ) from None
    except WordsMissing as missing:
        raise Refused(
            f"{WHY}{missing.ground.code}",
            "Schrijf op waarom de uitzondering hier geldt.",
            missing.ground.source,
        ) from None
    except ReasonMissing:
        raise Refused(
            "reason", "Schrijf voor de klager op waarom u de klacht niet in behandeling neemt."
        ) from None


def _refusal(case: Case) -> Refusal | None:
    refused: MoveNotPossible | None = None
    for means in (TAKEN_UP, DECLINED):
        try:
            moves.choose_that(case, means)
        except MoveNotPossible as why:
            refused = refused or why
        else:
            return None
    return Refusal(reason=refused.reason) if refused else None


ACTS = (
    Act(
        slug="ontvankelijkheid",
        title="Neemt u de klacht in behandeling?",
        lead="De klager krijgt bericht van uw besluit.",
        beside=_beside,
        submit="Besluit vastleggen",
        group=STEP,
        roles=frozenset(JUDGES),
        fields=_fields,
        do=_do,
        refusal=_refusal,
        source=source_of,
        when_open=None,
        move=TAKEN_UP,
    ),
)
