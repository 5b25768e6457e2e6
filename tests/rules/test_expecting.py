"""One plain line of time for whoever complains, and the word for where it is (KR-032, 060, 065, 087, 115, 119; Awb 9:8, 9:11, 9:24)."""

from dataclasses import replace
from datetime import date

import pytest

from wederhoor.deadlines.expected import spoken
from wederhoor.rules.expecting import JUDGED, Awaited, Stand, expected, sentences
from wederhoor.rules.familiar import familiar
from wederhoor.web.language import catalogue

TODAY = date(2026, 11, 30)
DAY = date(2026, 12, 14)
STAND = Stand(today=TODAY, decider="de bestuurder")


def line(stand: Stand) -> str:
    return spoken(expected(stand).line)


def then(stand: Stand) -> list[str]:
    return [spoken(said) for said in expected(stand).then]


def waiting(*met_by: str, day: date = DAY) -> Stand:
    return replace(STAND, terms=tuple(Awaited(met_by=one, due=day) for one in met_by))


def test_first_you_hear_whether_it_is_handled() -> None:
    """KR-087: the day on which a no is told at the latest is the day on which people know."""
    stand = waiting("investigation_finished", "report_sent", JUDGED)
    assert line(stand) == "U hoort uiterlijk 14 december 2026 of wij uw klacht behandelen."
    assert then(stand) == ["Behandelen wij uw klacht? Dan horen wij u en de ander."]
    assert expected(stand).label == "Ontvangen"


def test_then_comes_the_report_and_who_decides_after_it() -> None:
    """KR-115, KR-119."""
    stand = waiting("investigation_finished", "report_sent")
    assert line(stand).startswith("U krijgt uiterlijk 14 december 2026 het rapport.")
    assert then(stand) == ["Daarna beslist de bestuurder wat er gaat gebeuren."]
    assert then(replace(stand, decider="")) == [], "nobody is named where no document names somebody"
    assert expected(stand).label == "In behandeling"


def test_a_plan_is_no_promise() -> None:
    stand = replace(STAND, terms=(Awaited(met_by="decision_taken", due=DAY, plan=True),))
    assert line(stand) == "Wij laten u weten hoe het verder gaat. Er loopt nu geen termijn."


@pytest.mark.parametrize("met_by", ["decision_taken", "findings_sent", "answer_sent", "report_sent", JUDGED])
def test_a_day_that_went_by_is_said_and_what_to_do(met_by: str) -> None:
    late = waiting(met_by, day=date(2026, 11, 29))
    assert line(late) == (
        "U had uiterlijk 29 november 2026 van ons moeten horen. Dat is niet gelukt. Bel ons, of stuur ons een bericht."
    )
    assert "14 december" in line(waiting(met_by)) and "30 november" in line(waiting(met_by, day=TODAY))


def test_a_complaint_about_the_director_says_that_somebody_else_decides() -> None:
    """C9."""
    stand = replace(waiting("report_sent"), decider="de raad van toezicht", other_reader="de bestuurder")
    assert then(stand) == [
        "Daarna beslist de raad van toezicht wat er gaat gebeuren.",
        "Uw klacht gaat over de bestuurder. Een ander behandelt de klacht en beslist erover.",
    ]


def test_what_is_missing_comes_before_any_day() -> None:
    """KR-084: no term runs before everything is in."""
    stand = replace(STAND, waits=True)
    assert (expected(stand).label, line(stand)[:32]) == (
        "Nog niet compleet",
        "Stuur ons wat nog ontbreekt. Zod",
    )


def test_dissatisfaction_is_picked_up_in_principle_within_its_week() -> None:
    """KR-032."""
    stand = replace(waiting("report_settled"), informal=True)
    assert line(stand) == "Wij pakken op wat u meldde. In principe is dat uiterlijk 14 december 2026 klaar."


@pytest.mark.parametrize(
    ("ground", "label"),
    [
        ("withdrawn", "Ingetrokken"),
        ("inadmissible:older_than_a_year", "Niet in behandeling"),
        ("referred", "Doorgestuurd"),
        ("merged", "Samengevoegd"),
        ("conversation_settled", "Opgelost"),
        ("satisfied", "Opgelost"),
        ("decide", "Er is besloten"),
        ("findings", "Er is geoordeeld"),
        ("answer", "Beantwoord"),
        ("close_no_reaction", "Gestopt"),
        ("close_nothing_more", "Afgesloten"),
        ("something_of_their_own", "Afgesloten"),
    ],
)
def test_the_word_for_an_ending_is_what_it_is_in_law(ground: str, label: str) -> None:
    """KR-060, KR-080, KR-087."""
    stand = replace(STAND, open=False, ground=ground, closed_on=TODAY)
    assert expected(stand).label == label
    assert "{" not in line(stand) and line(stand).endswith(".")


def test_who_stopped_reads_that_they_stopped_while_it_goes_on_for_others() -> None:
    """KR-080."""
    stand = replace(waiting("report_sent"), withdrawn_on=TODAY)
    assert expected(stand).label == "Ingetrokken"
    assert line(stand) == "U trok uw klacht in op 30 november 2026. U krijgt er geen brieven meer over."


def test_after_an_outcome_the_way_to_the_ombudsman_is_there_until_its_last_day() -> None:
    """Awb 9:24."""
    over = replace(waiting("ombudsman_asked"), open=False, ground="findings", closed_on=TODAY)
    assert then(over) == ["U kunt tot en met 14 december 2026 naar de ombudsman."]
    assert then(replace(over, today=date(2026, 12, 15))) == []


def test_every_sentence_is_there_in_english_with_the_same_places() -> None:
    english = catalogue("en")
    for sentence in sentences():
        assert sentence in english, sentence
        for place in ("{day}", "{who}", "{decider}"):
            assert (place in sentence) == (place in english[sentence]), sentence


def test_no_line_has_a_word_of_the_office() -> None:
    for sentence in sentences():
        for word in ("termijn loopt", "ontvankelijk", "aangeklaagde", "klager", "secretaris", "verweer"):
            assert word not in sentence, sentence


@pytest.mark.parametrize(
    ("to_you", "to_a_child"),
    [
        ("U hoort of wij uw klacht behandelen.", "Je hoort of wij je klacht behandelen."),
        (
            "Kunt u bellen? Wilt u dat niet, dan hoeft u niets te doen.",
            "Kun je bellen? Wil je dat niet, dan hoef je niets te doen.",
        ),
        (
            "Bent u het niet eens? Vindt u van niet? Heeft u vragen?",
            "Ben je het niet eens? Vind je van niet? Heb je vragen?",
        ),
        ("U heeft een code. Wat u invulde.", "Je hebt een code. Wat je invulde."),
        ("Wij schreven haar voor u op, met u. Over u.", "Wij schreven haar voor jou op, met jou. Over jou."),
        ("In die brief leest u meer. Daar moet u zijn.", "In die brief lees je meer. Daar moet je zijn."),
        (
            "De klachtenfunctionaris helpt u gratis. Zo helpt u ons.",
            "De klachtenfunctionaris helpt je gratis. Zo help je ons.",
        ),
        ("{uw} {?u} minuut nu duur", "{uw} {?u} minuut nu duur"),
    ],
)
def test_a_child_alone_is_spoken_to_as_one_speaks_to_a_child(to_you: str, to_a_child: str) -> None:
    assert familiar(to_you) == to_a_child
