"""Algemene wet bestuursrecht, title 9.1 and 9.2 (complaints about public bodies), version of 1 January 2026.

A term starts when the body has the complaint (art. 9:8, 9:11), complete or not.
"""

from wederhoor.rules.admissibility import AdmissibilityGround, FilingLimit, RequiredItem, Sign
from wederhoor.rules.deadlines import Calendar, DeadlineRule, Extension, StartEvent, Term, Unit
from wederhoor.rules.letters import Addressee
from wederhoor.rules.provenance import Statute

ACT = "Awb"
_CLOSED = ("withdrawn", "closed", "satisfied")
_DECLINED = ("inadmissibility_sent", *_CLOSED)


def article(number: str) -> Statute:
    """An article of this act."""
    return Statute(act=ACT, article=number)


_ADJOURN = Extension(
    at_most=Term(4, Unit.WEEKS),
    by="het bestuursorgaan",
    notice_to=("klager", "degene over wie de klacht gaat"),
    addressees=(Addressee.COMPLAINANT, Addressee.ACCUSED),
    needs_notice=True,
    source=article("9:11 lid 2"),
)

HANDLING = DeadlineRule(
    code="awb_handling",
    label="De klacht is afgehandeld",
    term=Term(6, Unit.WEEKS),
    starts=StartEvent.ARRIVAL,
    source=article("9:11 lid 1"),
    calendar=Calendar.ATW,
    met_by="findings_sent",
    lapses_on=_DECLINED,
    reminders=(-14, -7, -2, 0, 1),
    for_parties=True,
    extension=_ADJOURN,
    consent=article("9:11 lid 3"),
)

HANDLING_WITH_ADVICE = DeadlineRule(
    code="awb_handling_committee",
    label="De klacht is afgehandeld, na advies",
    term=Term(10, Unit.WEEKS),
    starts=StartEvent.ARRIVAL,
    source=article("9:11 lid 1"),
    calendar=Calendar.ATW,
    met_by="findings_sent",
    lapses_on=_DECLINED,
    reminders=(-14, -7, -2, 0, 1),
    for_parties=True,
    extension=_ADJOURN,
    consent=article("9:11 lid 3"),
)

NOT_TAKEN_UP = DeadlineRule(
    code="awb_not_taken_up",
    label="Laten weten of wij de klacht behandelen",
    term=Term(4, Unit.WEEKS),
    starts=StartEvent.ARRIVAL,
    source=article("9:8 lid 3"),
    calendar=Calendar.ATW,
    met_by="inadmissibility_sent",
    # Art. 9:8 lid 3 is about a complaint that is not taken up: findings sent show that it was.
    lapses_on=("judged_admissible", "findings_sent", *_CLOSED),
    reminders=(-7, -2, 0, 1),
    for_parties=True,
)

OMBUDSMAN = DeadlineRule(
    code="awb_ombudsman",
    label="Laatste dag om naar de ombudsman te gaan",
    term=Term(1, Unit.YEARS),
    starts=StartEvent.FINDINGS_SENT,
    source=article("9:24 lid 1"),
    calendar=Calendar.ATW,
    met_by="ombudsman_asked",
    for_parties=True,
    chance=True,
)

PORTAL_WITHIN = Term(48, Unit.HOURS)
PORTAL_NOTICE = DeadlineRule(
    code="awb_portal_notice",
    label="Melden dat er een bericht klaarstaat",
    term=PORTAL_WITHIN,
    starts=StartEvent.PLACED_IN_PORTAL,
    source=article("2:10 lid 1"),
    calendar=Calendar.ATW,
    met_by="portal_notice_sent",
)

DEADLINES = (HANDLING, NOT_TAKEN_UP, OMBUDSMAN)

REQUIRED_CONTENT = (
    RequiredItem(
        code="name_address",
        label="Uw naam en adres",
        explanation="Zo weten we wie u bent en waar we u kunnen bereiken.",
        source=article("9:4 lid 2 a"),
    ),
    RequiredItem(
        code="date",
        label="De datum",
        explanation="De dag waarop u uw klacht schrijft.",
        source=article("9:4 lid 2 b"),
    ),
    RequiredItem(
        code="description",
        label="Waar uw klacht over gaat",
        explanation="Beschrijf wat er is gebeurd.",
        source=article("9:4 lid 2 c"),
    ),
    RequiredItem(
        code="signature",
        label="Uw handtekening",
        explanation="Een handtekening op papier of een elektronische handtekening.",
        source=article("9:4 lid 2"),
    ),
)


def _may(
    code: str,
    label: str,
    number: str,
    unless: str | None = None,
    *,
    sign: Sign | None = None,
    limit: FilingLimit | None = None,
) -> AdmissibilityGround:
    return AdmissibilityGround(
        code=code, label=label, unless=unless, must=False, source=article(number), sign=sign, limit=limit
    )


GROUNDS = (
    _may(
        "handled_before",
        "Over dit gedrag is al eerder een klacht behandeld.",
        "9:8 lid 1 a",
        sign=Sign.HANDLED_EARLIER,
    ),
    _may(
        "older_than_a_year",
        "Het gedrag was meer dan een jaar voor het indienen.",
        "9:8 lid 1 b",
        sign=Sign.TOO_LATE,
        limit=FilingLimit(term=Term(1, Unit.YEARS)),
    ),
    _may("objection_possible", "U kon tegen dit gedrag bezwaar maken.", "9:8 lid 1 c", sign=Sign.DECISION),
    _may(
        "appeal_possible",
        "U kunt of kon naar de bestuursrechter.",
        "9:8 lid 1 d",
        "De klacht gaat over een besluit dat te laat komt.",
        sign=Sign.DECISION,
    ),
    _may("other_court", "Een andere rechter behandelt dit of heeft dat gedaan.", "9:8 lid 1 e"),
    _may("criminal_inquiry", "Er loopt een strafrechtelijk onderzoek of een vervolging.", "9:8 lid 1 f"),
    _may("insufficient_interest", "Het belang of het gewicht is duidelijk te klein.", "9:8 lid 2"),
)

LOOK_BACK = DeadlineRule(
    code="awb_look_back",
    label="Een klacht indienen die het bestuursorgaan moet behandelen",
    term=Term(1, Unit.YEARS),
    starts=StartEvent.HAPPENED,
    source=article("9:8 lid 1 b"),
    calendar=Calendar.ATW,
    met_by="filed",
    for_parties=True,
    backwards=True,
    note="Daarna mag het bestuursorgaan de klacht laten liggen; het hoeft niet.",
)
