"""What templates know of an answer and of a declaration."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wederhoor.declarations.deciding import row_of
from wederhoor.declarations.service import (
    Step,
    Whereto,
    acts_of,
    giver_before,
    giver_hash,
    readers_of,
)
from wederhoor.declarations.sums import Sum, given_in_year
from wederhoor.declarations.tables import Declaration
from wederhoor.declarations.topics import Judged, topic_by_code
from wederhoor.declarations.words import (
    LATE,
    OUTCOMES,
    PARTS,
    SILENT_ON,
    STEPS,
    TONES,
    euro,
    headline,
    worth_in_words,
)
from wederhoor.organisation import Organisation
from wederhoor.people.service import names_of
from wederhoor.rules.declaring import Lateness, Outcome, Part, acted_on
from wederhoor.rules.duties import Duty
from wederhoor.rules.roles import SUPERVISOR
from wederhoor.rules.tables import Verdict
from wederhoor.work import Work, local_date


def answer_view(judged: Judged, to: Whereto, organisation: Organisation) -> dict[str, Any]:
    """The answer of the code: verdict, duties, articles with their section, questions, silences, and the road."""
    assessment, handling = judged.assessment, judged.handling
    return {
        "verdict": headline(
            assessment.verdict,
            judged.facts,
            asked=handling.asked and judged.may_declare,
            decides=_called([(one.role, one.name) for one in to.readers]),
        ),
        "tone": TONES[assessment.verdict],
        "explanation": assessment.explanation,
        "duties": [duty_in_words(duty) for duty in assessment.duties],
        "articles": list(assessment.numbers),
        "sources": [str(source) for source in dict.fromkeys(assessment.sources)],
        "questions": list(assessment.questions),
        "silent_on": silences(assessment.silent_on),
        "breach": assessment.breach,
        "caution": organisation.code_edition.caution,
        "edition": organisation.code_edition.title,
        "may_declare": judged.may_declare,
        "asked": handling.asked,
        "decides": handling.decides,
        "readers": readers_view(to),
        "remarks": [*handling.remarks, *to.remarks],
        "rights": [
            {"code": right.code, "says": right.says, "number": right.number} for right in judged.row.rights
        ],
        "follow_up": [
            f"{one.what} ({one.number}{f', eerst {one.term}' if one.term else ''})"
            for one in judged.row.follow_up
        ],
        "into_file": handling.into_file,
        "at_year_end": handling.at_year_end,
        "days": organisation.profile.declarations.days,
        "seen": seen_of(judged),
    }


def _called(readers: Sequence[tuple[str, str]]) -> str:
    """Who decides, as whoever declares reads it: the first who reads it."""
    role, name = readers[0] if readers else (SUPERVISOR, "leidinggevende")
    return f"uw {name}" if role == SUPERVISOR else f"de {name}"


def seen_of(judged: Judged) -> str:
    """Which answer was shown, for the form to carry."""
    return f"{judged.row.code}:{judged.assessment.verdict.value}"


def duty_in_words(duty: Duty) -> str:
    """ "medewerker: het geschenk melden bij leidinggevende, als u het ontvangt"."""
    return in_words(duty.who, duty.what, duty.to, duty.when)


def in_words(who: str, what: str, to: str, when: str) -> str:
    """A duty as one line."""
    return f"{who[:1].upper()}{who[1:]}: {what} ({to}{f', {when}' if when else ''})"


def silences(points: Iterable[str]) -> list[str]:
    """What the code says nothing about, in words; a point whose words stand in the explanation already is left out."""
    return [SILENT_ON[point] for point in dict.fromkeys(points) if point in SILENT_ON]


def readers_view(to: Whereto) -> list[dict[str, str]]:
    """Who will read it: what the code calls them, who that is today, and their part."""
    return [
        {
            "name": reader.name,
            "people": ", ".join(person.name for person in reader.people),
            "part": PARTS[reader.part],
        }
        for reader in to.readers
    ]


def sum_view(total: Sum | None, organisation: Organisation, *, year: int, own: bool) -> dict[str, Any] | None:
    """What a giver gave this year, and whether the code has a rule about it."""
    if total is None or total.gifts == 0:
        return None
    amount = euro(total.low) if total.low == total.high else f"tussen {euro(total.low)} en {euro(total.high)}"
    ruled = "earlier_this_year" in acted_on(organisation.gift_policy, silences=False)
    return {
        "gifts": total.gifts,
        "amount": amount,
        "unknown": total.unknown,
        "known": total.gifts > total.unknown,
        "year": year,
        "ruled": ruled,
        "own": own,
    }


def declaration_view(work: Work, declaration: Declaration, answers: Organisation) -> dict[str, Any]:
    """One declaration, as everybody who may read it sees it."""
    content: Mapping[str, Any] = declaration.content
    decision = declaration.decision or {}
    named = names_of(work, [one for one in (declaration.declarer_id, declaration.decided_by) if one])
    deciders = {one["by"]: uuid.UUID(one["by"]) for one in decision.get("earlier", []) if one["by"]}
    names = names_of(work, list(deciders.values())) if deciders else {}
    earlier_by = {text: names.get(account, "") for text, account in deciders.items()}
    return {
        "label": content["label"],
        "what": content["what"],
        "who": content["who"],
        "story": content["story"],
        "declarer": named.get(declaration.declarer_id, "een medewerker"),
        "declared_at": declaration.declared_at,
        "happened_on": declaration.happened_on,
        "worth": worth_in_words(declaration.cents_low, declaration.cents_high)
        if asks_worth(answers, declaration)
        else None,
        "verdict": headline(
            Verdict(declaration.verdict),
            content["facts"],
            asked=bool(content["asked"]),
            decides=_called(list(content["readers"].items())),
        ),
        "tone": TONES[Verdict(declaration.verdict)],
        "explanation": content["explanation"],
        "sources": content["sources"],
        "articles": content["numbers"],
        "duties": [in_words(*duty) for duty in content["duties"]],
        "edition": content["edition"],
        "breach": content["breach"],
        "remarks": content["remarks"],
        "step": STEPS[declaration.step],
        "badge": badge(declaration.step, declaration.outcome),
        "late": late_in_words(declaration.lateness, declaration),
        "lateness": declaration.lateness,
        "decide_by": declaration.decide_by if declaration.step == Step.OPEN else None,
        "outcome": OUTCOMES[Outcome(declaration.outcome)] if declaration.outcome else None,
        "reason": decision.get("reason", ""),
        "destination": decision.get("destination", ""),
        "decided_at": declaration.decided_at,
        "earlier": [
            {**one, "outcome": OUTCOMES[Outcome(one["outcome"])], "by": earlier_by.get(one["by"], "")}
            for one in decision.get("earlier", [])
        ],
        "decided_by": named.get(declaration.decided_by) if declaration.decided_by else None,
        "review_on": declaration.review_on,
        "share_year": declaration.share_year,
    }


def asks_worth(answers: Organisation, declaration: Declaration) -> bool:
    """Whether the code it was judged by looks at amounts on this topic."""
    topic = topic_by_code(answers, declaration.topic)
    return topic is not None and "value" in acted_on(topic.policy)


def badge(step: str, outcome: str | None) -> str:
    """The colour of a state."""
    if step == Step.OPEN:
        return "warning"
    good = (Outcome.ACCEPTED.value, Outcome.AGREED.value, Outcome.NOTED.value)
    return "ok" if step == Step.DECIDED and outcome in good else "quiet"


def late_in_words(lateness: str, declaration: Declaration) -> str:
    """ "te laat gemeld", or how many days afterwards where the code gives none."""
    days = 0
    if declaration.happened_on is not None:
        days = (local_date(declaration.declared_at) - declaration.happened_on).days
    if lateness == Lateness.AFTERWARDS and days > 0:
        return f"{days} {'dag' if days == 1 else 'dagen'} later gemeld"
    return LATE[Lateness(lateness)]


def people_view(work: Work, declaration: Declaration) -> list[dict[str, Any]]:
    """Who reads it and what each did, with names."""
    readers = readers_of(work, declaration)
    accounts = [one for reader in readers for one in (reader.account_id, reader.seen_by) if one]
    named = names_of(work, list(set(accounts)))
    called = declaration.content["readers"]
    return [
        {
            "name": called.get(reader.role, reader.role),
            "person": named.get(reader.account_id, "") if reader.account_id else "",
            "part": PARTS[Part(reader.part)],
            "seen_at": reader.seen_at,
            "words": reader.words or "",
            "nobody": reader.account_id is None and reader.role == SUPERVISOR,
        }
        for reader in readers
    ]


def acts_view(work: Work, declaration: Declaration, *, rights: bool) -> list[dict[str, Any]]:
    """What was done after it: the rights the declarer uses, or what others noted."""
    row = row_of(work, declaration)
    if row is None:
        return []
    words = {right.code: (right.says, right.number) for right in row.rights}
    if not rights:
        words |= {one.code: (one.what, one.number) for one in row.follow_up}
    acts = [act for act in acts_of(work, declaration) if act.code in words]
    named = names_of(work, list({act.account_id for act in acts if act.account_id}))
    return [
        {
            "says": words[act.code][0],
            "number": words[act.code][1],
            "done_on": act.done_on,
            "until_on": act.until_on,
            "over": act.until_on is not None and act.until_on < work.today,
            "note": act.note or "",
            "by": named.get(act.account_id, "") if act.account_id else "",
        }
        for act in acts
    ]


def giver_view(
    work: Work, declaration: Declaration, answers: Organisation, *, own: bool
) -> dict[str, Any] | None:
    """What this giver gave that year, to this person or to everybody here."""
    declarer = declaration.declarer_id if own else None
    who = declaration.content["who"] or ""
    now, before = (giver_hash(work, who), giver_before(work, who)) if declaration.giver_hash else (None, None)
    total = given_in_year(work, now, declaration.year, before=before, declarer=declarer)
    return sum_view(total, answers, year=declaration.year, own=own)
