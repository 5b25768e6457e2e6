"""Who to go to, of every organisation: never to whoever did it, and nothing that is only for the organisation itself."""

from datetime import date

import pytest

from wederhoor.conduct.askers import UNDESIRED, WHO, Who, about_choices, matters_for
from wederhoor.organisation import Organisation, build_organisation
from wederhoor.rules.reporting_lines import CONCERNED, About, Place, find_line, in_words, route
from wederhoor.rules.roles import Role

ON = date(2026, 11, 22)
ALL = [
    *(build_organisation("lumens", on=ON, code_edition=edition) for edition in ("2016", "nieuw")),
    build_organisation("interaktcontour", on=ON),
    build_organisation("wil", on=ON),
]
EACH = pytest.mark.parametrize("answers", ALL, ids=lambda one: f"{one.profile.slug}-{one.code_edition.code}")
ASKERS = pytest.mark.parametrize("who", WHO, ids=lambda one: one.label)


@EACH
@ASKERS
def test_whoever_asks_finds_a_way(answers: Organisation, who: Who) -> None:
    assert matters_for(answers, who.asker)


@EACH
@pytest.mark.parametrize("who", [one for one in WHO if one.asker != "accused"], ids=lambda one: one.label)
def test_undesired_conduct_is_a_topic_and_never_leads_to_whoever_did_it(
    answers: Organisation, who: Who
) -> None:
    assert matters_for(answers, who.asker)[0][0] == UNDESIRED
    for about, _ in who.about:
        line = find_line(answers.reporting_lines, UNDESIRED, who.asker, about)
        assert line is not None
        found = route(line, about, who.asker)
        roles = {one.role for one in found.contacts}
        assert "person_concerned" not in roles
        assert not roles & set(CONCERNED.get(about, ()))
        assert found.contacts or about in line.silent_about, about
    unknown = find_line(answers.reporting_lines, UNDESIRED, who.asker, About.UNKNOWN)
    assert unknown is not None
    # who does not say whom it is about may mean the one who leads them
    assert "supervisor" not in {one.role for one in route(unknown, About.UNKNOWN, who.asker).contacts}


@EACH
def test_an_accused_is_led_to_somebody_who_supports_KR_035(answers: Organisation) -> None:
    (who,) = (one for one in WHO if one.asker == "accused")
    ways = [
        find_line(answers.reporting_lines, code, who.asker, About.UNKNOWN)
        for code, _ in matters_for(answers, who.asker)
    ]
    assert any(one.role == Role.CONFIDANT for line in ways if line for one in line.contacts)


@EACH
@ASKERS
def test_nothing_that_whoever_asks_reads_is_a_note_of_the_organisation_to_itself(
    answers: Organisation, who: Who
) -> None:
    for code, label in matters_for(answers, who.asker):
        for about, _ in (*who.about, (About.UNKNOWN, "")):
            line = find_line(answers.reporting_lines, code, who.asker, about)
            if line is None:
                continue
            said = " ".join([label, line.note or "", *(f"{one.name} {one.when}" for one in line.contacts)])
            for word in ("niet ontvangen", "te bevestigen", "ToConfirm", "KR-", "IC-", "WIL-", "L16-", "LN-"):
                assert word not in said, (code, said)
        assert about_choices(answers, code, who) in ((), who.about)


def test_beside_instead_of_and_after_each_other_are_three_things() -> None:
    lines = [line for answers in ALL for line in answers.reporting_lines]
    assert {one.place for line in lines for one in line.contacts} == set(Place)
    (discontent,) = (line for line in lines if line.matter == "discontent")  # IC-24
    said = in_words(discontent.order, discontent.contacts)
    assert "daarna" in said and "; daarnaast vertrouwenspersoon" in said
