"""What the codes answer, worked out by hand from the documents."""

from typing import Any

import pytest

from wederhoor.explain.asking import answer_case


def _ask(question: str, organisation: str, **facts: object) -> dict[str, Any]:
    found = answer_case({"organisation": organisation, **facts}, question)
    assert isinstance(found, dict)
    return found


GIFTS = [
    # Lumens 2016: no amount, own judgement, test questions, doubt to the animo-coach
    ("L16-36", "lumens", {"giver": "client", "value": 10}, "own_judgement", False, []),
    ("L16-36", "lumens", {"giver": "company", "value": 5000}, "own_judgement", False, []),
    ("L16-37", "lumens", {"giver": "client", "embarrassed": True}, "refused", False, []),
    (
        "L16-37",
        "lumens",
        {"giver": "client", "feels_obliged": True, "accepted": True},
        "refused",
        True,
        [],
    ),
    ("L16-37", "lumens", {"giver": "client", "would_hide": True, "in_doubt": True}, "refused", False, []),
    ("L16-38", "lumens", {"giver": "relation", "in_doubt": True}, "consult", False, []),
    ("L16-43", "lumens", {"giver": "client", "kind": "purchase"}, "refused", False, []),
    (
        "L16-36",
        "lumens",
        {"giver": "client", "kind": "cash", "place": "home"},
        "own_judgement",
        False,
        ["cash", "home"],
    ),
    ("silent", "lumens", {"giver": "employee_to_client"}, "silent", False, ["giving"]),
    # Lumens, newer: own judgement, no doubt rule, no test questions
    ("LN-20", "lumens", {"edition": "nieuw", "giver": "client", "value": 100}, "own_judgement", False, []),
    (
        "LN-20",
        "lumens",
        {"edition": "nieuw", "giver": "client", "in_doubt": True},
        "own_judgement",
        False,
        ["in_doubt"],
    ),
    (
        "LN-20",
        "lumens",
        {"edition": "LN", "giver": "client", "would_hide": True},
        "own_judgement",
        False,
        ["would_hide"],
    ),
    ("LN-17", "lumens", {"edition": "nieuw", "giver": "supplier", "kind": "purchase"}, "avoid", False, []),
    # InteraktContour
    ("IC-16", "interaktcontour", {"giver": "client", "value": "0,50"}, "refused", False, []),
    (
        "IC-16",
        "interaktcontour",
        {"giver": "client", "kind": "cash", "accepted": True},
        "refused",
        True,
        [],
    ),
    ("IC-16", "interaktcontour", {"giver": "client", "kind": "legacy"}, "refused", False, []),
    ("IC-42", "interaktcontour", {"giver": "relation", "value": "24,99"}, "report", False, []),
    ("C31", "interaktcontour", {"giver": "relation", "value": 25}, "consult", False, ["exactly_25_euro"]),
    ("IC-44", "interaktcontour", {"giver": "relation", "value": "25,01"}, "supervisor_decides", False, []),
    (
        "IC-44",
        "interaktcontour",
        {"giver": "supplier", "value": 40, "after_the_fact": True},
        "supervisor_decides",
        True,
        [],
    ),
    (
        "IC-44",
        "interaktcontour",
        {"giver": "supplier", "value": 40, "after_the_fact": True, "approved": True},
        "supervisor_decides",
        False,
        [],
    ),
    ("IC-45", "interaktcontour", {"giver": "company", "value": 5, "in_talks": "yes"}, "refused", False, []),
    (
        "IC-46",
        "interaktcontour",
        {"giver": "company", "value": 5, "in_talks": "unclear"},
        "consult",
        False,
        [],
    ),
    ("IC-45", "interaktcontour", {"giver": "bidder", "value": 5}, "refused", False, []),
    ("IC-42", "interaktcontour", {"giver": "bidder", "value": 5, "in_talks": "no"}, "report", False, []),
    ("C32", "interaktcontour", {"giver": "client_family", "value": 5}, "silent", False, ["client_family"]),
    (
        "IC-42",
        "interaktcontour",
        {"giver": "relation", "value": 10, "kind": "cash"},
        "report",
        False,
        ["cash"],
    ),
    (
        "IC-36",
        "interaktcontour",
        {"giver": "supplier", "kind": "discount", "collective_scheme": True},
        "report",
        False,
        [],
    ),
    ("IC-35", "interaktcontour", {"giver": "supplier", "kind": "purchase"}, "refused", False, []),
    # WIL
    ("WIL-28", "wil", {"giver": "client", "value": 1}, "report", False, []),
    ("WIL-28", "wil", {"giver": "company", "value": 50}, "report", False, []),
    ("WIL-29", "wil", {"giver": "company", "value": "50,01"}, "refused", False, []),
    ("WIL-29", "wil", {"giver": "company", "value": 60, "accepted": True}, "refused", True, []),
    ("WIL-28", "wil", {"giver": "company", "value": 30, "accepted": True}, "report", False, []),
    ("WIL-28", "wil", {"giver": "company", "value": "unknown"}, "report", False, []),
    ("WIL-28", "wil", {"giver": "company", "value": "40-60"}, "report", False, []),
    ("WIL-29", "wil", {"giver": "company", "value": "51-60"}, "refused", False, []),
    ("WIL-02", "wil", {"giver": "company", "value": 30, "in_doubt": True}, "consult", False, []),
    ("WIL-28", "wil", {"giver": "company", "value": 30, "kind": "voucher"}, "report", False, ["voucher"]),
    ("silent", "wil", {"giver": "company", "value": 30, "refused": True}, "silent", False, ["refused_gift"]),
]


@pytest.mark.parametrize(("rule", "organisation", "facts", "verdict", "breach", "silent_on"), GIFTS)
def test_gift(
    rule: str, organisation: str, facts: dict[str, object], verdict: str, breach: bool, silent_on: list[str]
) -> None:
    found = _ask("gift", organisation, **facts)
    assert (found["verdict"], found["breach"], found["silent_on"]) == (verdict, breach, silent_on)
    assert rule[0] in "sC" or rule in found["articles"]
    assert found["sources"]
    assert "Bron:" in found["explanation"]


def test_accepted_gifts_are_shared_at_the_end_of_the_year_WIL_30() -> None:
    duties = _ask("gift", "wil", giver="company", value=20, wants_to_keep=True)["duties"]
    assert {(d["what"], d["when"]) for d in duties} >= {("het geschenk delen", "aan het einde van het jaar")}


INVITATIONS = [
    ("silent", "lumens", {}, "silent", False),
    ("silent", "lumens", {"edition": "nieuw"}, "silent", False),
    ("IC-47", "interaktcontour", {"kind": "dinner"}, "prior_approval", False),
    ("IC-48", "interaktcontour", {"kind": "event", "added_value": True}, "prior_approval", False),
    ("IC-47", "interaktcontour", {"kind": "dinner", "after_the_fact": True}, "prior_approval", True),
    (
        "IC-47",
        "interaktcontour",
        {"kind": "dinner", "after_the_fact": True, "approved": True},
        "prior_approval",
        False,
    ),
    ("WIL-32", "wil", {"kind": "lunch"}, "prior_report", False),
    ("WIL-32", "wil", {"kind": "lunch", "after_the_fact": True}, "prior_report", True),
    ("WIL-32", "wil", {"kind": "lunch", "after_the_fact": True, "reported": True}, "prior_report", False),
]


@pytest.mark.parametrize(("rule", "organisation", "facts", "verdict", "breach"), INVITATIONS)
def test_invitation(
    rule: str, organisation: str, facts: dict[str, object], verdict: str, breach: bool
) -> None:
    found = _ask("invitation", organisation, giver="company", **facts)
    assert (found["verdict"], found["breach"]) == (verdict, breach)
    assert rule == "silent" or rule in found["articles"]


DECLARATIONS = [
    ("L16-30", "lumens", {"topic": "side_activity", "conflict": "yes"}, "refused"),
    ("L16-32", "lumens", {"topic": "side_activity", "in_doubt": True}, "consult"),
    ("L16-31", "lumens", {"topic": "side_activity"}, "own_judgement"),
    ("L16-35", "lumens", {"topic": "property_use"}, "prior_approval"),
    ("L16-44", "lumens", {"topic": "personal_relation", "with": "client"}, "refused"),
    ("L16-45", "lumens", {"topic": "share_confidential", "serious_crime": True}, "allowed"),
    ("LN-19", "lumens", {"edition": "nieuw", "topic": "side_activity", "in_doubt": True}, "prior_approval"),
    ("LN-18", "lumens", {"edition": "nieuw", "topic": "side_activity"}, "report"),
    ("LN-22", "lumens", {"edition": "nieuw", "topic": "theft"}, "report"),
    ("IC-40", "interaktcontour", {"topic": "side_activity", "conflict": "unclear"}, "refused"),
    ("IC-35", "interaktcontour", {"topic": "private_purchase"}, "refused"),
    ("IC-37", "interaktcontour", {"topic": "private_purchase", "market_terms": True}, "report"),
    ("IC-13", "interaktcontour", {"topic": "personal_relation", "with": "client"}, "refused"),
    (
        "IC-17",
        "interaktcontour",
        {"topic": "personal_relation", "with": "client", "relation": "love"},
        "report",
    ),
    (
        "IC-21",
        "interaktcontour",
        {"topic": "personal_relation", "with": "colleague", "relation": "love", "same_team": True},
        "report",
    ),
    ("WIL-26", "wil", {"topic": "side_activity", "conflict": "no"}, "report"),
    ("WIL-27", "wil", {"topic": "side_activity", "conflict": "yes"}, "refused"),
    ("WIL-23", "wil", {"topic": "suwinet"}, "prior_approval"),
]


@pytest.mark.parametrize(("rule", "organisation", "facts", "verdict"), DECLARATIONS)
def test_declaration(rule: str, organisation: str, facts: dict[str, object], verdict: str) -> None:
    found = _ask("declaration", organisation, **facts)
    assert found["verdict"] == verdict
    assert rule in found["articles"]


@pytest.mark.parametrize(
    ("organisation", "facts", "breach"),
    [
        ("wil", {"topic": "press"}, False),
        ("wil", {"topic": "press", "after_the_fact": True}, True),
        ("wil", {"topic": "press", "after_the_fact": True, "reported": True}, False),
        ("lumens", {"topic": "share_confidential", "safety": True, "after_the_fact": True}, True),
        ("lumens", {"topic": "property_use", "after_the_fact": True}, True),
        ("wil", {"topic": "side_activity", "after_the_fact": True}, False),
    ],
)
def test_what_a_code_wants_beforehand_and_was_not_done_is_a_breach(
    organisation: str, facts: dict[str, object], breach: bool
) -> None:
    assert _ask("declaration", organisation, **facts)["breach"] is breach


@pytest.mark.parametrize(
    ("organisation", "facts", "verdict"),
    [
        ("interaktcontour", {"topic": "family_relation", "same_team": True}, "supervisor_decides"),
        ("interaktcontour", {"topic": "love_relation", "with": "client"}, "report"),
        ("wil", {"topic": "side_job"}, "report"),
        ("interaktcontour", {"topic": "bullying"}, "refused"),
    ],
)
def test_a_topic_may_be_named_by_another_word(
    organisation: str, facts: dict[str, object], verdict: str
) -> None:
    assert _ask("declaration", organisation, **facts)["verdict"] == verdict


def test_words_of_one_organisation_mean_the_same_everywhere() -> None:
    assert _ask("contacts", "wil", matter="fraud")["articles"] == ["WIL-52"]
    assert _ask("contacts", "interaktcontour", matter="love_between_colleagues")["articles"] == ["IC-21"]
    assert _ask("contacts", "interaktcontour", matter="bullying", about="colleague")["articles"] == ["IC-51"]


def test_a_board_member_reports_private_purchases_to_the_supervisory_board_IC_37() -> None:
    found = _ask(
        "declaration",
        "interaktcontour",
        topic="private_purchase",
        market_terms=True,
        recipient="board_member",
    )
    assert [duty["to"] for duty in found["duties"]] == ["Raad van Toezicht"]


CONTACTS = [
    ("L16-39", "lumens", {"matter": "dilemma"}, "ordered", ["supervisor", "confidant"], []),
    ("L16-40", "lumens", {"matter": "dilemma", "about": "own_manager"}, "ordered", ["confidant"], []),
    (
        "L16-09",
        "lumens",
        {"matter": "professional_code_conflict"},
        "ordered",
        ["supervisor", "confidant", "director"],
        [],
    ),
    # Par. 6 names the confidant for anything unclear the animo-coach is a party to.
    ("L16-38", "lumens", {"matter": "gift", "about": "own_manager"}, "ordered", ["confidant"], []),
    ("L16-35", "lumens", {"matter": "property_use", "about": "own_manager"}, "ordered", [], ["own_manager"]),
    ("L16-13", "lumens", {"matter": "confidant_signal", "asker": "confidant"}, "ordered", ["director"], []),
    ("KR-115", "lumens", {"matter": "report", "asker": "committee"}, "ordered", ["director"], []),
    (
        "KR-115",
        "lumens",
        {"matter": "report", "asker": "committee", "about": "director"},
        "ordered",
        ["supervisory_board"],
        [],
    ),
    (
        "KR-127",
        "lumens",
        {"matter": "serious_structural", "asker": "committee"},
        "ordered",
        ["organisation", "inspectorate"],
        [],
    ),
    (
        "KR-055",
        "lumens",
        {"matter": "assessment", "asker": "team", "about": "team"},
        "ordered",
        ["quality_officer"],
        [],
    ),
    ("LN-10", "lumens", {"edition": "nieuw", "matter": "disagreement"}, "either", ["team", "supervisor"], []),
    (
        "LN-22",
        "lumens",
        {"edition": "nieuw", "matter": "theft", "about": "own_manager"},
        "ordered",
        [],
        ["own_manager"],
    ),
    (
        "LN-32",
        "lumens",
        {"edition": "nieuw", "matter": "client_complaint", "asker": "client"},
        "options",
        ["person_concerned", "team", "cluster_manager", "director", "committee"],
        [],
    ),
    (
        "IC-24",
        "interaktcontour",
        {"matter": "discontent"},
        "ordered",
        ["person_concerned", "supervisor", "confidant"],
        [],
    ),
    (
        "IC-24",
        "interaktcontour",
        {"matter": "discontent", "about": "own_manager"},
        "ordered",
        ["person_concerned", "supervisor_of_supervisor", "confidant"],
        [],
    ),
    (
        "IC-51",
        "interaktcontour",
        {"matter": "breach_seen", "about": "self"},
        "ordered",
        ["supervisor", "confidant"],
        [],
    ),
    (
        "IC-37",
        "interaktcontour",
        {"matter": "private_purchase", "asker": "board_member"},
        "ordered",
        ["supervisory_board"],
        [],
    ),
    ("WIL-21", "wil", {"matter": "incident"}, "both", ["ict", "supervisor"], []),
    ("WIL-25", "wil", {"matter": "press"}, "both", ["supervisor", "communications"], []),
    ("WIL-02", "wil", {"matter": "doubt"}, "options", ["colleagues", "supervisor", "hr"], []),
    ("WIL-45", "wil", {"matter": "remarks_by_colleague"}, "either", ["person_concerned", "supervisor"], []),
    (
        "WIL-51",
        "wil",
        {"matter": "integrity_doubt", "about": "colleague"},
        "ordered",
        ["person_concerned", "supervisor", "hr", "confidant"],
        [],
    ),
    ("WIL-52", "wil", {"matter": "suspicion"}, "options", ["supervisor", "hr", "confidant"], []),
    (
        "WIL-52",
        "wil",
        {"matter": "suspicion", "about": "own_manager"},
        "options",
        ["hr", "confidant"],
        ["own_manager"],
    ),
    (
        "WIL-52",
        "wil",
        {"matter": "suspicion", "about": "director"},
        "options",
        ["supervisor", "hr", "confidant"],
        ["director"],
    ),
    (
        "WIL-52",
        "wil",
        {"matter": "suspicion", "about": "confidant"},
        "options",
        ["supervisor", "hr"],
        ["confidant"],
    ),
]


@pytest.mark.parametrize(("rule", "organisation", "facts", "order", "roles", "silent_on"), CONTACTS)
def test_contacts(
    rule: str, organisation: str, facts: dict[str, object], order: str, roles: list[str], silent_on: list[str]
) -> None:
    found = _ask("contacts", organisation, **facts)
    assert (found["order"], [c["role"] for c in found["contacts"]], found["silent_on"]) == (
        order,
        roles,
        silent_on,
    )
    assert rule in found["articles"]


def test_a_code_that_names_nobody_says_so_and_names_whom_to_consult_in_general() -> None:
    found = _ask("contacts", "wil", matter="love_colleague")
    assert found["silent_on"] == ["love_colleague"]
    assert [c["role"] for c in found["contacts"]] == ["colleagues", "supervisor", "hr"]


@pytest.mark.parametrize(
    ("organisation", "number", "edition"),
    [
        ("lumens", "L16-37", "2016"),
        ("lumens", "LN-20", "nieuw"),
        ("lumens", "kr-115", "2016"),
        ("wil", "WIL-29", "2016"),
    ],
)
def test_an_article_is_found_by_its_number_in_whichever_edition(
    organisation: str, number: str, edition: str
) -> None:
    found = _ask("article", organisation, number=number)
    assert [a["number"] for a in found["articles"]] == [number.upper()]
    assert found["edition"] == edition
    assert "Bron:" in found["explanation"]


def test_articles_are_found_by_a_word() -> None:
    found = _ask("article", "interaktcontour", text="geschenk")
    assert {a["number"] for a in found["articles"]} >= {"IC-16", "IC-42", "IC-43"}
