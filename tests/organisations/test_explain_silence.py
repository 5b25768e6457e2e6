"""Where a code speaks the answer speaks, where it is silent the answer says so: worked out by hand from the
documents.
"""

from typing import Any

import pytest

from wederhoor.explain.asking import answer_case

L16 = ("lumens", {"edition": "2016"})
LN = ("lumens", {"edition": "nieuw"})
IC: tuple[str, dict[str, object]] = ("interaktcontour", {})
WIL: tuple[str, dict[str, object]] = ("wil", {})


def _ask(question: str, of: tuple[str, Any], **facts: object) -> dict[str, Any]:
    organisation, edition = of
    found = answer_case({"organisation": organisation, **edition, **facts}, question)
    assert isinstance(found, dict)
    return found


SPEAKS = [
    ("L16-33", L16, "business_use_of_property", "prior_approval"),
    ("L16-33", L16, "private_use", "prior_approval"),
    ("L16-24", L16, "discriminating_remarks", "refused"),
    ("L16-25", L16, "confidential_information", "refused"),
    ("L16-25", L16, "client_data", "own_judgement"),
    ("L16-51", L16, "suspicion", "report"),
    ("L16-16", L16, "complaint", "report"),
    ("LN-15", LN, "discriminating_remarks", "refused"),
    ("LN-25", LN, "dress", "own_judgement"),
    ("LN-33", LN, "complaint_about_colleague", "consult"),
    ("LN-12", LN, "colleague_treatment", "refused"),
    ("LN-21", LN, "suspicion", "report"),
    ("LN-06", LN, "client_data", "own_judgement"),
    ("IC-08", IC, "discriminating_remarks", "refused"),
    ("IC-19", IC, "dress", "own_judgement"),
    ("IC-29", IC, "social_media_post", "own_judgement"),
    ("IC-20", IC, "colleague_treatment", "refused"),
    ("IC-50", IC, "disagreement", "consult"),
    ("IC-51", IC, "unclear_rule", "consult"),
    ("IC-52", IC, "suspicion", "report"),
    ("WIL-13", WIL, "share_confidential", "refused"),
    ("WIL-22", WIL, "client_data", "own_judgement"),
    ("WIL-47", WIL, "colleague_treatment", "refused"),
    ("WIL-11", WIL, "breach_seen", "consult"),
]


@pytest.mark.parametrize(("rule", "of", "topic", "verdict"), SPEAKS)
def test_a_code_that_speaks_is_not_called_silent(
    rule: str, of: tuple[str, Any], topic: str, verdict: str
) -> None:
    found = _ask("declaration", of, topic=topic)
    assert (found["verdict"], found["silent_on"]) == (verdict, [])
    assert rule in found["articles"]
    assert "zegt niets over dit onderwerp" not in found["explanation"]


SILENT = [
    ("WIL 6", WIL, "invitation", {"giver": "employee_to_client"}, "giving"),
    ("IC Uitnodigingen", IC, "invitation", {"giver": "employee_to_client"}, "giving"),
    ("IC-30", IC, "declaration", {"topic": "online_friends", "with": "colleague"}, "online_friends"),
    ("LN-26", LN, "declaration", {"topic": "alcohol", "in_working_time": False}, "outside_working_time"),
    ("LN-27", LN, "declaration", {"topic": "drugs", "in_working_time": False}, "outside_working_time"),
    ("WIL-34", WIL, "declaration", {"topic": "surfing_in_working_time", "in_working_time": False}, "outside"),
    ("IC-27", IC, "declaration", {"topic": "name_or_image", "with": "other"}, "name_or_image"),
    ("IC-35", IC, "declaration", {"topic": "private_purchase", "with": "client"}, "purchase_from_client"),
    ("IC-35", IC, "gift", {"kind": "purchase", "giver": "client"}, "purchase_from_client"),
    ("IC-42", IC, "gift", {"giver": "relation", "value": 10, "refused": True}, "refused_gift"),
    ("L16-36", L16, "gift", {"giver": "client", "value": 10, "refused": True}, "refused_gift"),
    ("IC C32", IC, "gift", {"giver": "client_family", "value": 10}, "client_family"),
]


@pytest.mark.parametrize(("rule", "of", "question", "facts", "point"), SILENT)
def test_what_a_code_does_not_reach_is_silent_and_asks_nothing_it_does_not_say(
    rule: str, of: tuple[str, Any], question: str, facts: dict[str, object], point: str
) -> None:
    found = _ask(question, of, **facts)
    assert found["verdict"] == "silent"
    assert found["silent_on"][0].startswith(point)
    assert "direct leidinggevende" not in [duty["to"] for duty in found["duties"]]


@pytest.mark.parametrize(
    ("of", "question", "facts", "point"),
    [
        (WIL, "invitation", {"recipient": "volunteer"}, "volunteer"),
        (WIL, "invitation", {"recipient": "board_member"}, "board_member"),
        (WIL, "invitation", {"giver": "bidder", "in_talks": "yes"}, "in_talks"),
        (WIL, "invitation", {"giver": "bidder"}, "bidder"),
        (IC, "invitation", {"recipient": "board_member"}, "board_member"),
        (L16, "gift", {"giver": "client", "wants_to_keep": True}, "wants_to_keep"),
        (IC, "gift", {"giver": "relation", "value": 20, "wants_to_keep": True}, "wants_to_keep"),
        (WIL, "declaration", {"topic": "side_activity", "recipient": "volunteer"}, "volunteer"),
    ],
)
def test_a_rule_that_holds_still_names_what_it_does_not_settle(
    of: tuple[str, Any], question: str, facts: dict[str, object], point: str
) -> None:
    found = _ask(question, of, **facts)
    assert found["verdict"] != "silent"
    assert found["silent_on"] == [point]


def test_an_image_without_consent_is_forbidden_IC_28() -> None:
    found = _ask("declaration", IC, topic="name_or_image", consent=False)
    assert found["verdict"] == "refused"


def test_love_between_colleagues_asks_whether_they_work_together_IC_21() -> None:
    found = _ask("declaration", IC, topic="love_relation", **{"with": "colleague", "same_team": "unknown"})
    assert found["questions"] == ["Werkt u op dezelfde locatie of afdeling?"]
    assert found["duties"][0]["when"] == "als u op dezelfde locatie of afdeling werkt"
    apart = _ask("declaration", IC, topic="love_relation", **{"with": "colleague", "same_team": False})
    assert apart["verdict"] == "silent"


@pytest.mark.parametrize("topic", ["discrimination", "aggression", "bullying"])
def test_the_three_doors_are_cited_from_chapter_12_WIL_52(topic: str) -> None:
    sections = [s["section"] for s in _ask("declaration", WIL, topic=topic)["sources"]]
    assert "12 Melding vermoeden misstanden" in sections


@pytest.mark.parametrize("of", [L16, LN, IC, WIL])
@pytest.mark.parametrize("question", ["declaration", "contacts"])
def test_the_act_that_lets_people_report_outside_is_named(question: str, of: tuple[str, Any]) -> None:
    about = {"topic": "misconduct"} if question == "declaration" else {"matter": "misconduct"}
    found = _ask(question, of, **about)
    assert "Wet bescherming klokkenluiders laat u ook direct naar buiten gaan" in " ".join(
        found["explanation"].split()
    )
    assert {"document": "Wet bescherming klokkenluiders", "section": "art. 2c"} in found["sources"]


def test_a_gift_at_wil_explains_the_act_it_cites() -> None:
    found = _ask("gift", WIL, giver="company", value=20)
    assert "Ambtenarenwet laat een ambtenaar zonder toestemming" in found["explanation"]


def test_after_a_ban_the_explanation_says_it_was_not_allowed() -> None:
    found = _ask("gift", IC, giver="client", value=5, accepted=True)
    assert "Dit is al gebeurd, en de code staat het niet toe." in found["explanation"]
    assert "vooraf" not in found["explanation"]


def test_what_was_already_received_is_no_longer_discussed_before_accepting_it() -> None:
    after = _ask("gift", IC, giver="company", value=80, accepted=True)
    before = _ask("gift", IC, giver="company", value=80)
    assert [d["when"] for d in before["duties"]] == ["voordat u het aanneemt", "na het overleg"]
    assert [d["when"] for d in after["duties"]] == ["alsnog", "na het overleg"]


def test_the_code_of_2016_says_it_may_have_been_replaced() -> None:
    assert "Deze uitgave kan dus al zijn vervangen." in _ask("gift", L16, giver="client")["explanation"]


# The general line of a code: L16 hoofdstuk 3, WIL 1


def test_the_general_line_cites_its_section() -> None:
    for found in (_ask("declaration", L16, topic="press"), _ask("contacts", L16, matter="press")):
        assert found["sources"] == [
            {"document": "Gedragscode 2016", "section": "hoofdstuk 3, Vertrouwenspersoon"}
        ]
        assert "Bron: Gedragscode 2016, hoofdstuk 3, Vertrouwenspersoon." in found["explanation"]


def test_the_general_line_of_wil_is_a_free_choice_WIL_02() -> None:
    found = _ask("contacts", WIL, matter="love_colleague")
    assert found["order"] == "options"
    assert "collega’s, leidinggevende en/of HR" in found["explanation"]


def test_the_general_line_never_sends_to_whom_the_matter_is_about() -> None:
    found = _ask("contacts", WIL, matter="private_purchase", about="own_manager")
    assert [c["role"] for c in found["contacts"]] == ["colleagues", "hr"]
    assert [(c["role"], c["when"]) for c in found["not"]] == [
        ("supervisor", "de zaak gaat over deze persoon")
    ]
    assert "Niet naar leidinggevende" in found["explanation"]


@pytest.mark.parametrize("of", [L16, WIL])
@pytest.mark.parametrize(
    "matter", ["expert", "report", "challenge", "withdrawal", "witnesses", "team_support"]
)
def test_the_general_line_says_nothing_on_how_complaints_are_handled(
    matter: str, of: tuple[str, Any]
) -> None:
    found = _ask("contacts", of, matter=matter, asker="employee")
    if found["sources"]:  # the regulation itself answers an employee
        assert all(source["document"] == "Klachtenreglement" for source in found["sources"])
    else:
        assert found["contacts"] == []
        assert found["silent_on"]


@pytest.mark.parametrize("of", [IC, WIL])
@pytest.mark.parametrize("matter", ["gift", "invitation"])
def test_nobody_is_named_for_a_board_member_and_that_is_said(matter: str, of: tuple[str, Any]) -> None:
    assert _ask("contacts", of, matter=matter, asker="board_member")["silent_on"] == ["board_member"]
    assert _ask("contacts", of, matter=matter)["silent_on"] == []


@pytest.mark.parametrize("matter", ["gift", "side_activity"])
def test_a_doubt_the_coach_is_party_to_goes_to_the_confidant_L16_40(matter: str) -> None:
    found = _ask("contacts", L16, matter=matter, about="own_manager")
    assert [c["role"] for c in found["contacts"]] == ["confidant"]
    assert "hoofdstuk 3, Vertrouwenspersoon" in [s["section"] for s in found["sources"]]
    assert [c["role"] for c in _ask("contacts", L16, matter=matter)["contacts"]] == ["supervisor"]


def test_several_people_are_not_called_a_person() -> None:
    found = _ask("contacts", WIL, matter="doubt", about="team")
    assert "Niet naar collega’s, want het gaat over hen." in found["explanation"]
    assert found["not"][0]["when"] == "de zaak gaat over hen"


def test_discontent_about_the_supervisor_starts_with_that_person_IC_24() -> None:
    found = _ask("contacts", IC, matter="discontent", about="own_manager")
    assert "De stap naar leidinggevende vervalt, want dat is hier de persoon zelf." in found["explanation"]


@pytest.mark.parametrize(
    ("of", "name", "rule"),
    [
        (L16, "private_use", "L16-35"),
        (L16, "remarks_by_colleague", "L16-07"),
        (IC, "remarks_by_colleague", "IC-51"),
    ],
)
def test_contacts_and_declaration_read_a_matter_the_same_way(
    of: tuple[str, Any], name: str, rule: str
) -> None:
    assert rule in _ask("contacts", of, matter=name)["articles"]
    assert rule in _ask("declaration", of, topic=name)["articles"]
