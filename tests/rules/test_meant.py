"""Who may be meant: wide enough that nobody reads about themselves, however a name was written; not so wide that nobody is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wederhoor.rules.meant import Naming, without_greeting

ANS = "Ans Jansen-Bakkerdam"
MEANT = (
    ("Ans Jansen-Bakkerdam", ANS),
    ("Ans Jansen - Bakkerdam", ANS),
    ("mevrouw Bakkerdam", ANS),
    ("Ayse Celikson", "Ayşe Çelikson"),
    ("AYSE CELIKSON", "Ayşe Çelikson"),
    ("Ay\u0073\u0327e C\u0327elikson", "Ayşe Çelikson"),
    ("Ans\u200bJansen", ANS),
    ("Bakkerdam, Ans", ANS),
    ("Jansen-Bakkerdam Ans", ANS),
    ("Jansen", ANS),
    ("ans", ANS),
    ("Ans van de balie", ANS),
    ("ans van de balie", ANS),
    ("Ans (balie)", ANS),
    ("Ans van team Zuid", ANS),
    ("A. Bakkerdam", ANS),
    ("Ans B.", ANS),
    ("A.J.", ANS),
    ("AJB", ANS),
    ("Bakkerdan", ANS),
    ("Bakekrdam", ANS),
    ("Janssen", ANS),
    ("jansenbakkerdam", ANS),
    ("ansjansen", ANS),
    ("ans.jansen@lumens.example", ANS),
    ("Piet en Ans", ANS),
    ("Jansen of Pietersen", ANS),
    ("Van der Wijk", "Piet van der Wÿk"),
    ("Wyk", "Jo van Wĳk"),
    ("Müller", "Eva Mueller"),
    ("Muller", "Eva Müller"),
    ("Weiss", "Kim Weiß"),
    ("WEISS", "Kim Weiß"),
    ("Yıldız", "Can Yildiz"),
    ("İpek", "Ipek Kaya"),
    ("Łukasz", "Lukasz Nowak"),
    ("Dhr. de Boer", "jan de Boer"),
    ("Boer", "de Boer, Jan"),
    ("O'Neill", "Tom ONeill"),
    ("Олена", ANS),
    ("mevr. Elamrani", "Fatima el Amrani"),
    ("El-Amrani", "Fatima el Amrani"),
    ("vanderberg", "Jan van der Berg"),
    ("vdBerg", "Jan van der Berg"),
    ("J.Vandenberg", "Jan van den Berg"),
    ("أمينة", ANS),
)
NOT_MEANT = (
    ("Ans de Wit", ANS),
    ("Ans K.", ANS),
    ("Jan Pietersen", "Jan de Boer"),
    ("jan pietersen", "Jan de Boer"),
    ("P. Beklaagde", "Kim Bakvis"),
    ("Team Zuid", ANS),
    ("de balie", ANS),
    ("12", ANS),
    ("", ANS),
    ("Vos", "Piet Bos"),
)


@pytest.mark.parametrize(("named", "name"), MEANT)
def test_whoever_may_be_meant_is_found_however_the_name_is_written(named: str, name: str) -> None:
    assert Naming(called=(named,)).may_mean(name)


@pytest.mark.parametrize(("named", "name"), NOT_MEANT)
def test_somebody_with_another_name_is_not_meant(named: str, name: str) -> None:
    assert not Naming(called=(named,)).may_mean(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ik sprak met Ans Jansen aan de balie.", ANS),
        ("ik sprak met mevrouw bakkerdam", ANS),
        ("Het was\nBakkerdam die ophing.", ANS),
        ("MEVROUW BAKKERDAM HING OP", ANS),
        ("Mevrouw De Groot was kwaad.", "Ans de Groot"),
        ("de groot was kwaad op mij", "Ans de Groot"),
        ("jansen hing op", ANS),
        ("Ik belde Ayse Celikson op.", "Ayşe Çelikson"),
        ("Wij spraken met Li Wu.", "Li Wu"),
    ],
)
def test_a_text_that_names_somebody_is_recognised(text: str, name: str) -> None:
    assert Naming(told=(text,)).may_mean(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Er was een groot probleem.", "Ans de Groot"),
        ("Ik ging naar de bakker en daarna naar Utrecht.", "Jan Bakker"),
        ("Ans was kwaad.", ANS),
        ("Het duurde lang.", ANS),
        ("", ANS),
    ],
)
def test_an_ordinary_word_in_a_text_names_nobody(text: str, name: str) -> None:
    assert not Naming(told=(text,)).may_mean(name)


def test_where_no_name_was_asked_or_given_a_first_name_in_the_text_is_enough() -> None:
    for text in (
        "Ans stuurde mij weg.",
        "Ik werd weggestuurd door Ans van de balie.",
        "ik werd gebeld door ans",
    ):
        assert Naming(told=(text,), by_first_name=True).may_mean(ANS)
    assert not Naming(told=("Ans Pieters stuurde mij weg.",), by_first_name=True).may_mean(ANS)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ik wil geen klacht, alleen dat het wordt gemaakt.", False),
        ("de bel is kapot en wij wil dat niet", False),
        ("Wil gaf geen antwoord.", True),
        ("ik wil dat wil het uitlegt", True),
        ("Ik sprak met Wil.", True),
    ],
)
def test_what_somebody_wants_is_no_first_name(text: str, meant: bool) -> None:
    assert Naming(told=(text,), by_first_name=True).may_mean("Wil Wijkwerker") is meant


def test_to_whom_a_message_is_written_is_not_whom_it_is_about() -> None:
    told = "Beste mevrouw Jansen,\n\nDank voor uw brief."
    assert not Naming(told=(without_greeting(told),)).may_mean(ANS)
    assert Naming(told=(without_greeting(f"{told} Mevrouw Bakkerdam hing op."),)).may_mean(ANS)
    assert without_greeting("Dag mevrouw") == ""


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_is_too_strange_to_be_judged(named: str, name: str) -> None:
    Naming(called=(named,), told=(named,), by_first_name=True).may_mean(name)


@given(st.from_regex(r"[A-Z][a-z]{3,12}( [A-Z][a-z]{4,12}){1,2}", fullmatch=True))
def test_whoever_is_called_in_full_is_always_meant(name: str) -> None:
    for written in (name, name.upper(), name.lower(), ", ".join(reversed(name.split(" ", 1)))):
        assert Naming(called=(written,)).may_mean(name)
    assert Naming(told=(f"Ik sprak met {name} over mijn aanvraag.",)).may_mean(name)
