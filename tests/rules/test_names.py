"""Names: one fold, one order, one way to look them up; and typed text made clean without making two things one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wederhoor.rules import typed
from wederhoor.rules.names import in_order, known_by, words_of


def test_a_list_of_people_is_in_the_order_in_which_people_look() -> None:
    found = sorted(["Zita Aalders", "Ömer Arslan", "jan de Boer", "Éva Bos", "Eva Bos"], key=in_order)
    assert found == ["Eva Bos", "Éva Bos", "jan de Boer", "Ömer Arslan", "Zita Aalders"]


@pytest.mark.parametrize(
    ("surname", "known"),
    [
        ("Müllenberg-de Vriesma", ("mullenberg", "vriesma")),
        ("Pe\u0301rezma", ("perezma",)),
        ("van der Berg", ("berg",)),
        ("van", ("van",)),
        ("", ()),
        ("Jansen", ("jansen",)),
    ],
)
def test_a_surname_is_looked_up_by_each_of_its_words(surname: str, known: tuple[str, ...]) -> None:
    assert known_by(surname) == known


@given(st.text(max_size=30))
def test_a_fold_that_was_folded_stays_the_same(text: str) -> None:
    once = " ".join(words_of(text))
    assert " ".join(words_of(once)) == once


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("06-12345678", "0612345678"),
        ("+31 6 12 34 56 78", "0612345678"),
        ("+31 (0)6 12345678", "0612345678"),
        ("0031612345678", "0612345678"),
        ("tel:+31612345678", "0612345678"),
        ("٠٦١٢٣٤٥٦٧٨", "0612345678"),
        ("(040) 123 45 67", "0401234567"),
        ("+32 472 12 34 56", "0032472123456"),
        ("0032472123456", "0032472123456"),
        ("geen", ""),
    ],
)
def test_one_telephone_number_is_one_however_it_is_written(written: str, digits: str) -> None:
    assert typed.telephone(written) == digits


def test_a_code_is_read_in_capitals_and_no_other_letter_becomes_one_of_its_letters() -> None:
    assert typed.code(" k7qm-xr 2\u200b9.") == "K7QMXR29"
    assert typed.code("１２３ ٤٥٦") == "123456"
    for strange in "ßıſﬁ":  # capitals of these are letters a code may have
        assert not typed.code(strange).isascii()


def test_a_secret_is_the_same_however_a_keyboard_makes_it_and_no_two_signs_are_one() -> None:
    assert typed.secret("caf\u00e9 drie\u00a0woorden ") == typed.secret("cafe\u0301 drie woorden")
    assert typed.secret("\uff57\uff41\uff43\uff48\uff54") == "wacht"
    assert typed.secret("wacht\u200bwoord\u00ad") == "wachtwoord"
    assert typed.secret("Weiß") != typed.secret("Weiss")
    assert typed.secret("Wacht") != typed.secret("wacht")


def test_text_keeps_its_lines_and_loses_only_what_nobody_sees() -> None:
    assert typed.text(" a\r\nb\rc\x0bd\u2028e ") == "a\nb\nc\nd\ne"
    assert typed.text("Bra\u0301m\u200b\u202e\u00ad\x00") == "Br\u00e1m"
    joined = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f469\u200d\U0001f4bb"  # a Persian word and an emoji of two
    assert typed.text(joined) == joined
    assert typed.name("Jan\n  de\tBoer") == "Jan de Boer"
