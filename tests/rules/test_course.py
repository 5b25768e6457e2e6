"""Who handles, reads and decides on a complaint follows from whom it is about, for every organisation (KR-115, C9, C10)."""

from collections.abc import Iterable
from datetime import date

import pytest

from wederhoor.dossiers.course import course_about, step_told
from wederhoor.organisation import Organisation, build_organisation, freeze, thaw
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.rules.course import ALL_READ, readers
from wederhoor.rules.expecting import Said

ON = date(2026, 11, 22)
ALL = {plugin: build_organisation(plugin, on=ON) for plugin in ("lumens", "interaktcontour", "wil")}


def _decision_step(answers: Organisation, about: str, *, accused: bool = False) -> str:
    assert isinstance(answers.process, ComplaintProcess)
    return step_told(answers.process.step("decision"), course_about(answers, about, ""), accused=accused)


def _said(lines: Iterable[Said]) -> str:
    return " ".join(line.text.format(**line.values) for line in lines)


def test_about_the_director_the_supervisory_board_decides_and_every_text_says_so_KR_115() -> None:
    lumens = ALL["lumens"]
    assert _decision_step(lumens, "employee") == "De bestuurder beslist wat er gaat gebeuren."
    other = _decision_step(lumens, "director")
    assert other == "De Raad van Toezicht beslist wat er gaat gebeuren, en niet de bestuurder."
    assert _decision_step(lumens, "director", accused=True) == other
    said = _said(readers(course_about(lumens, "director", ""), "director", "Lumens"))
    assert (
        "Raad van Toezicht leest wat nodig is" in said
        and f"bestuurder behandelt en beslist niets, en {ALL_READ}" in said
    )


def test_where_the_regulation_names_nobody_nobody_is_named() -> None:
    wil = course_about(ALL["wil"], "director", "")
    assert wil.decides == "" and "De regels zeggen niet wie dan wel" in wil.decision
    ic = course_about(ALL["interaktcontour"], "director", "")
    assert ic.decision == "De Raad van Toezicht beslist wat er gaat gebeuren, en niet de Raad van Bestuur."


@pytest.mark.parametrize("plugin", ALL)
def test_about_somebody_who_handles_complaints_they_do_not_handle_it_and_read_only_what_every_accused_reads(
    plugin: str,
) -> None:
    answers = ALL[plugin]
    course = course_about(answers, "handler", "secretary")
    assert course.handles == ""
    told = _said(readers(course, "handler", answers.profile.name))
    assert "behandelt uw klacht niet" in told and ALL_READ in told
    open_question = _said(readers(course_about(answers, "unknown", ""), "unknown", answers.profile.name))
    assert "Blijkt dat het over iemand gaat die klachten behandelt?" in open_question


@pytest.mark.parametrize("plugin", ALL)
def test_every_step_has_words_for_both_sides_without_the_words_of_the_office(plugin: str) -> None:
    answers = ALL[plugin]
    assert isinstance(answers.process, ComplaintProcess)
    for about in ("employee", "director", "handler", "unknown"):
        course = course_about(answers, about, "")
        for step in answers.process.steps:
            mine, theirs = step_told(step, course), step_told(step, course, accused=True)
            assert mine.endswith(".") and theirs.endswith(".") and "{" not in mine + theirs
            assert "uw klacht" not in theirs.lower() and step.label not in (theirs, mine)


def test_a_stored_answer_follows_the_case_too() -> None:
    lumens = ALL["lumens"]
    assert _decision_step(thaw(freeze(lumens)), "director").startswith("De Raad van Toezicht")
