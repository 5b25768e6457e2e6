"""What was answered wrongly once, each for its kind: worked out by hand from the documents."""

from pathlib import Path
from typing import Any

import pytest

from wederhoor.explain.asking import answer_case, read_cases
from wederhoor.explain.reading import FactRefused


def _ask(question: str, organisation: str, **facts: object) -> dict[str, Any]:
    found = answer_case({"organisation": organisation, **facts}, question)
    assert isinstance(found, dict)
    return found


def _terms(organisation: str, on: str = "2026-03-02", **facts: object) -> dict[str, dict[str, Any]]:
    found = answer_case({"organisation": organisation, "on": on, **facts}, "deadlines")
    assert isinstance(found, list)
    return {str(item["term"]): item for item in found}


BY_POST = [
    ("interaktcontour", {"giver": "client", "value": 10}, True),  # IC-16
    ("interaktcontour", {"giver": "company", "value": 5, "in_talks": "yes"}, True),  # IC-45
    ("wil", {"giver": "company", "value": 60}, True),  # WIL-29
    ("lumens", {"edition": "2016", "giver": "client", "embarrassed": True}, True),  # L16-37
    ("wil", {"giver": "company", "value": 20}, False),  # WIL-28: it may be accepted
]


@pytest.mark.parametrize("how", ["by_post", "already_received"])
@pytest.mark.parametrize(("organisation", "facts", "refused"), BY_POST)
def test_receiving_is_not_accepting_and_what_to_do_with_it_is_said(
    organisation: str, facts: dict[str, object], refused: bool, how: str
) -> None:
    found = _ask("gift", organisation, **facts, **{how: True})
    assert found["breach"] is False
    assert ("what_to_do_with_it" in found["silent_on"]) is refused
    accepted = _ask("gift", organisation, **facts, accepted=True)
    assert accepted["breach"] is refused
    assert "what_to_do_with_it" not in accepted["silent_on"]


def test_a_refused_gift_at_wil_is_settled_WIL_29() -> None:
    above = _ask("gift", "wil", giver="company", value=60, refused=True)
    assert (above["verdict"], above["duties"], above["breach"], above["silent_on"]) == (
        "refused",
        [],
        False,
        [],
    )
    below = _ask("gift", "wil", giver="company", value=20, refused=True)
    assert (below["verdict"], below["duties"], below["silent_on"]) == ("silent", [], ["refused_gift"])


@pytest.mark.parametrize(
    ("organisation", "verdict"), [("interaktcontour", "allowed"), ("wil", "silent"), ("lumens", "silent")]
)
def test_what_the_own_employer_gives_is_no_gift_IC_36(organisation: str, verdict: str) -> None:
    for facts in ({"giver": "relation", "collective_scheme": True}, {"giver": "employer"}):
        found = _ask("gift", organisation, value=40, **facts)
        assert (found["verdict"], found["duties"]) == (verdict, [])


def test_no_added_value_answers_the_question_IC_48() -> None:
    found = _ask("invitation", "interaktcontour", giver="company", added_value=False)
    assert (found["verdict"], found["questions"]) == ("prior_approval", [])
    assert _ask("invitation", "interaktcontour", giver="company")["questions"]


@pytest.mark.parametrize("organisation", ["interaktcontour", "wil"])
def test_after_the_fact_no_duty_is_still_to_be_done_beforehand(organisation: str) -> None:
    found = _ask("invitation", organisation, giver="company", after_the_fact=True)
    assert found["duties"]
    assert not [duty for duty in found["duties"] if "vooraf" in duty["when"] or "voordat" in duty["when"]]


@pytest.mark.parametrize("point", ["promised", "quid_pro_quo"])
@pytest.mark.parametrize("organisation", ["lumens", "interaktcontour", "wil"])
def test_a_promise_and_something_in_return_are_named_as_silences(organisation: str, point: str) -> None:
    found = _ask("gift", organisation, giver="company", value=10, **{point: True})
    assert point in found["silent_on"]


def test_three_years_end_the_day_before_KR_134() -> None:
    found = _terms("lumens", appointed_from="2023-09-01")["membership"]
    assert (found["due"], found["latest"]) == ("2026-08-31", "2029-08-31")
    assert "tot en met 31 augustus 2026" in found["explanation"]
    leap = _terms("lumens", appointed_from="2021-03-01")["membership"]
    assert leap["due"] == "2024-02-29"
    assert _ask("committee", "lumens", appointed_from="2023-09-01")["appointed_until"] == "2026-08-31"


def test_a_longer_term_says_up_to_and_including_and_can_be_counted_along() -> None:
    facts = {"received": "2027-01-04", "adjournment": 4, "adjournment_notice": "2027-02-10"}
    wil = _terms("wil", on="2027-02-11", **facts)["awb_handling"]["explanation"]
    assert "verlengd met 4 weken na 15 februari 2027, tot en met 15 maart 2027" in wil
    months = _terms(
        "wil",
        on="2027-02-11",
        regime="avg",
        received="2027-01-31",
        extension_months=1,
        extension_notice="2027-02-10",
    )["avg_request"]["explanation"]
    assert "verlengd met 1 maand, samen 2 maanden na 31 januari 2027, tot en met 31 maart 2027" in months


def test_an_extension_names_everybody_the_article_names_KR_117() -> None:
    found = _terms("lumens", received="2026-03-02", committee_extension=2)["report_extension"]
    assert found["notify"] == ["klager", "aangeklaagde", "bestuurder (als dat een ander is)"]
    assert "dat hoort: klager, aangeklaagde en bestuurder" in found["explanation"]


@pytest.mark.parametrize(
    ("asked", "due"), [("4 weken", "2026-03-30"), ("2 maanden", "2026-05-04"), ("9 weken", "2026-05-04")]
)
def test_an_extension_in_another_unit_is_compared_by_its_day_AVG_12(asked: str, due: str) -> None:
    found = _terms(
        "wil", regime="avg", received="2026-02-02", extension_months=asked, extension_notice="2026-02-20"
    )["avg_request"]
    assert found["due"] == due


@pytest.mark.parametrize("asked", ["2 foobar", "2 w eken", "-1", "twee", "999999 jaar"])
def test_a_term_in_no_unit_is_refused(asked: str) -> None:
    with pytest.raises(FactRefused, match="hoort een aantal of een termijn"):
        _terms("lumens", received="2026-03-02", committee_extension=asked)


OUT_OF_ORDER = [
    {"received": "2026-03-02", "decided": "2026-03-01"},
    {"received": "2026-03-02", "filed": "2026-03-05"},
    {"received": "2026-03-02", "notice_of_findings": "2026-02-01"},
    {"event": "2026-03-03", "received": "2026-03-02"},
    {"last_request": "2026-03-02", "reminder_sent": "2026-03-01"},
    {"received": "2026-03-02", "judged": "2026-03-04", "inadmissible_notice": "2026-03-05"},
    {"received": "2026-03-02", "consent_until": "2026-06-01", "consent_in_writing": "no"},
    {"received": "2026-03-02", "consent_until": "2026-06-01", "consent_in_writing": "unknown"},
]


@pytest.mark.parametrize("facts", OUT_OF_ORDER)
def test_what_cannot_be_so_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(FactRefused):
        _terms("wil", **facts)


def test_facts_of_another_regime_are_said_and_not_swallowed() -> None:
    found = _terms("wil", received="2026-03-02", postponement=2, report_received="2026-04-06")
    assert found["awb_handling"]["not_used"] == ["postponement", "report_received"]
    assert "tellen hier niet mee" in found["awb_handling"]["explanation"]
    with pytest.raises(FactRefused, match="loopt met deze gegevens geen termijn"):
        _terms("interaktcontour", appointed_from="2026-03-02")


def test_a_foreign_term_is_asked_by_its_own_start_and_extension() -> None:
    found = _terms(
        "interaktcontour",
        starts={"ruling_asked": "2026-03-02"},
        met={"ruling_given": "2026-03-20"},
        on="2026-04-01",
    )["wkkgz_ruling"]
    assert (found["due"], found["state"]) == ("2026-09-02", "met")
    longer = _terms(
        "wil",
        received="2026-03-02",
        extensions="awb_handling=2 weken",
        extension_notices="awb_handling=2026-04-01",
    )
    assert longer["awb_handling"]["due"] == "2026-04-28"  # 27 April 2026 is King's Day


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1.250", "1.250 euro"),
        ("25,- euro", "25 euro"),
        ("€ 25,--", "25 euro"),
        ("20 tot 30 euro", "20 tot en met 30 euro"),
        ("hooguit 50", "0 tot en met 50 euro"),
        ("25,50", "25,50 euro"),
    ],
)
def test_an_amount_is_repeated_as_it_was_understood(value: str, said: str) -> None:
    assert f"Gerekend met {said}." in _ask("gift", "wil", giver="company", value=value)["explanation"]


def test_a_point_in_yaml_is_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text("- {organisation: wil, giver: company, value: 1.250}\n", encoding="utf-8")
    (case,) = read_cases(path)
    assert answer_case(case, "gift")["verdict"] == "refused"  # type: ignore[call-overload]


@pytest.mark.parametrize("written", ["1 maart 2027", "1 mrt 2027", "1 mrt. 2027", "1-3-2027"])
def test_a_month_is_read_as_people_write_it(written: str) -> None:
    assert _terms("lumens", received=written)["report"]["start"] == "2027-03-01"


@pytest.mark.parametrize("far", ["9999-12-31", "0001-01-01", "9999-12-31T23:59Z"])
def test_a_day_too_far_away_is_refused_and_nothing_crashes(far: str) -> None:
    for organisation in ("lumens", "wil", "interaktcontour"):
        with pytest.raises(FactRefused):
            _terms(organisation, received=far)


def test_no_accused_director_appoints_who_judges_C9() -> None:
    found = _ask("committee", "lumens", complainant="client", about="director")
    assert {seat["appointed_by"] for seat in found["seats"]} == {"Raad van Toezicht"}
    assert "appointer" in found["silent_on"]
    other = _ask("committee", "lumens", complainant="client", about="employee")
    assert {seat["appointed_by"] for seat in other["seats"]} == {"bestuurder"}


def test_about_a_participant_its_own_director_decides_KR_012() -> None:
    found = _ask("committee", "lumens", complainant="client", about="participant")
    assert found["reports_to"] == "bestuurder van de organisatie waarover de klacht gaat"


def test_a_client_has_two_doors_where_a_partner_is_concerned_KR_021_KR_036() -> None:
    found = _ask("contacts", "lumens", matter="partnership_complaint", asker="client")
    assert [one["role"] for one in found["contacts"]] == ["mailbox", "commissioning_body"]


def test_misconduct_of_the_director_at_wil_has_its_doors_and_its_silence_C33() -> None:
    found = _ask("contacts", "wil", matter="misconduct", about="director")
    roles = [one["role"] for one in found["contacts"]]
    assert roles == ["scheme", "confidant", "hr", "competent_authority"]
    assert found["silent_on"] == ["director"]
    for organisation in ("lumens", "interaktcontour"):
        other = _ask("contacts", organisation, matter="misconduct", about="director")
        assert ([one["role"] for one in other["contacts"]][-1], other["silent_on"]) == (
            "competent_authority",
            ["director"],
        )
        inside = _ask("contacts", organisation, matter="misconduct", about="colleague")
        assert "competent_authority" not in [one["role"] for one in inside["contacts"]]


def test_the_ombudsman_and_his_article_are_named_awb_9_18() -> None:
    complaint = _ask("contacts", "wil", matter="client_complaint", asker="client")
    assert complaint["contacts"][-1] == {
        "role": "ombudsman",
        "name_in_code": "ombudsman",
        "when": "als u niet tevreden bent met het antwoord, binnen een jaar",
        "place": "after",
    }
    assert "na afloop ombudsman" in complaint["explanation"]
    own = _ask("contacts", "wil", matter="ombudsman", asker="client")
    assert own["sources"] == [{"document": "Awb", "section": "art. 9:18 lid 1, 9:20 en 9:24 lid 1"}]


AFTER = [
    ("client", ["civil_court", "disciplinary_body", "nvvk"]),
    ("representative", ["civil_court", "disciplinary_body", "nvvk"]),
    ("employee", ["civil_court", "fcb"]),
]


@pytest.mark.parametrize(("asker", "options"), AFTER)
def test_after_the_decision_there_are_other_ways_KR_125(asker: str, options: list[str]) -> None:
    found = _ask("contacts", "lumens", matter="after_decision", asker=asker)
    assert [one["role"] for one in found["contacts"]] == options


def test_instead_beside_and_after_are_three_things_KR_125() -> None:
    body = _ask("contacts", "lumens", matter="professional_body", asker="client")
    assert body["contacts"][0]["place"] == ["beside", "instead"]
    assert "daarnaast of in plaats daarvan" in body["explanation"]
    nvvk = _ask("contacts", "lumens", matter="debt_help", asker="client")
    assert (nvvk["contacts"][0]["role"], nvvk["contacts"][0]["place"]) == ("nvvk", "after")
    closed = _ask("contacts", "lumens", matter="fcb", asker="client")
    assert (closed["contacts"], closed["silent_on"]) == ([], ["asker"])


def test_nothing_is_said_to_stand_in_the_way_only_where_grounds_are_known() -> None:
    for organisation in ("lumens", "wil"):
        found = _ask("admissibility", organisation)
        assert "Zij noemen: " in found["explanation"]
    assert "staat niet in de documenten" in _ask("admissibility", "interaktcontour")["explanation"]


def test_the_month_of_the_jeugdwet_runs_only_in_a_case_about_youth_help() -> None:
    youth = _terms("lumens", report_received="2026-04-06", youth_help=True, complainant="parent")
    assert youth["jeugdwet_measures"]["due"] == "2026-05-06"
    assert "jeugdwet_measures" not in _terms("lumens", report_received="2026-04-06", complainant="client")
    assert "jeugdwet_measures" not in _terms(
        "lumens", report_received="2026-04-06", youth_help=True, complainant="employee"
    )
