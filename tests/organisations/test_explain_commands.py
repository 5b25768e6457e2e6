"""The command line: files of cases, words, amounts and dates that are understood or refused in one
sentence.
"""

import json
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wederhoor.explain.asking import QUESTIONS, answer_case
from wederhoor.explain.commands import explain, organisation
from wederhoor.explain.reading import FactRefused, read_amount, read_date, read_worth
from wederhoor.organisation import build_organisation
from wederhoor.rules.tables import Worth


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(explain, arguments)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("25", "25"),
        ("25,00", "25"),
        ("25.5", "25.5"),
        ("€ 25", "25"),
        ("25 euro", "25"),
        ("€ 25,-", "25"),
        ("1.250", "1250"),
        ("1.250,50", "1250.50"),
        (25, "25"),
        (24.99, "24.99"),
        (1e9, "1000000000"),
        ("0", "0"),
    ],
)
def test_an_amount_is_understood(text: object, amount: str) -> None:
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "vijfentwintig",
        -3,
        "-3",
        "1e9",
        1e10,
        "",
        "25,123",
        "12.34.56",
        True,
        float("nan"),
        float("inf"),
        "25;",
    ],
)
def test_an_amount_is_refused_in_one_sentence(text: object) -> None:
    with pytest.raises(FactRefused) as refusal:
        read_amount(text)
    assert str(refusal.value).endswith(".")
    assert "zoals 25" in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("20-30", ("20", "30")),
        ("€ 20 - € 30", ("20", "30")),
        ("20 tot 30", ("20", "30")),
        ([20, 30], ("20", "30")),
        ({"min": 20, "max": 30}, ("20", "30")),
        ("unknown", None),
        (None, None),
    ],
)
def test_an_estimate_is_understood(text: object, worth: tuple[str, str] | None) -> None:
    expected = Worth(low=Decimal(worth[0]), high=Decimal(worth[1])) if worth else None
    assert read_worth(text) == expected


@pytest.mark.parametrize("text", ["2027-02-28", "28-2-2027", "28/02/2027", "28.2.2027", "2027-02-27T23:00Z"])
def test_a_date_is_understood(text: str) -> None:
    assert read_date(text) == date(2027, 2, 28)


@pytest.mark.parametrize("text", ["31-2-2027", "2027-02-31", "morgen", "2027-2", 20270228])
def test_a_date_is_refused_in_one_sentence(text: object) -> None:
    with pytest.raises(FactRefused, match="JJJJ-MM-DD"):
        read_date(text)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("gift", "--organisation", "acme"), "interaktcontour, lumens, wil"),
        (("gift", "--organisation", "lumens", "--giver", "konijn"), "client_family"),
        (("contacts", "--organisation", "wil", "--matter", "zin"), "suspicion"),
        (("gift", "--organisation", "lumens", "--edition", "1999"), "‘2016’ of ‘nieuw’"),
        (("gift", "--organisation", "lumens", "--edition", "nieuw", "--on", "2026-11-22"), "‘2016’"),
        (("gift", "--organisation", "lumens", "--on", "2010-01-01"), "1 januari 2010"),
        (("gift", "--organisation", "lumens", "--on", "31-2-2027"), "JJJJ-MM-DD"),
        (("gift",), "organisation"),
        (("deadlines", "--organisation", "wil", "--regime", "klachtenreglement"), "awb"),
        (
            (
                "deadlines",
                "--organisation",
                "lumens",
                "--received",
                "2026-03-02",
                "--completed",
                "2026-03-01",
            ),
            "completed",
        ),
        (
            ("deadlines", "--organisation", "lumens", "--appointed-from", "2026-03-02", "--renewed", "2"),
            "één keer",
        ),
    ],
)
def test_a_word_that_is_not_known_ends_with_2_and_names_what_is(
    arguments: tuple[str, ...], named: str
) -> None:
    found = _run(*arguments)
    assert found.exit_code == 2
    assert named in found.output


@pytest.mark.parametrize("question", QUESTIONS)
def test_help_prints_the_vocabulary(question: str) -> None:
    found = _run(question, "--help")
    assert found.exit_code == 0
    assert "Woorden" in found.output


def test_a_future_date_is_understood() -> None:
    assert _run("gift", "--organisation", "wil", "--value", "5", "--on", "2040-01-01").exit_code == 0


CASES = [
    {"question": "gift", "organisation": "wil", "giver": "client", "value": 50},
    {"question": "gift", "organisation": "interaktcontour", "facts": {"giver": "client", "value": "1,00"}},
    {"question": "contacts", "organisation": "wil", "matter": "incident"},
]


@pytest.mark.parametrize("name", ["cases.jsonl", "cases.json", "cases.yaml"])
def test_a_file_of_cases_gets_one_answer_each_in_order(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    lines = "\n".join(json.dumps(case) for case in CASES)
    path.write_text(
        lines if name.endswith("l") and name != "cases.yaml" else json.dumps(CASES), encoding="utf-8"
    )
    found = _run("--cases", str(path), "--json")
    assert found.exit_code == 0
    answers = [json.loads(line) for line in found.output.splitlines()]
    assert [a.get("verdict") or a.get("order") for a in answers] == ["report", "refused", "both"]


def test_yaml_may_share_facts_and_reads_on_as_a_day(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    text = "organisation: wil\non: 2026-11-22\ncases:\n  - {giver: client, value: 51, in_talks: no}\n"
    path.write_text(text, encoding="utf-8")
    found = _run("gift", "--cases", str(path), "--json")
    assert [json.loads(line)["verdict"] for line in found.output.splitlines()] == ["refused"]


def test_options_apply_to_every_case_that_does_not_say_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text("- {giver: client, value: 60}\n- {organisation: lumens, giver: client, value: 60}\n")
    found = _run("gift", "--organisation", "wil", "--cases", str(path), "--json")
    assert [json.loads(line)["verdict"] for line in found.output.splitlines()] == ["refused", "own_judgement"]


def test_a_case_that_is_not_understood_answers_an_error_in_its_place_and_ends_with_2(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"giver": "konijn"}\n{"giver": "client"}\n', encoding="utf-8")
    found = _run("gift", "--organisation", "wil", "--cases", str(path), "--json")
    assert found.exit_code == 2
    first, second = (json.loads(line) for line in found.output.splitlines())
    assert "konijn" in first["error"]
    assert second["verdict"] == "report"


def test_a_file_that_is_no_list_of_cases_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text("een zin\n", encoding="utf-8")
    found = _run("gift", "--organisation", "wil", "--cases", str(path))
    assert found.exit_code == 2
    assert "cases.yaml" in found.output


def test_two_organisations_side_by_side() -> None:
    found = CliRunner().invoke(organisation, ["diff", "interaktcontour", "wil"])
    assert found.exit_code == 0
    assert "geschenk client\n  interaktcontour: refused\n  wil: -" in found.output


def test_ten_thousand_gift_cases_take_about_a_second() -> None:
    values: tuple[object, ...] = (10, "24,99", 25, "50,01", "20-30", None)
    givers = ("client", "relation", "bidder")
    cases: list[dict[str, object]] = [
        {"organisation": name, "giver": giver, "value": value, "kind": "goods"}
        for name in ("lumens", "interaktcontour", "wil")
        for giver in givers
        for value in values
    ]
    started = time.perf_counter()
    for number in range(2_000):
        answer_case(cases[number % len(cases)], "gift")
    # 10,000 a second on an idle machine with room to spare; here only a guard against something much slower.
    assert time.perf_counter() - started < 2


def test_building_an_organisation_takes_less_than_five_milliseconds() -> None:
    build_organisation("lumens", on=date(2026, 11, 22))
    best = min(_timed_build() for _ in range(5))
    assert best < 0.005


def _timed_build() -> float:
    started = time.perf_counter()
    build_organisation("lumens", on=date(2026, 11, 22))
    return time.perf_counter() - started
