"""Wishes that cannot all be kept are asked about; what stands where a name should stand is none; "je" for "u"."""

import pytest

from wederhoor.rules.contact import Clash, Wishes, clash, is_a_name, post_is_safe
from wederhoor.rules.familiar import familiar
from wederhoor.rules.objections import may_be_objection


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        (Wishes(), None),
        (Wishes(channel="post"), None),
        (Wishes(channel="post", no_post=True), Clash.POST_UNWANTED),
        (Wishes(channel="post", no_post=True, other_address=True), None),
        (Wishes(channel="post", no_home=True), Clash.POST_UNWANTED),
        (Wishes(channel="post", child_alone=True), Clash.POST_HOME_OF_CHILD),
        (Wishes(channel="post", child_alone=True, post_home=True), None),
        (Wishes(channel="post", child_alone=True, other_address=True), None),
        (Wishes(channel="email"), Clash.EMAIL_WITHOUT_ADDRESS),
        (Wishes(channel="email", email=True), Clash.EMAIL_WITHOUT_YES),
        (Wishes(channel="email", email=True, email_yes=True, no_email=True), Clash.EMAIL_UNWANTED),
        (Wishes(channel="email", email=True, email_yes=True), None),
        (Wishes(channel="phone"), Clash.PHONE_WITHOUT_NUMBER),
        (Wishes(channel="phone", phone=True, no_post=True), None),
        (Wishes(channel="pick_up", child_alone=True), None),
        (Wishes(channel="page", child_alone=True, no_post=True), None),
    ],
)
def test_what_cannot_all_be_kept_is_asked_about(wishes: Wishes, found: Clash | None) -> None:
    assert clash(wishes) is found


def test_nothing_goes_home_to_a_child_alone_before_a_plain_yes() -> None:
    assert not post_is_safe(Wishes(child_alone=True))
    assert post_is_safe(Wishes(child_alone=True, post_home=True))
    assert not post_is_safe(Wishes(child_alone=True, post_home=True, no_post=True))


@pytest.mark.parametrize(
    "text", ["null", "NULL", " Null ", "undefined", "n.v.t.", "x", "XXX", "-", "123", "anoniem", "Geen", ""]
)
def test_what_stands_where_a_name_should_stand_is_no_name(text: str) -> None:
    """KR-082: a signature is of somebody."""
    assert not is_a_name(text)


@pytest.mark.parametrize(
    "text", ["Noor Verzonnen", "Bo", "李", "Null-Verzonnen", "J. de Naam", "أمل", "O'Verzonnen"]
)
def test_a_name_is_a_name_in_every_script(text: str) -> None:
    assert is_a_name(text)


@pytest.mark.parametrize(
    ("formal", "plain"),
    [
        ("Wat hebt u zelf al gedaan?", "Wat heb je zelf al gedaan?"),
        ("Heeft u hulp nodig?", "Heb je hulp nodig?"),
        ("Bent u het niet eens? Dan kunt u klagen.", "Ben je het niet eens? Dan kun je klagen."),
        ("Weet u iets niet?", "Weet je iets niet?"),
        ("Het gaat om wat u zelf heeft gedaan.", "Het gaat om wat je zelf hebt gedaan."),
        ("Over u", "Over jou"),
        ("Uw klacht", "Je klacht"),
        ("Wij bellen u.", "Wij bellen je."),
        ("dezelfde stukken zien als u, maar", "dezelfde stukken zien als jij, maar"),
        ("U kunt uzelf laten helpen", "Je kunt jezelf laten helpen"),
        ("uw-naam", "uw-naam"),
        ("/lumens/uw/u", "/lumens/uw/u"),
        ("Utrecht, nu en UWV", "Utrecht, nu en UWV"),
    ],
)
def test_u_becomes_je_and_its_verb_with_it(formal: str, plain: str) -> None:
    assert familiar(formal) == plain
    assert familiar(plain) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Mijn uitkering is gestopt, ik wil bezwaar maken",
        "Ik kreeg een BESLUIT en ben het er niet mee eens",
        "de beschikking van 3 maart",
        "ik ga in beroep",
        "een bezwaarschrift",
    ],
)
def test_words_of_a_decision_are_heard(text: str) -> None:
    """Awb 6:15, 9:8 lid 1 c."""
    assert may_be_objection("", text)


@pytest.mark.parametrize(
    "text", ["Hij doet zijn beroep slecht", "ik besloot te gaan", "geen bezwaren?"[:4], "besluiteloos"]
)
def test_other_words_are_not(text: str) -> None:
    assert not may_be_objection(text)
