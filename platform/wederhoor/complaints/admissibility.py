"""Whether a complaint is taken up: each ground of the document is gone through, with its "unless", on the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wederhoor.cases import moves
from wederhoor.cases.ending import Ground, Told, close
from wederhoor.complaints.acts import Act, done_on
from wederhoor.correspondence.facts import timeline
from wederhoor.correspondence.telling import Post, tell_complainants
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case, case_of
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers.tables import Dossier
from wederhoor.organisation import Organisation
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.admissibility import AdmissibilityGround
from wederhoor.rules.complaint_process import MoveNotPossible
from wederhoor.rules.provenance import Provenance
from wederhoor.rules.roles import JUDGES
from wederhoor.web.asking import Ask, Field, Values
from wederhoor.work import Refusal, Refused, Work

NO, UNLESS, YES = "no", "unless", "yes"
GROUND = "ground_"
TAKEN_UP, DECLINED = "judge_admissible", "judge_inadmissible"
ADMITTED = "judged_admissible"


class GroundMissing(Exception):
    """Not taking a complaint up needs a ground of the regulation."""


class ReasonMissing(Exception):
    """Not taking a complaint up needs reasons, for the complainant (KR-087)."""


class BeforeFiling(Exception):
    """An act cannot have been done before the complaint came in, nor in the future."""


class GroundStands(Exception):
    """The document excludes a complaint to which this ground applies without its exception."""

    def __init__(self, ground: AdmissibilityGround) -> None:
        super().__init__(ground.code)
        self.ground = ground


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """Whether a complaint is taken up. `done_on` is the day it was decided; `reason` is for the complainant.

    `weighed` says of each ground whether it applies ("no", "unless": it does but for its exception, "yes"); `ground` is
    one that applies, for who weighed no others.
    """

    admissible: bool
    ground: str | None
    reason: str
    done_on: date
    weighed: Mapping[str, str] = field(default_factory=dict)


def judge_admissibility(work: Work, dossier: Dossier, judgement: Judgement) -> None:
    """Take the complaint up, or not with ground and reasons (KR-038, 040, 087; Awb 9:8).

    Raises MoveNotPossible, GroundMissing, GroundStands, ReasonMissing or BeforeFiling.
    """
    case = case_of(work, dossier)
    answers = case.answers
    weighed = {**judgement.weighed, **({judgement.ground: YES} if judgement.ground else {})}
    found = [ground for ground in answers.admissibility if weighed.get(ground.code) == YES]
    if judgement.admissible and (standing := [ground for ground in found if ground.must]):
        raise GroundStands(standing[0])
    if not judgement.admissible and not found:
        raise GroundMissing
    if not judgement.admissible and not judgement.reason.strip():
        raise ReasonMissing
    if not case.came_in_on <= judgement.done_on <= work.today:
        raise BeforeFiling
    move = moves.choose(case, TAKEN_UP if judgement.admissible else DECLINED, moves.facts_of(case))
    label = "\n".join(ground.label for ground in found)
    details = {"reason": judgement.reason} if judgement.reason else None
    if not judgement.admissible:
        ground = Ground(
            code=f"inadmissible:{found[0].code}",
            label="niet in behandeling",
            source=found[0].source,
            event=Event.JUDGED_INADMISSIBLE,
            facts={"ground": " ".join(ground.label for ground in found)},
            step=move.to_step,
        )
        told = Told(
            letters=("inadmissible",),
            facts={"ground": label, "reasons": judgement.reason, "reason": judgement.reason},
            details=details,
            meets="inadmissibility_sent",
        )
        close(case, ground, told, on=judgement.done_on, before=_gone_through(case, weighed)).send()
        return
    dossier.step = move.to_step
    post = Post(
        case=case,
        occasion=f"admissibility:{dossier.version}" if dossier.version > 1 else "admissibility",
    )
    tell_complainants(
        post, ("admissible",), {"timeline": timeline(answers, _to_come(work, dossier, answers))}
    )
    judged = record.Entry(
        event=Event.JUDGED_ADMISSIBLE,
        facts={},
        done_on=judgement.done_on,
        article=str(move.source),
        details=details,
        key_id=dossier.key_id if details else None,
    )
    record.append(work, dossier.id, [*_gone_through(case, weighed), judged, *post.entries])
    deadlines.lapse(work, dossier.id, answers, ADMITTED, "de klacht is in behandeling genomen")
    post.send()


def _to_come(work: Work, dossier: Dossier, answers: Organisation) -> list[Clock]:
    """The clocks that go on when a complaint is taken up: what was done, or is no longer needed, is no date to wait for."""
    ended = {rule.code for rule in answers.deadlines if ADMITTED in rule.lapses_on}
    clocks = deadlines.clocks_of(work, dossier.id)
    return [clock for clock in clocks if clock.state == deadlines.RUNNING and clock.code not in ended]


def _gone_through(case: Case, weighed: Mapping[str, str]) -> list[record.Entry]:
    """Per ground what was found; the words are the document's, nobody's own."""
    said = {NO: "nee", YES: "ja"}
    parts = []
    for ground in case.answers.admissibility:
        answer = weighed.get(ground.code)
        if answer is not None:
            meaning = said.get(answer, f"ja, maar: {ground.unless}")
            parts.append(f"{ground.label.removesuffix('.')}: {meaning.removesuffix('.')}.")
    if not parts:
        return []
    facts = {"grounds": " ".join(parts)}
    return [record.Entry(event=Event.GROUNDS_WEIGHED, facts=facts, article=str(_source(case)))]


def _source(case: Case) -> Provenance | None:
    found = [move.source for move in case.process.moves if move.code == DECLINED]
    return found[0] if found else None


def _fields(case: Case) -> tuple[Field, ...]:
    asked = []
    for ground in case.answers.admissibility:
        some = ((UNLESS, f"Ja, maar: {ground.unless}"),) if ground.unless else ()
        hint = str(ground.source) if ground.must else f"{ground.source}. U mag de klacht dan toch behandelen."
        asked.append(
            Field(
                name=f"{GROUND}{ground.code}",
                ask=Ask.RADIOS,
                label=ground.label,
                hint=hint,
                choices=((NO, "Nee, dit speelt niet"), *some, (YES, "Ja, dit is een grond")),
                optional=False,
            )
        )
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
        ),
        Field(
            name="reason",
            ask=Ask.TEXT,
            label="Motivering",
            hint="Schrijf aan de klager. Neemt u de klacht niet in behandeling, dan komt deze tekst in de brief.",
        ),
        done_on(case, "Datum van het besluit"),
    )


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
    except ReasonMissing:
        raise Refused(
            "reason", "Schrijf voor de klager op waarom u de klacht niet in behandeling neemt."
        ) from None


def _refusal(case: Case) -> Refusal | None:
    refused: MoveNotPossible | None = None
    for code in (TAKEN_UP, DECLINED):
        try:
            moves.choose(case, code, moves.facts_of(case))
        except MoveNotPossible as why:
            refused = refused or why
        else:
            return None
    return Refusal(reason=refused.reason) if refused else None


ACTS = (
    Act(
        slug="ontvankelijkheid",
        title="Neemt u de klacht in behandeling?",
        lead="Loop de gronden na. De klager krijgt bericht van uw besluit.",
        submit="Besluit vastleggen",
        roles=frozenset(JUDGES),
        fields=_fields,
        do=_do,
        refusal=_refusal,
        source=_source,
        when_open=None,
        move=TAKEN_UP,
    ),
)
