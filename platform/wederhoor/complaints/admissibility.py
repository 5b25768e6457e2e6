"""Whether a complaint is taken up: each ground of the document is gone through, with its "unless", on the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wederhoor.cases import moves
from wederhoor.cases.ending import Ground, Told, close
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
from wederhoor.rules.complaint_process import Meaning
from wederhoor.rules.deadlines import TermEvent
from wederhoor.rules.provenance import Provenance
from wederhoor.work import Work

NO, UNLESS, YES = "no", "unless", "yes"
TAKEN_UP, DECLINED = Meaning.TAKEN_UP, Meaning.NOT_TAKEN_UP
ADMITTED = TermEvent.TAKEN_UP


class GroundMissing(Exception):
    """Not taking a complaint up needs a ground of the regulation."""


class ReasonMissing(Exception):
    """Not taking a complaint up needs reasons, for the complainant (KR-087)."""


class WordsMissing(Exception):
    """An exception to a ground is weighed in words: which special reason, which new facts."""

    def __init__(self, ground: AdmissibilityGround) -> None:
        super().__init__(ground.code)
        self.ground = ground


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
    one that applies, for who weighed no others. Whoever says "unless" says in `words` why.
    """

    admissible: bool
    ground: str | None
    reason: str
    done_on: date
    weighed: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    """By ground: why its exception applies."""


def judge_admissibility(work: Work, dossier: Dossier, judgement: Judgement) -> None:
    """Take the complaint up, or not with ground and reasons (KR-038, 040, 087; Awb 9:8).

    Raises MoveNotPossible, GroundMissing, GroundStands, ReasonMissing, WordsMissing or BeforeFiling.
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
    for one in answers.admissibility:
        if weighed.get(one.code) == UNLESS and not judgement.words.get(one.code, "").strip():
            raise WordsMissing(one)
    if not case.came_in_on <= judgement.done_on <= work.today:
        raise BeforeFiling
    move = moves.choose_that(case, TAKEN_UP if judgement.admissible else DECLINED)
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
            letters=move.letters or ("inadmissible",),
            facts={"ground": label, "reasons": judgement.reason, "reason": judgement.reason},
            details=details,
            meets=TermEvent.NOT_TAKEN_UP_TOLD,
        )
        close(
            case, ground, told, on=judgement.done_on, before=_gone_through(case, weighed, judgement.words)
        ).send()
        return
    dossier.step = move.to_step
    post = Post(
        case=case,
        occasion=f"admissibility:{dossier.version}" if dossier.version > 1 else "admissibility",
    )
    tell_complainants(
        post,
        move.letters or ("admissible",),
        {"timeline": timeline(answers, _to_come(work, dossier, answers))},
    )
    judged = record.Entry(
        event=Event.JUDGED_ADMISSIBLE,
        facts={},
        done_on=judgement.done_on,
        article=str(move.source),
        details=details,
        key_id=dossier.key_id if details else None,
    )
    record.append(work, dossier.id, [*_gone_through(case, weighed, judgement.words), judged, *post.entries])
    deadlines.meet(work, dossier.id, answers, ADMITTED, judgement.done_on)
    deadlines.events_happened(work, dossier.id, answers, {f"step:{move.to_step}": judgement.done_on})
    deadlines.lapse(work, dossier.id, answers, ADMITTED, "de klacht is in behandeling genomen")
    post.send()


def _to_come(work: Work, dossier: Dossier, answers: Organisation) -> list[Clock]:
    """The clocks that go on when a complaint is taken up: what was done, or is no longer needed, is no date to wait for."""
    ended = {rule.code for rule in answers.deadlines if ADMITTED in rule.lapses_on}
    clocks = deadlines.clocks_of(work, dossier.id)
    return [clock for clock in clocks if clock.state == deadlines.RUNNING and clock.code not in ended]


def _gone_through(case: Case, weighed: Mapping[str, str], words: Mapping[str, str]) -> list[record.Entry]:
    """Per ground what was found, in the document's words; why an exception applies is sealed with it, in somebody's own."""
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
    why = "\n".join(words[code] for code, answer in weighed.items() if answer == UNLESS and words.get(code))
    return [
        record.Entry(
            event=Event.GROUNDS_WEIGHED,
            facts=facts,
            article=str(source_of(case)),
            details={"reason": why} if why else None,
            key_id=case.dossier.key_id if why else None,
        )
    ]


def source_of(case: Case) -> Provenance | None:
    """The article about what is not taken up."""
    found = [move.source for move in case.process.moves if move.means is DECLINED]
    return found[0] if found else None
