"""Which pieces of words something half remembered is found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wederhoor.rules.finding import looked_for, of_name, of_number, of_story

NAMES = st.text(alphabet="abcdefgh", min_size=3, max_size=14)


def finds(typed: str, pieces: frozenset[str]) -> bool:
    return set(looked_for(typed)) <= pieces


@pytest.mark.parametrize(
    "typed", ["jans", "Jan", "JANSSE", "janssen", "mevrouw Janssen", "nssen", "anssen", "p. jans"]
)
def test_half_a_name_is_enough(typed: str) -> None:
    assert finds(typed, of_name("Piet Janssen"))


@pytest.mark.parametrize("typed", ["ja", "jansma", "nss", "ansse", "sen", "piet jansma"])
def test_a_bit_of_the_middle_or_another_name_is_not(typed: str) -> None:
    assert not finds(typed, of_name("Piet Janssen"))


def test_a_story_is_found_by_its_words_and_how_long_ones_begin() -> None:
    story = of_story("Ik werd driemaal niet teruggebeld over mijn uitkering; de sleutel lag er nog.")
    for typed in ("teruggebeld", "teruggeb", "terugg", "uitkering sleutel", "Driemaal"):
        assert finds(typed, story), typed
    for typed in ("teru", "beld", "uitkering fiets"):
        assert not finds(typed, story), typed
    assert "niet" not in story and "werd" not in story, "what stands in every complaint"


def test_a_number_is_found_in_capitals_or_not() -> None:
    number = of_number("2026-014-VER")
    assert finds("2026-014-ver", number) and finds("ver 2026", number)


@given(NAMES, st.data())
def test_every_beginning_of_three_letters_or_more_finds_the_name(name: str, data: st.DataObject) -> None:
    length = data.draw(st.integers(min_value=3, max_value=len(name)))
    assert finds(name[:length], of_name(name))
