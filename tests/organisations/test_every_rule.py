"""Every numbered rule of the five documents has a datum that carries it, or a stated reason why it stays
prose.
"""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from wederhoor.organisation import Organisation, build_organisation
from wederhoor.rules.code_of_conduct import Article, RuleKind
from wederhoor.rules.committee import Committee
from wederhoor.rules.complaint_process import ComplaintProcess

TODAY = date(2026, 11, 22)
CODES = [
    ("lumens", "2016", "L16", 51),
    ("lumens", "nieuw", "LN", 36),
    ("interaktcontour", "integriteitscode", "IC", 52),
    ("wil", "2016", "WIL", 55),
]
ASKED = {RuleKind.PROHIBITED, RuleKind.REPORT, RuleKind.APPROVAL, RuleKind.CONSULT}


def _numbers(organisation: Organisation) -> set[str]:
    """Every number a policy row or reporting line of this edition carries."""
    policies = [organisation.gift_policy, organisation.invitation_policy]
    policies += [declared.policy for declared in organisation.declarations]
    carried = {number for policy in policies for row in policy.rows for number in row.numbers}
    return carried | {number for line in organisation.reporting_lines for number in line.numbers}


@pytest.mark.parametrize(("plugin", "edition", "prefix", "count"), CODES)
def test_every_number_of_a_code_is_an_article(plugin: str, edition: str, prefix: str, count: int) -> None:
    organisation = build_organisation(plugin, on=TODAY, code_edition=edition)
    assert [a.number for a in organisation.articles] == [f"{prefix}-{n:02d}" for n in range(1, count + 1)]


@pytest.mark.parametrize(("plugin", "edition", "prefix", "count"), CODES)
def test_every_report_approval_prohibition_and_consult_rule_can_be_asked(
    plugin: str, edition: str, prefix: str, count: int
) -> None:
    organisation = build_organisation(plugin, on=TODAY, code_edition=edition)
    asked = _numbers(organisation)
    silent = [a.number for a in organisation.articles if ASKED & set(a.kinds) and a.number not in asked]
    assert silent == []


@pytest.mark.parametrize(("plugin", "edition", "prefix", "count"), CODES)
def test_no_row_or_line_names_a_number_that_does_not_exist(
    plugin: str, edition: str, prefix: str, count: int
) -> None:
    organisation = build_organisation(plugin, on=TODAY, code_edition=edition)
    known = {a.number for a in (*organisation.articles, *organisation.regulation_articles)}
    assert _numbers(organisation) - known == set()


def _regulation() -> Organisation:
    return build_organisation("lumens", on=TODAY)


def test_every_number_of_the_regulation_is_an_article() -> None:
    assert [a.number for a in _regulation().regulation_articles] == [f"KR-{n:03d}" for n in range(1, 163)]


def test_every_report_approval_and_prohibition_of_the_regulation_can_be_asked() -> None:
    organisation = _regulation()
    asked = _numbers(organisation)
    assert [
        a.number for a in organisation.regulation_articles if ASKED & set(a.kinds) and a.number not in asked
    ] == []


def test_every_rule_of_the_regulation_is_carried_or_says_why_not() -> None:
    bare = [a.number for a in _regulation().regulation_articles if not a.carried_by and not a.prose]
    assert bare == []


def _data(o: Organisation) -> Iterator[str]:
    assert isinstance(o.process, ComplaintProcess)
    assert isinstance(o.committee, Committee)
    yield from (f"deadline:{d.code}" for d in o.deadlines)
    yield from (f"extension:{d.code}" for d in o.deadlines if d.extension)
    yield from (f"shortened:{d.code}" for d in o.deadlines if d.shortened_by)
    yield from (f"content:{i.code}" for i in o.required_content)
    yield from (f"ground:{g.code}" for g in o.admissibility)
    yield from (f"category:{c.code}" for c in o.categories)
    yield from (f"letter:{one.code}" for one in o.letters)
    yield from (f"move:{m.code}" for m in o.process.moves)
    yield from (f"step:{s.code}" for s in o.process.steps)
    yield from (f"need:{n.fact}" for n in o.process.needs)
    yield from (f"seat:{s.code}" for s in o.committee.seats)
    yield from (f"quorum:{q.act}" for q in o.committee.quorums)
    yield from (f"committee:{name}" for name in vars(o.committee))
    yield from (f"register_number:{name}" for name in vars(o.register_number))
    yield from (f"profile:{name}" for name in vars(o.profile))
    yield from (f"option:{one.code}" for one in o.further_options)
    yield from (f"statement:{one.code}" for one in o.statements)
    yield from (f"text:{one.code}" for one in o.texts)
    yield from (f"retention:{one.code}" for one in o.retention)
    yield from (f"line:{one.matter}" for one in o.reporting_lines)
    yield from (f"regime:{one.code}" for one in o.regimes)
    yield from (f"edition:{one.code}" for one in o.regulations)


def test_what_carries_a_rule_exists() -> None:
    organisation = _regulation()
    data = set(_data(organisation))
    missing = {(a.number, c) for a in organisation.regulation_articles for c in a.carried_by if c not in data}
    assert missing == set()


def _articles() -> list[Article]:
    found = list(_regulation().regulation_articles)
    for plugin, edition, _, _ in CODES:
        found += build_organisation(plugin, on=TODAY, code_edition=edition).articles
    return found


def test_every_article_cites_a_section_and_is_a_sentence() -> None:
    for article in _articles():
        assert article.source.section, article.number
        assert re.fullmatch(r".+[.?]", article.text), article.number


def test_sentences_are_short_enough_for_plain_dutch() -> None:
    long = {
        article.number: len(sentence.split())
        for article in _articles()
        for sentence in re.split(r"[.?;:] ", article.text)
        if len(sentence.split()) > 36
    }
    assert long == {}
