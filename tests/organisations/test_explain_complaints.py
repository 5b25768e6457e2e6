"""Terms, admissibility, regime and committee, worked out by hand from the regulation and the statutes."""

from typing import Any

import pytest

from wederhoor.explain.asking import answer_case
from wederhoor.explain.reading import FactRefused


def _terms(organisation: str, on: str = "2026-03-02", **facts: object) -> dict[str, dict[str, Any]]:
    found = answer_case({"organisation": organisation, "on": on, **facts}, "deadlines")
    assert isinstance(found, list)
    return {str(item["term"]): item for item in found}


def _ask(question: str, organisation: str, **facts: object) -> dict[str, Any]:
    found = answer_case({"organisation": organisation, **facts}, question)
    assert isinstance(found, dict)
    return found


def _due(items: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {term: item["due"] for term, item in items.items()}


def test_a_complete_complaint_starts_the_terms_of_the_regulation_KR_065() -> None:
    assert _due(_terms("lumens", received="2026-03-02")) == {
        "receipt_date": "2026-03-02",
        "confirmation_direct": "2026-03-02",
        "confirmation_outer": "2026-03-16",
        "inadmissibility_notice": "2026-03-16",
        "copy_to_members": "2026-03-03",
        "investigation": "2026-03-30",
        "report": "2026-04-06",
        "decision_plan": "2026-04-20",
        "first_meeting": "2026-03-16",
    }


def test_receipt_is_the_day_everything_is_in_and_the_copy_counts_from_arrival_KR_084() -> None:
    found = _terms("lumens", received="2026-03-02", missing="signature", completed="2026-03-12")
    assert found["receipt_date"]["due"] == "2026-03-12"
    assert found["report"]["due"] == "2026-04-16"
    assert found["copy_to_members"]["due"] == "2026-03-03"


def test_an_incomplete_complaint_waits_KR_084() -> None:
    found = _terms("lumens", received="2026-03-02", missing=["signature", "steps_taken"])
    assert found["report"]["state"] == "waiting"
    assert found["report"]["due"] is None
    assert found["copy_to_members"]["due"] == "2026-03-03"


def test_a_moment_in_utc_is_the_day_in_the_netherlands() -> None:
    assert _terms("lumens", received="2026-03-01T23:30:00Z")["receipt_date"]["due"] == "2026-03-02"
    assert _terms("lumens", received_utc="2026-03-01T23:30")["receipt_date"]["due"] == "2026-03-02"
    assert _terms("lumens", received="2026-03-01T23:30")["receipt_date"]["due"] == "2026-03-01"
    assert _terms("lumens", received="2026-07-01T21:59Z")["receipt_date"]["due"] == "2026-07-01"
    assert _terms("lumens", received="2026-07-01T22:00Z")["receipt_date"]["due"] == "2026-07-02"


@pytest.mark.parametrize(("weeks", "due"), [(1, "2026-04-13"), (4, "2026-05-04"), (6, "2026-05-04")])
def test_the_committee_extends_by_at_most_four_weeks_KR_138(weeks: int, due: str) -> None:
    found = _terms("lumens", received="2026-03-02", committee_extension=weeks)["report"]
    assert (found["due"], found["latest"]) == (due, "2026-05-04")


@pytest.mark.parametrize(
    ("weeks", "due"), [(0, "2026-04-20"), (1, "2026-04-27"), (2, "2026-05-04"), (3, "2026-05-04")]
)
def test_the_director_decides_in_two_weeks_and_postpones_by_two_at_most_KR_119(weeks: int, due: str) -> None:
    found = _terms("lumens", report_received="2026-04-06", postponement=weeks)["decision"]
    assert (found["due"], found["latest"]) == (due, "2026-05-04")


def test_postponement_counts_only_once_it_has_been_told_KR_120() -> None:
    found = _terms("lumens", report_received="2026-04-06", postponement=2, postponement_notice="no")[
        "decision"
    ]
    assert found["due"] == "2026-04-20"
    assert "nog niet geldig" in found["explanation"]


def test_urgency_brings_dates_forward_KR_128() -> None:
    found = _terms("lumens", received="2026-03-02", urgent_until="2026-03-20")
    assert found["report"]["due"] == found["investigation"]["due"] == "2026-03-20"
    assert found["inadmissibility_notice"]["due"] == "2026-03-16"


def test_one_reminder_after_four_weeks_and_closing_after_two_KR_110() -> None:
    found = _terms("lumens", last_request="2026-03-02", reminder_sent="2026-03-30")
    assert (found["reminder"]["due"], found["reminder"]["earliest"]) == ("2026-03-30", "2026-03-30")
    assert (found["no_reaction"]["due"], found["no_reaction"]["earliest"]) == ("2026-04-13", "2026-04-14")


def test_files_stay_five_years_and_members_three_KR_091_KR_134() -> None:
    found = _terms("lumens", closed="2024-02-29", appointed_from="2024-02-29")
    assert found["retention"]["due"] == "2029-02-28"
    assert (found["membership"]["due"], found["membership"]["latest"]) == ("2027-02-28", "2030-02-28")
    assert _terms("lumens", appointed_from="2024-03-01", renewed="yes")["membership"]["due"] == "2030-02-28"


def test_a_report_that_is_no_formal_complaint_is_taken_up_in_a_week_KR_032() -> None:
    assert _due(_terms("lumens", received="2026-03-02", formal=False)) == {"non_formal": "2026-03-09"}


def test_measures_under_the_jeugdwet_take_a_month_and_roll_over() -> None:
    found = _terms("lumens", report_received="2026-04-05", youth_help=True)
    assert (found["jeugdwet_measures"]["plain_due"], found["jeugdwet_measures"]["due"]) == (
        "2026-05-05",
        "2026-05-06",
    )
    assert found["decision"]["due"] == "2026-04-19"


def test_awb_terms_count_from_arrival_and_roll_over() -> None:
    found = _terms("wil", received="2027-03-24", missing="signature")
    assert (found["awb_handling"]["plain_due"], found["awb_handling"]["due"]) == ("2027-05-05", "2027-05-10")
    assert found["awb_not_taken_up"]["due"] == "2027-04-21"
    assert (
        _terms("wil", received="2027-03-24", committee=True)["awb_handling_committee"]["due"] == "2027-06-02"
    )


def test_adjournment_moves_the_date_only_when_it_was_told_in_time_awb_9_11() -> None:
    facts = {"received": "2026-03-02", "adjournment": 4}
    assert _terms("wil", **facts)["awb_handling"]["due"] == "2026-04-13"
    told = _terms("wil", adjournment_notice="2026-04-10", **facts)["awb_handling"]
    assert (told["due"], told["latest"]) == ("2026-05-11", "2026-05-11")
    late = _terms("wil", adjournment_notice="2026-04-14", **facts)["awb_handling"]
    assert late["due"] == "2026-04-13"
    consent = _terms("wil", adjournment_notice="2026-04-10", consent_until="2026-06-30", **facts)[
        "awb_handling"
    ]
    assert consent["due"] == "2026-06-30"


def test_a_term_after_forwarding_starts_there_only_when_it_was_told_at_once() -> None:
    facts = {"received": "2026-03-02", "forwarded": "2026-03-05"}
    assert _terms("wil", told="yes", **facts)["awb_handling"]["start"] == "2026-03-05"
    assert _terms("wil", **facts)["awb_handling"]["start"] == "2026-03-02"


def test_the_year_for_the_ombudsman_does_not_roll_over_awb_9_24() -> None:
    # 1 May 2027 is a Saturday
    assert _terms("wil", notice_of_findings="2026-05-01")["awb_ombudsman"]["due"] == "2027-05-01"


def test_wkkgz_counts_from_filing() -> None:
    found = _terms("interaktcontour", filed="2026-03-02", received="2026-03-04")["wkkgz_answer"]
    assert (found["start"], found["due"], found["latest"]) == ("2026-03-02", "2026-04-13", "2026-05-11")


def test_reports_of_wrongdoing_are_confirmed_in_seven_days_and_followed_up_in_three_months() -> None:
    found = _terms("wil", regime="wbk", received="2025-12-19", acknowledgement_sent="2026-02-05")
    assert (found["wbk_acknowledgement"]["plain_due"], found["wbk_acknowledgement"]["due"]) == (
        "2025-12-26",
        "2025-12-29",
    )
    assert (found["wbk_feedback"]["plain_due"], found["wbk_feedback"]["due"]) == ("2026-05-05", "2026-05-06")


def test_privacy_requests_take_a_month_and_a_breach_seventy_two_real_hours() -> None:
    found = _terms("wil", regime="avg", received="2026-01-31", breach_known="2026-03-28T12:00")
    assert (found["avg_request"]["plain_due"], found["avg_request"]["due"]) == ("2026-02-28", "2026-03-02")
    assert found["avg_request"]["latest"] == "2026-04-30"
    assert found["avg_breach"]["due"] == "2026-03-31T13:00+02:00"  # the clock went forward on 29 March


@pytest.mark.parametrize(
    ("event", "last"),
    [("2025-03-02", "2026-03-02"), ("2024-02-29", "2025-02-28"), ("2023-02-28", "2024-02-29")],
)
def test_a_year_back_from_filing_KR_086(event: str, last: str) -> None:
    assert _terms("lumens", event=event)["look_back"]["due"] == last


ADMISSIBILITY = [
    ("lumens", {"anonymous": True}, "no", ["anonymous"]),
    ("lumens", {"missing": "signature"}, "incomplete", []),
    ("lumens", {"handled_before": True}, "no", ["handled_before"]),
    ("lumens", {"handled_before": True, "new_facts": True}, "yes", []),
    ("lumens", {"event": "2025-03-01", "filed": "2026-03-02"}, "no", ["older_than_a_year"]),
    ("lumens", {"event": "2025-03-02", "filed": "2026-03-02"}, "yes", []),
    ("lumens", {"event": "2025-03-01", "filed": "2026-03-02", "special_reason": True}, "yes", []),
    ("lumens", {"court": "administrative"}, "yes", []),
    ("lumens", {"court": "civil"}, "no", ["other_court"]),
    ("lumens", {"court": "disciplinary"}, "yes", []),
    ("lumens", {"participant": False}, "no", ["not_participating"]),
    ("wil", {"anonymous": True}, "yes", []),
    ("wil", {"event": "2025-03-01", "filed": "2026-03-02"}, "may_be_declined", ["older_than_a_year"]),
    ("wil", {"appeal_possible": True}, "may_be_declined", ["appeal_possible"]),
    ("wil", {"appeal_possible": True, "late_decision": True}, "yes", []),
    ("wil", {"satisfied": True}, "duties_lapsed", []),
    ("wil", {"missing": "signature", "oral": True}, "yes", []),
    ("interaktcontour", {"handled_before": True}, "yes", []),
]


@pytest.mark.parametrize(("organisation", "facts", "answer", "grounds"), ADMISSIBILITY)
def test_admissibility(organisation: str, facts: dict[str, object], answer: str, grounds: list[str]) -> None:
    found = _ask("admissibility", organisation, **facts)
    assert (found["admissible"], [g["code"] for g in found["grounds"]]) == (answer, grounds)


REGIMES = [
    ("lumens", {"complainant": "client"}, "Klachtenreglement"),
    ("lumens", {"complainant": "client", "youth_help": True}, "Jeugdwet"),
    ("lumens", {"complainant": "employee", "youth_help": True}, "Klachtenreglement"),
    (
        "lumens",
        {"complainant": "client", "about": "participant"},
        "Klachtenreglement, alleen de delen over de klachtencommissie",
    ),
    ("lumens", {"complainant": "client", "about": "assignment"}, "regeling van de opdrachtgever"),
    ("interaktcontour", {"complainant": "client"}, "Wkkgz"),
    ("wil", {"complainant": "client"}, "Awb, titel 9.1"),
    ("wil", {"matter": "decision"}, "Awb, hoofdstuk 6 en 7 (bezwaar)"),
    ("wil", {"matter": "misconduct"}, "Wet bescherming klokkenluiders"),
]


@pytest.mark.parametrize(("organisation", "facts", "leading"), REGIMES)
def test_regime(organisation: str, facts: dict[str, object], leading: str) -> None:
    assert _ask("regime", organisation, **facts)["governs"][0] == leading


def test_the_third_seat_depends_on_the_complainant_KR_133() -> None:
    def seats(complainant: str) -> list[str]:
        return [s["seat"] for s in _ask("committee", "lumens", complainant=complainant)["seats"]]

    assert seats("client")[-1] == "client_member"
    assert seats("employee")[-1] == "staff_member"
    partner = _ask("committee", "lumens", complainant="partner")
    assert (partner["complete"], partner["silent_on"]) == (False, ["third_seat"])


def test_an_organisation_without_a_committee_says_so() -> None:
    for organisation in ("wil", "interaktcontour"):
        assert _ask("committee", organisation)["committee"] is None


def test_the_awb_knows_no_exception_for_new_facts_or_a_special_reason_awb_9_8() -> None:
    old = _ask("admissibility", "wil", event="2026-03-01", filed="2027-03-02", special_reason=True)
    assert (old["admissible"], old["sources"][0]["section"]) == ("may_be_declined", "art. 9:8 lid 1 b")
    again = _ask("admissibility", "wil", handled_before=True, new_facts=True)
    assert (again["admissible"], again["sources"][0]["section"]) == ("may_be_declined", "art. 9:8 lid 1 a")


@pytest.mark.parametrize(
    ("facts", "articles"),
    [
        ({"satisfied": True}, ["art. 9:5"]),
        ({"satisfied": True, "handled_before": True, "received": "2027-03-02"}, ["art. 9:5"]),
        ({}, ["art. 9:4", "art. 9:8"]),
        ({"oral": True, "missing": "signature"}, ["art. 9:2", "art. 9:8"]),
    ],
)
def test_an_answer_under_the_awb_cites_the_article_it_rests_on(
    facts: dict[str, object], articles: list[str]
) -> None:
    found = _ask("admissibility", "wil", **facts)
    assert [source["section"] for source in found["sources"]] == articles
    assert found["notice_by"] is None


def test_completing_a_complaint_is_a_chance_lumens_gives_and_the_laws_do_not_name_KR_083() -> None:
    lumens = _ask("admissibility", "lumens", missing="signature")
    assert "U krijgt de kans" in lumens["explanation"]
    assert lumens["silent_on"] == []
    for organisation, item in (("wil", "signature"), ("interaktcontour", "description")):
        found = _ask("admissibility", organisation, missing=item)
        assert (found["admissible"], found["silent_on"]) == ("incomplete", ["completion"])
        assert "de kans" not in found["explanation"]


def test_the_wkkgz_gives_no_list_and_says_nothing_on_an_oral_complaint() -> None:
    found = _ask("admissibility", "interaktcontour", missing="signature")
    assert (found["admissible"], found["silent_on"]) == ("yes", ["signature"])
    oral = _ask("admissibility", "interaktcontour", oral=True)
    assert oral["silent_on"] == ["oral"]
    assert "mondeling" not in oral["explanation"]


@pytest.mark.parametrize(
    ("told", "start"),
    [("2027-01-06", "2027-01-06"), ("2027-01-20", "2027-01-04"), ("yes", "2027-01-06"), ("no", "2027-01-04")],
)
def test_told_two_weeks_later_is_not_told_at_once_awb_2_24(told: str, start: str) -> None:
    found = _terms("wil", received="2027-01-04", forwarded="2027-01-06", told=told)["awb_handling"]
    assert found["start"] == start


def test_a_notice_that_it_is_not_taken_up_ends_the_handling_awb_9_8_KR_087() -> None:
    wil = _terms("wil", on="2027-05-12", received="2027-03-24", inadmissible_notice="2027-04-20")
    assert (wil["awb_handling"]["state"], wil["awb_not_taken_up"]["state"]) == ("lapsed", "met")
    lumens = _terms("lumens", on="2027-03-02", received="2027-01-04", inadmissible_notice="2027-01-15")
    ended = ("investigation", "report", "decision_plan", "first_meeting")
    assert {lumens[term]["state"] for term in ended} == {"lapsed"}
    assert lumens["inadmissibility_notice"]["state"] == "met"
    before = _terms("lumens", on="2027-01-14", received="2027-01-04", inadmissible_notice="2027-01-15")
    assert before["report"]["state"] == "running"


def test_a_complaint_that_was_handled_needs_no_notice_that_it_is_not_taken_up() -> None:
    wil = _terms("wil", on="2027-05-12", received="2027-03-24", notice_of_findings="2027-05-10")
    assert wil["awb_not_taken_up"]["state"] == "lapsed"
    lumens = _terms("lumens", on="2027-05-12", received="2027-03-24", report_sent="2027-04-28")
    assert lumens["inadmissibility_notice"]["state"] == "lapsed"


@pytest.mark.parametrize(("on", "state"), [("2027-04-29", "running"), ("2027-04-30", "met")])
def test_a_members_notice_ends_by_itself_and_is_never_late_KR_136(on: str, state: str) -> None:
    found = _terms("lumens", on=on, notice_given="2027-03-31")["membership_notice"]
    assert (found["earliest"], found["state"]) == ("2027-04-30", state)


def test_an_appointment_ends_by_itself_KR_134() -> None:
    assert _terms("lumens", on="2027-06-01", appointed_from="2024-03-01")["membership"]["state"] == "met"


def test_no_reaction_to_the_reminder_is_a_ground_to_close_and_not_late_KR_110() -> None:
    facts = {"last_request": "2026-03-02", "reminder_sent": "2026-03-30"}
    found = _terms("lumens", on="2026-04-14", **facts)
    assert (found["no_reaction"]["state"], found["no_reaction"]["earliest"]) == ("lapsed", "2026-04-14")
    answered = _terms("lumens", on="2026-04-14", reaction_received="2026-04-10", **facts)
    assert answered["no_reaction"]["state"] == "met"


def test_a_reminder_before_four_weeks_does_not_count_and_starts_nothing_KR_110() -> None:
    found = _terms("lumens", on="2026-03-25", last_request="2026-03-02", reminder_sent="2026-03-20")
    assert found["reminder"]["state"] == "running"
    assert "te vroeg" in found["reminder"]["explanation"]
    assert found["no_reaction"]["state"] == "waiting"


def test_a_late_notice_of_postponement_counts_because_the_regulation_sets_no_day_KR_120() -> None:
    found = _terms(
        "lumens",
        on="2027-05-20",
        report_received="2027-04-06",
        postponement=2,
        postponement_notice="2027-04-25",
    )["decision"]
    assert found["due"] == "2027-05-04"
    assert "zegt het document niet" in found["explanation"]
    assert found["explanation"].count("bijlage 3, stap 5") == 1


REFUSED_REGIMES = [
    ("lumens", "awb", "kies klachtenreglement, jeugdwet, wbk of avg."),
    ("lumens", "wkkgz", "kies klachtenreglement, jeugdwet, wbk of avg."),
    ("wil", "wkkgz", "kies awb, wbk of avg."),
    ("wil", "jeugdwet", "kies awb, wbk of avg."),
    ("wil", "klachtenreglement", "kies awb, wbk of avg."),
    ("interaktcontour", "awb", "kies wkkgz, wbk of avg."),
    ("interaktcontour", "jeugdwet", "kies wkkgz, wbk of avg."),
]


@pytest.mark.parametrize(("organisation", "law", "instead"), REFUSED_REGIMES)
def test_a_law_of_another_organisation_is_refused_in_one_sentence(
    organisation: str, law: str, instead: str
) -> None:
    with pytest.raises(FactRefused) as refused:
        _terms(organisation, regime=law, received="2027-01-04")
    assert str(refused.value).endswith(instead)


def test_a_term_after_the_known_decree_days_says_they_are_to_be_confirmed() -> None:
    later = _terms("wil", on="2029-03-02", received="2029-03-01")["awb_handling"]["explanation"]
    assert "nog te bevestigen: welke dagen in 2029" in later
    known = _terms("wil", received="2028-03-01")["awb_handling"]["explanation"]
    assert "nog te bevestigen" not in known
    private = _terms("lumens", on="2029-03-02", received="2029-03-01")["report"]["explanation"]
    assert "nog te bevestigen" not in private
    facts = {"received": "2028-11-20", "adjournment": 4, "adjournment_notice": "2028-12-20"}
    assert (
        "2029" in _terms("wil", on="2028-12-21", **facts)["awb_handling"]["explanation"].split("verlengd")[1]
    )


MISCONDUCT = [
    ("lumens", "client", "Klachtenreglement"),
    ("lumens", "supplier", "Wet bescherming klokkenluiders"),
    ("lumens", "other", "Klachtenreglement"),
    ("wil", "other", "Awb, titel 9.1"),
    ("wil", "volunteer", "Wet bescherming klokkenluiders"),
    ("interaktcontour", "client", "Wkkgz"),
]


@pytest.mark.parametrize(("organisation", "complainant", "leading"), MISCONDUCT)
def test_only_somebody_at_work_reports_under_the_wbk(
    organisation: str, complainant: str, leading: str
) -> None:
    found = _ask("regime", organisation, complainant=complainant, matter="misconduct")
    assert found["governs"][0] == leading
    outside = leading != "Wet bescherming klokkenluiders"
    assert outside == ("voor anderen openstellen" in found["explanation"])


def test_whether_it_is_about_youth_help_is_asked_when_not_known_KR_076() -> None:
    for about in ({}, {"about": "participant"}):
        found = _ask("regime", "lumens", complainant="client", youth_help="unknown", **about)
        assert "youth_help" in found["silent_on"]
        assert found["explanation"].startswith("Vraag eerst of de klacht over jeugdhulp gaat")


def test_a_parent_has_a_third_seat_only_in_youth_help_KR_078_C7() -> None:
    for youth_help, complete, silent in ((True, True, []), (False, False, ["third_seat"])):
        seats = _ask("committee", "lumens", complainant="parent", youth_help=youth_help)
        assert (seats["complete"], seats["silent_on"]) == (complete, silent)
        assert "Gaat de klacht over jeugdhulp" not in seats["explanation"]
    open_still = _ask("committee", "lumens", complainant="parent")
    assert (open_still["complete"], open_still["silent_on"]) == (False, ["third_seat"])
    assert "doet ook mee: lid voorgedragen door de klantenraad." in open_still["explanation"]
    assert _ask("regime", "lumens", complainant="parent", youth_help=False)["silent_on"] == [
        "committee_for_others"
    ]


def test_without_a_complainant_the_committee_names_no_panel_KR_133() -> None:
    found = _ask("committee", "lumens")
    assert "In deze zaak" not in found["explanation"]
    assert "hangt af van wie klaagt" in found["explanation"]


def test_the_board_is_the_director_and_the_supervisory_board_a_silence_C10() -> None:
    found = _ask("committee", "lumens", complainant="client", about="board")
    assert (found["reports_to"], found["silent_on"]) == (
        "Raad van Toezicht",
        ["about_committee", "appointer"],
    )
    assert "als met het bestuur de bestuurder is bedoeld" in found["explanation"]


def test_no_objection_against_a_decision_of_wil_as_employer() -> None:
    found = _ask("regime", "wil", complainant="employee", matter="decision")
    assert (found["governs"], found["silent_on"]) == ([], ["employer_decision"])
