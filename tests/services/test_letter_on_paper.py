"""A letter on paper: its sender, the window of the envelope, every script names are written in (KR-152)."""

import io
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.papers import pdf_text

from wederhoor.notices import signs
from wederhoor.notices.pdf import LARGE, NORMAL, NOT_ALL_SHOWN, Head, Sheet, to_pdf
from wederhoor.plugin_files import logo_of

MM = 72 / 25.4
HEAD = Head(
    name="Stichting Verzonnen Welzijn",
    lines=(
        "Postbus 0",
        "0000 ZZ Voorbeeldstad",
        "Telefoon 000 000 00 00, op werkdagen",
        "klacht@verzonnen.example",
    ),
    colour="#025c5d",
)
TO = ("Mevrouw Noor Verzonnen", "Verzonnenstraat 1", "0000 ZZ  VOORBEELDSTAD")
BODY = "Registernummer: 0007-20260302-VER-kb\n\nDatum: 2 maart 2026\n\nBeste Noor,\n\nWij schrijven u.\n"


def letter(markdown: str = BODY, *, to: Sequence[str] = TO, points: int = NORMAL, head: Head = HEAD) -> bytes:
    return to_pdf(
        title="Wij hebben uw klacht ontvangen",
        sender=HEAD.name,
        markdown=markdown,
        sheet=Sheet(number="0007-20260302-VER-kb", points=points, head=head, to=tuple(to)),
    )


def said(body: bytes) -> str:
    """What stands in it, without spaces: between pieces a PDF has none."""
    return bare(pdf_text(body))


def bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def drawn(body: bytes, page: int = 0) -> list[tuple[float, float, float]]:
    """Where each piece of text of a page begins: mm from the left, mm from the top, and its size in points."""
    found = []
    with pikepdf.open(io.BytesIO(body)) as whole:
        sheet = whole.pages[page]
        height = float(sheet.mediabox[3])
        stack: list[pikepdf.Matrix] = []
        matrix, text, size = pikepdf.Matrix(), pikepdf.Matrix(), 0.0
        for operands, operator in pikepdf.parse_content_stream(sheet):
            match str(operator):
                case "q":
                    stack.append(matrix)
                case "Q":
                    matrix = stack.pop()
                case "cm":
                    matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
                case "BT":
                    text = pikepdf.Matrix()
                case "Tf":
                    size = float(operands[1])
                case "Tm":
                    text = pikepdf.Matrix(*map(float, operands))
                case "Tj" | "TJ":
                    at = text @ matrix
                    found.append((at.e / MM, (height - at.f) / MM, size * abs(at.d)))
    return found


@pytest.mark.parametrize("points", [NORMAL, LARGE])
@pytest.mark.parametrize(
    "to",
    [
        TO,
        ("Noor",),
        ("Mevrouw de Zeer Lange Dubbele-Achternaam van den Verzonnen Voorbeeldenburg tot Nergenshuizen",) + TO[1:],
        ("Noor Verzonnen", "p/a Stichting De Schuilplaats", "afdeling Nergens", "Verzonnenstraat 1", "0000 ZZ  VOORBEELDSTAD", "Duitsland"),
        ("محمد الأمين", *TO[1:]),
    ],
)  # fmt: skip
def test_the_window_of_a_c5_and_of_a_dl_envelope_shows_the_addressee_and_nothing_of_the_letter(
    points: int, to: tuple[str, ...]
) -> None:
    """C5, folded once, always shows 40 to 72 mm; DL, folded in three, 50 to 84 mm, and never beyond 95: see letter.typ."""
    found = drawn(letter(to=to, points=points))
    behind = [(x, y) for x, y, _ in found if 50 <= y <= 98 and x < 112]
    assert len(behind) >= len(to)
    assert all(50 < y <= 71.5 for _, y in behind)
    assert all(24 <= x <= 102 for x, _ in behind)
    assert all(y > 98 for x, y, _ in found if y > 72), (
        "date, number and subject stand below what a window shows"
    )
    if points == LARGE:
        assert max(size for _, y, size in found if y > 98) >= LARGE


def test_a_letter_says_who_it_is_from_when_about_what_and_which_number() -> None:
    found = said(letter())
    facts = (
        "Datum 2 maart 2026",
        "Betreft Wij hebben uw klacht ontvangen",
        "Ons kenmerk 0007-20260302-VER-kb",
    )
    for line in (
        HEAD.name,
        *HEAD.lines,
        *TO,
        *facts,
        "Bladzijde 1 van 1",
        "Ons kenmerk: 0007-20260302-VER-kb",
    ):
        assert bare(line) in found, line
    assert "Registernummer" not in found and "Datum:" not in found, "said once, where a letter says it"


@pytest.mark.parametrize("plugin", ["lumens", "interaktcontour", "wil"])
def test_the_mark_stands_beside_the_name_and_above_what_a_window_shows(plugin: str) -> None:
    logo = logo_of(plugin)
    assert logo
    marked, plain = letter(head=replace(HEAD, logo=logo)), letter()
    assert bare(HEAD.name) in said(marked)
    assert marked != plain and max(x for x, y, _ in drawn(marked) if y < 30 and x < 100) > 25 + 14
    below = [(round(x, 1), round(y, 1)) for x, y, _ in drawn(marked) if y > 40]
    assert below == [(round(x, 1), round(y, 1)) for x, y, _ in drawn(plain) if y > 40], "nothing else moved"


def test_each_page_has_its_number_of_how_many_and_the_register_number() -> None:
    """KR-152."""
    long = letter(BODY + "\n\nEen alinea die plaats inneemt op het blad.\n" * 60)
    with pikepdf.open(io.BytesIO(long)) as whole:
        pages = len(whole.pages)
        assert pages > 1
        assert str(whole.docinfo["/Title"]) == "Wij hebben uw klacht ontvangen"
    found = said(long)
    assert f"Bladzijde{pages}van{pages}" in found
    assert found.count("Onskenmerk:0007-20260302-VER-kb") == pages


NAMES = {
    "Latijn": "Łukasz Žižek Đặng Şeyma Øystein Ẽ Ŵyn Ħal", "Grieks": "Ἀθηνᾶ Παπαδοπούλου", "Cyrillisch": "Ђорђе Ґалаґан Ёлкин",
    "Arabisch": "محمد الأمين گلچهره ټ ڭ", "Hebreeuws": "שָׁלוֹם בן־דוד", "Armeens": "Գարեգին", "Georgisch": "თამარ",
    "Devanagari": "प्रिया शर्मा",
    "Bengaals": "বাংলা নাম", "Tamil": "தமிழ்", "Ethiopisch": "ጸሐይ ኃይለ", "Thai": "สมชาย", "Gurmukhi": "ਹਰਪ੍ਰੀਤ", "Gujarati": "ગુજરાતી",
    "Telugu": "తెలుగు", "Kannada": "ಕನ್ನಡ",
    "Malayalam": "മലയാളം", "Singalees": "සිංහල", "Lao": "ລາວ", "Khmer": "ខ្មែរ",
    "Birmees": "မြန်မာ",
    "Thaana": "ދިވެހި", "Syrisch": "ܐܪܡܝܐ", "Tifinagh": "ⴰⵎⴰⵣⵉⵖ", "Chinees": "李小龍 王小明", "Koreaans": "김철수",
    "Japans": "さくら 田中",
}  # fmt: skip


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_any_script_is_shown_as_it_is_written(script: str) -> None:
    name = NAMES[script]
    assert signs.shown(name) == (unicodedata.normalize("NFC", name), False)
    body = letter(BODY.replace("Noor", name), to=(name, *TO[1:]))
    assert bare(NOT_ALL_SHOWN) not in said(body)
    with pikepdf.open(io.BytesIO(body)) as whole:
        assert not any(
            b"Libertinus" in bytes(str(one.get("/BaseFont", "")), "utf8")
            for one in whole.objects
            if isinstance(one, pikepdf.Dictionary)
        )


def test_a_sign_without_a_shape_is_named_and_no_other_is_touched() -> None:
    body = said(letter(BODY + "\n\nNoor \U0001f338: 3 − 1 ≤ 5, ™, ⅜, →\n\n\u20bc \u2043 eerste punt \u2053"))
    assert bare("Noor [bloem]: 3 − 1 ≤ 5, ™, ⅜, →") in body
    assert "₼" in body and "⁓" in body and bare("eerste punt") in body
    assert bare(NOT_ALL_SHOWN) in body
    assert bare(NOT_ALL_SHOWN) not in said(letter())


def test_what_people_paste_never_holds_up_a_letter() -> None:
    """Control signs, half of a pair, private use, emoji with joiners, marks without a letter, noncharacters."""
    for text in (
        "a\x00b\x07",
        "\ud83d",
        "\ue000",
        "👩‍👩‍👧‍👦 🇳🇱 👍🏽",
        "\u0301\u0301",
        "\ufffe\uffff",
        "Z̴̛͉a̷l̶g̵o̸",
        "\u202e omgekeerd",
        "ꙮ𓀀𝔘",
    ):
        assert letter(BODY.replace("Noor", text), to=(text, *TO[1:])), ascii(text)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40))
def test_any_text_becomes_a_letter(text: str) -> None:
    kept, _ = signs.shown(text)
    assert all(signs.can_show(one) or one in signs.JOINERS or one == "\n" for one in kept)


def test_a_name_from_right_to_left_stays_apart_from_the_dutch_around_it() -> None:
    assert signs.apart("Beste محمد الأمين, 3 maart") == "Beste \u2067محمد الأمين\u2069, 3 maart"
    assert (signs.way("محمد 12"), signs.way("12 Noor"), signs.way("12")) == ("rtl", "ltr", "ltr")


def test_every_letter_font_comes_along_with_its_licence_and_is_small_enough_to_ship() -> None:
    files = [path for path in signs.FOLDER.iterdir() if path.suffix in (".ttf", ".otf")]
    assert len(files) > 25
    assert sum(path.stat().st_size for path in files) < 6_500_000
    assert "SIL OPEN FONT LICENSE" in (signs.FOLDER / "OFL-1.1.txt").read_text(encoding="utf-8")
    assert json.dumps(signs.FAMILIES).count("Noto Sans") == len(signs.FAMILIES)
    assert Path(signs.FOLDER, "NotoSans-Regular.ttf").exists()
