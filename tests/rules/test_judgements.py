"""Small judgements: votes, seats, silences, editions, settings, canonical bytes."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from wederhoor.organisation import OrganisationError, build_organisation
from wederhoor.rules.canonical import NotCanonical, freeze_value, thaw_value
from wederhoor.rules.code_of_conduct import Article
from wederhoor.rules.committee import Bond, Committee, may_sit, panel_for
from wederhoor.rules.complaint_process import (
    ComplaintProcess,
    MoveNotPossible,
    ProcessFacts,
    choose_move,
    moves_from,
)
from wederhoor.rules.consistency import problems_in_editions
from wederhoor.rules.deadlines import Calendar, Term, Unit, due
from wederhoor.rules.provenance import Source
from wederhoor.rules.regulations import EditionKind, edition_in_force
from wederhoor.rules.settings import SettingField, SettingKind, SettingRefused, resolve
from wederhoor.rules.tables import Policy, Row, Silence, Verdict, When, Worth, assess_table
from wederhoor.rules.voting import NoVotes, Tie, outcome

TODAY = date(2026, 11, 22)
SOURCE = Source(document="voorbeeld", section="1")


def _committee() -> Committee:
    found = build_organisation("lumens", on=TODAY).committee
    assert isinstance(found, Committee)
    return found


def test_a_tie_on_the_judgement_goes_to_the_chair_KR_114() -> None:
    votes = {"chair": True, "member": False}
    assert outcome(votes, tie=Tie.CHAIR_DECIDES, chair="chair") is True
    assert outcome({**votes, "third": False}, tie=Tie.CHAIR_DECIDES, chair="chair") is False
    with pytest.raises(NoVotes):
        outcome({"a": True, "b": False}, tie=Tie.CHAIR_DECIDES, chair="chair")


def test_a_tie_on_a_challenge_upholds_it_KR_130() -> None:
    assert outcome({"a": True, "b": False}, tie=Tie.UPHELD) is True
    with pytest.raises(NoVotes):
        outcome({}, tie=Tie.UPHELD)


def test_the_chair_does_not_work_for_the_organisation_KR_133() -> None:
    chair, other = _committee().seats[:2]
    assert may_sit(chair, Bond(works_at_organisation=True))
    assert may_sit(other, Bond(works_at_organisation=True)) is None
    assert may_sit(other, Bond(challenged=True))
    assert may_sit(other, Bond(withdrew=True))
    assert may_sit(other, Bond(directly_concerned=True))


def test_a_supplier_has_no_third_seat_C7() -> None:
    assert panel_for(_committee(), "client").complete
    assert panel_for(_committee(), "supplier").silent_on == ("third_seat",)


def test_a_silence_is_raised_only_by_the_facts_and_not_where_the_row_answers() -> None:
    silence = Silence(point="cash", when=(When("kind", ("cash",)),), says="Niets over geld.")
    row = Row(code="all", when=(), verdict=Verdict.ALLOWED, says="Mag.", sources=(SOURCE,))
    policy = Policy(rows=(row,), silences=(silence,), source=SOURCE)
    assert assess_table(policy, {}).silent_on == ()
    assert assess_table(policy, {"kind": "cash"}).silent_on == ("cash",)
    settled = Policy(
        rows=(
            Row(
                code="all",
                when=(),
                verdict=Verdict.ALLOWED,
                says="Mag.",
                sources=(SOURCE,),
                settles=("cash",),
            ),
        ),
        silences=(silence,),
        source=SOURCE,
    )
    assert assess_table(settled, {"kind": "cash"}).silent_on == ()


def test_a_worth_is_never_negative_or_upside_down() -> None:
    with pytest.raises(ValueError, match="nooit negatief"):
        Worth(low=Decimal(-1), high=Decimal(1))
    with pytest.raises(ValueError, match="van laag naar hoog"):
        Worth(low=Decimal(2), high=Decimal(1))


def test_the_newer_code_governs_only_from_the_day_recorded_after_consent_LN_36() -> None:
    before = build_organisation("lumens", on=TODAY)
    assert before.code_edition.code == "2016"
    settings = {"works_council_consent_on": date(2026, 12, 1), "new_code_in_force_from": date(2027, 1, 1)}
    assert build_organisation("lumens", on=date(2026, 12, 31), settings=settings).code_edition.code == "2016"
    assert build_organisation("lumens", on=date(2027, 1, 1), settings=settings).code_edition.code == "nieuw"


def test_an_edition_without_the_consent_it_needs_cannot_start_LN_36() -> None:
    settings: dict[str, object] = {"new_code_in_force_from": date(2027, 1, 1)}
    waiting = build_organisation("lumens", on=date(2027, 1, 1), settings=settings)
    assert waiting.code_edition.code == "2016"
    newer = next(e for e in waiting.regulations if e.code == "nieuw")
    assert newer.in_force_from is None and "geldt die datum niet" in newer.notes[-1]
    settings["works_council_consent_on"] = date(2027, 1, 2)
    with pytest.raises(OrganisationError, match="vóór de ondernemingsraad instemde"):
        build_organisation("lumens", on=TODAY, settings=settings)
    started = replace(newer, in_force_from=date(2027, 1, 1))
    assert "zonder instemming van de ondernemingsraad" in problems_in_editions([started])[0]


@pytest.mark.parametrize(
    ("section", "theme"),
    [
        ("hoofdstuk 4, par. 2.5 Veiligheid en Privacy", "Veiligheid en Privacy"),
        ("hoofdstuk 1", "hoofdstuk 1"),
        ("Omgang met collega’s, punt 3", "Omgang met collega’s"),
        ("Ongewenst gedrag, Pesterijen", "Ongewenst gedrag"),
        (
            "7 Privé gebruik van computer, tablet, printer of telefoon",
            "Privé gebruik van computer, tablet, printer of telefoon",
        ),
        ("10b Privérelaties op het werk", "Privérelaties op het werk"),
    ],
)
def test_people_find_an_article_under_the_heading_of_its_section(section: str, theme: str) -> None:
    article = Article(number="1", kinds=(), text="x", source=Source(document="d", section=section))
    assert article.theme == theme


def test_the_supervisor_has_another_name_in_each_edition_C29() -> None:
    def name(edition: str) -> str:
        roles = build_organisation("lumens", on=TODAY, code_edition=edition).roles
        return next(r.name for r in roles if r.role == "supervisor")

    assert (name("2016"), name("nieuw")) == ("animo-coach", "direct leidinggevende")


def test_no_edition_is_in_force_before_the_first() -> None:
    editions = build_organisation("wil", on=TODAY).regulations
    assert edition_in_force(editions, EditionKind.CODE_OF_CONDUCT, date(2015, 12, 15)) is None


FIELD = SettingField(
    code="days", label="Dagen", kind=SettingKind.NUMBER, default=7, minimum=1, maximum=13, source=SOURCE
)


@pytest.mark.parametrize(
    ("values", "message"), [({"days": 0}, "ten minste 1"), ({"days": 14}, "ten hoogste 13")]
)
def test_a_setting_keeps_to_its_bounds(values: dict[str, object], message: str) -> None:
    with pytest.raises(SettingRefused, match=message):
        resolve((FIELD,), values)


def test_an_unknown_or_misfit_setting_is_refused() -> None:
    with pytest.raises(SettingRefused, match="bestaat niet"):
        resolve((FIELD,), {"dagen": 3})
    with pytest.raises(SettingRefused, match="heel getal"):
        resolve((FIELD,), {"days": True})
    assert resolve((FIELD,), {}) == {"days": 7}


def test_a_date_may_come_as_text_from_storage() -> None:
    field = SettingField(code="from", label="Vanaf", kind=SettingKind.DATE, default=None, source=SOURCE)
    assert resolve((field,), {"from": "2027-01-01"}) == {"from": date(2027, 1, 1)}
    assert resolve((field,), {"from": None}) == {"from": None}
    with pytest.raises(SettingRefused, match="een datum"):
        resolve((field,), {"from": "morgen"})


@dataclass(frozen=True, kw_only=True)
class Grown:
    """A value that got a field later."""

    name: str
    later: int = 0


def test_every_field_is_stored_also_one_that_holds_its_default() -> None:
    assert freeze_value(Grown(name="a")) == b'{"$":"Grown","$shape":4,"later":0,"name":"a"}'
    assert thaw_value(freeze_value(Grown(name="a", later=2)), {"Grown": Grown}) == Grown(name="a", later=2)


def test_a_stored_value_never_takes_the_default_of_today() -> None:
    with pytest.raises(NotCanonical, match="zonder later"):
        thaw_value(b'{"$":"Grown","name":"a"}', {"Grown": Grown})


def test_answers_of_a_newer_version_are_refused() -> None:
    with pytest.raises(NotCanonical, match="vorm 99"):
        thaw_value(b'{"$":"Grown","$shape":99,"later":0,"name":"a"}', {"Grown": Grown})


@pytest.mark.parametrize("value", [object(), 1.5, {"a": 1}, [1]])
def test_only_rule_values_are_stored(value: object) -> None:
    with pytest.raises(NotCanonical):
        freeze_value(value)


@pytest.mark.parametrize("data", [b"{", b'{"$":"Unknown"}', b'{"$":"Grown","surprise":1}'])
def test_bytes_that_hold_no_known_value_are_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        thaw_value(data, {"Grown": Grown})


def _process() -> ComplaintProcess:
    found = build_organisation("lumens", on=TODAY).process
    assert isinstance(found, ComplaintProcess)
    return found


def test_a_role_that_may_not_is_told_who_may() -> None:
    with pytest.raises(MoveNotPossible, match="voorzitter"):
        choose_move("send_report", "report", _process(), ProcessFacts.of("report_ready"), role="employee")


def test_a_move_from_another_step_names_where_it_can_be_made() -> None:
    with pytest.raises(MoveNotPossible, match="Ontvankelijkheid beoordelen"):
        choose_move("judge_admissible", "report", _process(), ProcessFacts.of("complete"), role="secretary")
    with pytest.raises(MoveNotPossible, match="bestaat niet"):
        choose_move("vliegen", "report", _process(), ProcessFacts(), role="secretary")


def test_a_secret_recording_ends_the_handling_from_every_open_step_KR_026() -> None:
    process = _process()
    for step in process.steps:
        found = {
            m.move.code: m.possible
            for m in moves_from(step.code, process, ProcessFacts.of("secret_recording"), role="secretary")
        }
        assert found.get("close_secret_recording", False) is step.open


def test_a_european_term_has_two_working_days_and_ignores_dutch_decree_days() -> None:
    # 15 May 2026 is a decree day, the day after Ascension Day.
    month = due(Term(1, Unit.MONTHS), date(2026, 4, 15), Calendar.EU)
    assert (month.plain_due, month.due) == (date(2026, 5, 15), date(2026, 5, 15))
    short = due(Term(2, Unit.DAYS), date(2026, 12, 24), Calendar.EU)
    assert short.due == date(2026, 12, 29)


@pytest.mark.parametrize("calendar", list(Calendar))
def test_hours_need_a_moment(calendar: Calendar) -> None:
    with pytest.raises(ValueError, match="tijdstip"):
        due(Term(72, Unit.HOURS), date(2026, 1, 1), calendar)
