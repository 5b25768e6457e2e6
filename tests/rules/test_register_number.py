"""Register numbers (KR-151, C16)."""

from datetime import date

import pytest

from wederhoor.rules.provenance import Source
from wederhoor.rules.register_number import (
    NumberPart,
    RegisterNumberRule,
    SequenceScope,
    format_register_number,
    sequence_scope,
    surname_letters,
)

RULE = RegisterNumberRule(
    parts=(NumberPart.SEQUENCE, NumberPart.DATE, NumberPart.SURNAME, NumberPart.SECRETARY),
    scope=SequenceScope.CONTINUOUS,
    padding=4,
    separator="-",
    surname_letters=3,
    source=Source(document="voorbeeld", section="1"),
)


def test_number_as_in_the_example_of_C16() -> None:
    number = format_register_number(
        RULE, sequence=7, on=date(2026, 3, 2), surname="Jansen", secretary_initials="K.B."
    )
    assert number == "0007-20260302-JAN-kb"


@pytest.mark.parametrize(
    ("surname", "letters"),
    [
        ("van der Berg", "BER"),
        ("Van den Broek", "BRO"),
        ("'t Hart", "HAR"),
        ("in ’t Veld", "VEL"),
        ("d'Hondt", "HON"),
        ("O'Neill", "ONE"),
        ("Çelik", "CEL"),
        ("Yıldız", "YIL"),
        ("Ørsted", "ORS"),
        ("Jansen-de Vries", "JAN"),
        ("Li", "LIX"),
        ("Van", "VAN"),
        ("Stichting De Brug", "STI"),
        ("", "XXX"),
        (None, "XXX"),
        ("Иванов", "XXX"),
        ("3M", "MXX"),
    ],
)
def test_first_letters_of_a_surname(surname: str | None, letters: str) -> None:
    assert surname_letters(surname, 3) == letters


def test_a_continuous_count_survives_new_year() -> None:
    assert sequence_scope(RULE, date(2026, 12, 31)) == sequence_scope(RULE, date(2027, 1, 1)) == ""


def test_a_long_count_is_never_cut() -> None:
    number = format_register_number(
        RULE, sequence=12345, on=date(2026, 1, 1), surname=None, secretary_initials=None
    )
    assert number == "12345-20260101-XXX-xx"
