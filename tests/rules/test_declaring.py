"""What becomes of a declaration under each code: who decides, what may come out, what is late (issue of the codes at work)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from wederhoor.conduct.reading import differences
from wederhoor.declarations.forms import CheckForm
from wederhoor.declarations.questions import questions_of
from wederhoor.declarations.topics import Judged, judge, topic_by_code, topics_of
from wederhoor.declarations.words import headline
from wederhoor.explain.reading import FactRefused, in_digits, read_worth
from wederhoor.organisation import Organisation, build_organisation
from wederhoor.rules.declaring import (
    OWN_CONDUCT,
    Lateness,
    Outcome,
    Part,
    handling_of,
    lateness_of,
    supervisor_called,
)
from wederhoor.rules.duties import Moment
from wederhoor.rules.reporting_lines import ContactOrder
from wederhoor.rules.roles import RoleName
from wederhoor.rules.tables import Row, Verdict, Worth
from wederhoor.web.asked_form import form_class

TODAY = date(2026, 11, 22)
LUMENS = build_organisation("lumens", on=TODAY)
LUMENS_NEW = build_organisation("lumens", on=TODAY, code_edition="nieuw")
IC = build_organisation("interaktcontour", on=TODAY)
WIL = build_organisation("wil", on=TODAY)
EVERY = (LUMENS, LUMENS_NEW, IC, WIL)


def judged(organisation: Organisation, code: str, worth: str | None = None, **facts: str) -> Judged:
    topic = topic_by_code(organisation, code)
    assert topic is not None
    value = Worth(low=Decimal(worth), high=Decimal(worth)) if worth else None
    return judge(organisation, topic, {"recipient": "employee", **facts}, value)


def road(one: Judged) -> list[tuple[str, str]]:
    return [(reader.role, reader.part.value) for reader in one.handling.readers]


@pytest.mark.parametrize(
    ("one", "verdict", "readers"),
    [
        # IC-42 to IC-46: told under 25, decides above, consulted in doubt about talks
        (
            judged(IC, "gift", "24.99", giver="relation", kind="goods", in_talks="no"),
            "report",
            [("supervisor", "told")],
        ),
        (
            judged(IC, "gift", "26", giver="relation", kind="goods", in_talks="no"),
            "supervisor_decides",
            [("supervisor", "decides")],
        ),
        (
            judged(IC, "gift", "10", giver="relation", kind="goods", in_talks="unclear"),
            "consult",
            [("supervisor", "decides")],
        ),
        # IC-47: approved beforehand
        (
            judged(IC, "invitation", giver="relation", paid_by="inviter"),
            "prior_approval",
            [("supervisor", "decides")],
        ),
        # IC-37: a member of the board goes to the supervisory board, everybody else to their supervisor
        (
            judged(
                IC,
                "private_purchase",
                does_business="yes",
                market_terms="yes",
                recipient="board_member",
            ),
            "report",
            [("supervisory_board", "told")],
        ),
        (
            judged(IC, "private_purchase", does_business="yes", market_terms="yes"),
            "report",
            [("supervisor", "told")],
        ),
        # WIL-28, 32, 27, 25, 21
        (judged(WIL, "gift", "10", giver="client", kind="goods"), "report", [("supervisor", "told")]),
        (
            judged(WIL, "invitation", giver="relation", paid_by="inviter"),
            "prior_report",
            [("supervisor", "decides")],
        ),
        (judged(WIL, "side_activity"), "report", [("supervisor", "decides")]),
        (judged(WIL, "side_activity", conflict="yes"), "refused", [("supervisor", "decides")]),
        (judged(WIL, "press"), "consult", [("supervisor", "decides"), ("communications", "consulted")]),
        (judged(WIL, "incident"), "report", [("ict", "told"), ("supervisor", "told")]),
        # L16-38, L16-35; LN-19, LN-18
        (
            judged(LUMENS, "gift", giver="client", kind="goods", in_doubt="yes"),
            "consult",
            [("supervisor", "decides")],
        ),
        (judged(LUMENS, "property_use"), "prior_approval", [("supervisor", "decides")]),
        (
            judged(LUMENS_NEW, "side_activity", in_doubt="yes"),
            "prior_approval",
            [("supervisor", "decides")],
        ),
        (judged(LUMENS_NEW, "side_activity"), "report", [("supervisor", "told")]),
    ],
)
def test_a_declaration_goes_where_the_code_says(
    one: Judged, verdict: str, readers: list[tuple[str, str]]
) -> None:
    assert one.assessment.verdict == verdict
    assert one.may_declare
    assert one.handling.asked
    assert road(one) == readers


def test_what_a_code_forbids_is_never_accepted_and_what_it_does_not_ask_is_only_noted() -> None:
    above = judged(WIL, "gift", "80", giver="client", kind="goods", accepted="yes")
    assert road(above) == [("supervisor", "decides")]
    assert Outcome.ACCEPTED not in above.handling.outcomes
    assert {Outcome.RETURNED, Outcome.HANDED_OVER} <= set(above.handling.outcomes)

    client = judged(IC, "gift", giver="client", kind="goods", accepted="yes")  # IC-16
    assert client.may_declare
    assert road(client) == [("supervisor", "decides")]
    assert "zegt niet wie beslist" in client.handling.remarks[0]
    assert not judged(IC, "gift", giver="client", kind="goods").may_declare
    assert not judged(IC, "press").may_declare  # spokesmen only (IC-31)

    own = judged(LUMENS, "gift", giver="client", kind="goods")  # L16-36
    assert own.assessment.verdict is Verdict.OWN_JUDGEMENT
    assert not own.handling.asked
    assert own.handling.outcomes == (Outcome.NOTED, Outcome.AGREED)
    assert "vraagt hier geen melding" in own.handling.remarks[0]


def test_both_sentences_about_side_activities_are_shown_and_the_employer_is_named_as_unknown() -> None:
    """C30: the quoted collective agreement asks all, the code itself only in doubt (LN-18, LN-19)."""
    all_of_them = judged(LUMENS_NEW, "side_activity")
    assert "haalt de cao aan" in all_of_them.assessment.explanation
    assert "alleen bij twijfel" in all_of_them.assessment.explanation
    assert "noemt ‘werkgever’" in all_of_them.handling.remarks[0]
    assert judged(LUMENS_NEW, "side_activity", in_doubt="yes").handling.into_file
    assert not judged(WIL, "side_activity").handling.into_file


def test_a_giver_who_is_also_a_client_and_in_talks_gets_the_stricter_answer() -> None:
    small = {"giver": "relation", "kind": "goods", "in_talks": "no"}
    assert judged(IC, "gift", "10", **small).assessment.verdict is Verdict.REPORT
    assert judged(IC, "gift", "10", **small, also_client="yes").assessment.numbers == ("IC-16",)
    both = judged(IC, "gift", "10", **{**small, "in_talks": "yes"}, also_client="yes")
    assert both.assessment.verdict is Verdict.REFUSED


def test_late_is_what_the_code_makes_of_it() -> None:
    """Beforehand and at once are terms; "when you receive it" names no days, and the platform invents none."""

    def late(one: Judged, day: date | None, **facts: str) -> Lateness:
        return lateness_of(one.row, facts, day, TODAY)

    week_ago, next_week = date(2026, 11, 15), date(2026, 11, 29)
    invited = judged(WIL, "invitation", giver="relation", paid_by="inviter")
    assert late(invited, week_ago, after_the_fact="yes") is Lateness.LATE
    assert late(invited, week_ago, after_the_fact="yes", reported="yes") is Lateness.IN_TIME
    assert late(invited, next_week, planned="yes") is Lateness.IN_TIME
    gift = judged(WIL, "gift", "10", giver="client", kind="goods")
    assert late(gift, week_ago, accepted="yes") is Lateness.AFTERWARDS
    assert late(gift, TODAY, accepted="yes") is Lateness.IN_TIME
    assert late(gift, week_ago, refused="yes") is Lateness.IN_TIME
    incident = judged(WIL, "incident")  # WIL-21: immediately
    assert late(incident, week_ago, after_the_fact="yes") is Lateness.LATE
    assert late(incident, TODAY, after_the_fact="yes") is Lateness.IN_TIME


def test_within_a_number_of_days_is_late_after_the_last_of_them() -> None:
    row = judged(WIL, "gift", "10", giver="client", kind="goods").row
    within = replace(row, duties=(replace(row.duties[0], moment=Moment.WITHIN_DAYS, days=7),))
    done = {"accepted": "yes"}
    assert lateness_of(within, done, date(2026, 11, 15), TODAY) is Lateness.IN_TIME
    assert lateness_of(within, done, date(2026, 11, 14), TODAY) is Lateness.LATE


def _otherwise_worded(row: Row) -> Row:
    """The same row in other Dutch words."""
    other = "vooraf direct bij de bestuurder of de Raad van Toezicht, leidinggevende"
    duties = tuple(replace(duty, who=other, what=other, to=other, when=other) for duty in row.duties)
    return replace(row, says=other, duties=duties)


def test_no_dutch_word_of_a_duty_decides_anything() -> None:
    """Who decides, is consulted or is told, what may come out and what is late: all of it is data beside the sentence."""
    for organisation in EVERY:
        supervisor = supervisor_called(organisation.roles, organisation.reporting_lines)
        for topic in topics_of(organisation):
            for row in topic.policy.rows:
                other = _otherwise_worded(row)
                for happened in (False, True):
                    assessment = judge(organisation, topic, {"recipient": "employee"}).assessment
                    one = handling_of(topic.code, row, assessment, supervisor, happened=happened)
                    two = handling_of(topic.code, other, assessment, supervisor, happened=happened)
                    assert replace(one, remarks=()) == replace(two, remarks=())
                    assert len(one.remarks) == len(two.remarks)
                for facts in ({}, {"accepted": "yes"}, {"after_the_fact": "yes"}):
                    for day in (TODAY, date(2026, 11, 15)):
                        assert lateness_of(row, facts, day, TODAY) is lateness_of(other, facts, day, TODAY)


@pytest.mark.parametrize(
    ("choice", "readers"),
    [
        (ContactOrder.BOTH, [("hr", "decides"), ("supervisor", "consulted")]),
        (ContactOrder.EITHER, [("supervisor", "decides")]),
        (ContactOrder.OPTIONS, [("supervisor", "decides")]),
        (ContactOrder.ORDERED, [("hr", "decides")]),
    ],
)
def test_of_several_the_choice_says_who_decides(choice: ContactOrder, readers: list[tuple[str, str]]) -> None:
    row = judged(WIL, "press").row
    towards = (RoleName(role="hr", name="HR"), RoleName(role="supervisor", name="leidinggevende"))
    several = replace(row, duties=(replace(row.duties[0], towards=towards, choice=choice),))
    one = judged(WIL, "press")
    found = handling_of("press", several, one.assessment, "leidinggevende", happened=False)
    assert [(reader.role, reader.part.value) for reader in found.readers] == readers


def test_only_what_a_code_acts_on_is_asked() -> None:
    """WIL-29 and IC-42 name amounts, Lumens none (C40)."""

    def asked(organisation: Organisation, code: str) -> set[str]:
        topic = topic_by_code(organisation, code)
        assert topic is not None
        return {question.name for question in questions_of(topic)}

    assert "value" in asked(IC, "gift") & asked(WIL, "gift")
    assert "value" not in asked(LUMENS, "gift")
    assert "embarrassed" in asked(LUMENS, "gift")
    assert asked(LUMENS, "invitation") >= {"giver", "state", "who", "what", "day"}
    assert "paid_by" not in asked(LUMENS, "invitation")
    assert {"conflict", "extensive"} <= asked(WIL, "side_activity")
    assert "extensive" not in asked(IC, "side_activity")
    assert {"with", "relation", "same_team"} <= asked(IC, "personal_relation")


def test_rights_and_follow_up_are_there_only_where_the_edition_has_them() -> None:
    """LN-22 to LN-24, LN-29 to LN-31; the older edition has neither."""
    unsafe, theft = judged(LUMENS_NEW, "unsafe_at_client"), judged(LUMENS_NEW, "theft")
    assert [right.number for right in unsafe.row.rights] == ["LN-29", "LN-31"]
    assert [(one.code, str(one.term or "")) for one in theft.row.follow_up] == [
        ("police_report", ""),
        ("suspension", "3 weken"),
        ("measures", ""),
    ]
    assert topic_by_code(LUMENS, "theft") is None
    assert topic_by_code(LUMENS, "unsafe_at_client") is None


def test_every_topic_has_a_place_of_its_own_and_every_answer_a_road() -> None:
    for organisation in EVERY:
        topics = topics_of(organisation)
        slugs = [topic.slug for topic in topics]
        assert len(set(slugs)) == len(slugs)
        assert all(slug and slug.isascii() for slug in slugs)
        for topic in topics:
            for row in topic.policy.rows:
                one = judge(organisation, topic, {"recipient": "employee"})
                assert one.handling.readers
                assert all(reader.part in Part for reader in one.handling.readers)
                assert (topic.code in OWN_CONDUCT or topic.code in ("gift", "invitation")) or (
                    not one.may_declare
                ), row.code


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("vijfentwintig", "25", "25"),
        ("Vijfentwintig euro", "25", "25"),
        ("drieëntwintig", "23", "23"),
        ("honderdvijftig", "150", "150"),
        ("25,00", "25", "25"),
        ("€ 25", "25", "25"),
        ("tussen 20 en dertig", "20", "30"),
        ("meer dan vijftig", "50.01", "1000000000"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, low: str, high: str) -> None:
    worth = read_worth(in_digits(typed))
    assert worth == Worth(low=Decimal(low), high=Decimal(high))


@pytest.mark.parametrize("typed", ["veel", "vijf en nog wat", "-3", "25;"])
def test_an_amount_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(FactRefused):
        read_worth(in_digits(typed))


@pytest.mark.parametrize("organisation", EVERY, ids=lambda one: f"{one.profile.name} {one.code_edition.code}")
def test_no_headline_says_that_it_is_allowed_with_a_duty_beside_it(organisation: Organisation) -> None:
    """What must be done comes first, what happened is not spoken of as to come, and nobody is left to find that out."""
    for topic in topics_of(organisation):
        for row in topic.policy.rows:
            for state in ({}, {"after_the_fact": "yes", "accepted": "yes"}):
                one = replace(judged(organisation, topic.code, **state))
                verdict, asked = row.verdict, bool(row.duties)
                said = headline(verdict, {**one.facts, **state}, asked=asked)
                assert not (asked and said in ("Dit mag", "Dit mocht", "U beslist zelf")), (
                    topic.code,
                    row.code,
                )
                if state:
                    assert "vooraf toestemming" not in said, (topic.code, row.code)
                    assert not said.startswith(("Overleg eerst", "Meld het vooraf", "Vraag")), (
                        topic.code,
                        row.code,
                    )
    assert headline(Verdict.ALLOWED, {}, asked=False) == "Dit mag"
    assert headline(Verdict.REPORT, {}, asked=True) == "Melden verplicht"
    told = {"after_the_fact": "yes", "reported": "yes"}
    assert headline(Verdict.PRIOR_REPORT, told, asked=True) == "U deed vooraf wat nodig was"
    asks = headline(Verdict.SUPERVISOR_DECIDES, {}, asked=True, decides="de Raad van Toezicht")
    assert asks == "Vraag het eerst: de Raad van Toezicht beslist"


@pytest.mark.parametrize("organisation", EVERY, ids=lambda one: f"{one.profile.name} {one.code_edition.code}")
def test_a_side_activity_can_always_be_approved_of_unless_it_is_refused(organisation: Organisation) -> None:
    for facts in ({}, {"conflict": "no"}, {"in_doubt": "yes"}, {"extensive": "yes"}):
        one = judged(organisation, "side_activity", **facts)
        if one.may_declare and one.assessment.verdict is not Verdict.REFUSED:
            assert Outcome.ACCEPTED in one.handling.outcomes, facts


def test_negotiations_are_asked_about_only_where_they_make_a_difference() -> None:
    """Money of a client has nothing to do with a contract; a gift of a relation has."""
    topic = topic_by_code(IC, "gift")
    assert topic is not None
    asked = questions_of(topic)
    with Flask("proef").test_request_context():
        form = form_class(CheckForm, asked)(formdata=None)
        form.prepare(topic, asked, "employee", TODAY)
        (talks,) = [one for one in asked if one.name == "in_talks"]
        for giver, shows in (("", False), ("client", False), ("client_family", False), ("relation", True)):
            form["giver"].data, form["kind"].data = giver, "cash" if "client" in giver else "goods"
            assert form.shows(talks) is shows, giver
            assert bool(form.wrong(talks, form["in_talks"])) is shows, giver


def test_editions_differ_sentence_by_sentence() -> None:
    """A sentence that stayed is left alone, one that changed shows its words, and an article with another number is found again."""
    first = replace(
        LUMENS.articles[0],
        number="A-1",
        text="Meld het vooraf bij HR. Dat mag met een gewone brief. Er is geen bedrag.",
    )
    second = replace(
        first, number="B-7", text="Meld het vooraf bij HR. Dat mag met een korte brief. Doe het op tijd."
    )
    (found,) = differences([first], [second])
    assert (found.kind, found.number, found.was) == ("changed", "B-7", "A-1")
    assert [(one.kind, "".join(text for _, text in one.pieces).strip()) for one in found.sentences] == [
        ("same", "Meld het vooraf bij HR."),
        ("changed", "Dat mag met een gewone korte brief."),
        ("new", "Doe het op tijd."),
        ("gone", "Er is geen bedrag."),
    ]
    assert found.sentences[1].pieces[1:3] == (("gone", "gewone "), ("new", "korte "))
    other = replace(first, number="C-1", text="Iets heel anders.")
    assert [one.kind for one in differences([first], [other])] == ["gone", "new"]
