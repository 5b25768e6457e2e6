"""What files are called: the number without what is of a name, what it is, and nothing somebody typed (C16, KR-152)."""

import inspect
from datetime import date

import pytest

from wederhoor.rules.register_number import without_names
from wederhoor.web import runtime
from wederhoor.web.file_names import LETTER, disposition, file_name, paper_name

LUMENS, WIL = "0007-20260302-JAN-kb", "20260302-0012"


def test_a_name_holds_the_number_without_letters_and_what_it_is() -> None:
    assert (
        file_name("Bevestiging van ontvangst", "pdf", number=LUMENS)
        == "0007-20260302 bevestiging van ontvangst.pdf"
    )
    assert file_name(LETTER, "pdf", number=WIL, on=date(2026, 3, 2)) == "20260302-0012 brief 2026-03-02.pdf"
    assert paper_name(3, "image/jpeg", of=LUMENS) == "0007-20260302 stuk 3.jpg"
    assert file_name("stuk 1", ".docx", number="") == "stuk 1.docx"


@pytest.mark.parametrize(
    ("number", "left"),
    [(LUMENS, "0007-20260302"), (WIL, WIL), ("WIL-2026-0012", "2026-0012"), ("XXX-kb", "")],
)
def test_letters_in_a_number_are_of_somebody(number: str, left: str) -> None:
    assert without_names(number) == left


def test_nothing_in_a_name_ends_the_header_or_leaves_the_folder() -> None:
    bad = file_name('Be"zwaar\r\nX: ../../é<>:|?*', "pdf")
    assert bad == "be zwaar X é.pdf"
    told = disposition(bad, keep=True)
    assert told == "attachment; filename=\"be zwaar X e.pdf\"; filename*=UTF-8''be%20zwaar%20X%20%C3%A9.pdf"
    assert disposition(file_name("x" * 200, "pdf"), keep=False).startswith('inline; filename="xxx')
    assert len(file_name("x" * 200, "pdf")) < 90


def test_only_what_is_named_here_can_leave() -> None:
    for answer in (runtime.file_answer, runtime.pdf):
        assert inspect.signature(answer).parameters["name"].annotation.__name__ == "FileName"
