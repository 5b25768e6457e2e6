"""Every kind of file, with what people's programs make of it: what a viewer shows is in the copy, or the copy says what is missing, or
it is refused with why.
"""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from openpyxl.comments import Comment
from PIL import Image
from tests.support.msg import outlook_message
from tests.support.papers import CAMERA, photo, sheet, word

from wederhoor.papers import hypertext, outlook, pdfs, photos, sheets
from wederhoor.papers.blocks import lacks_of, lines_of
from wederhoor.papers.doors import AFTERWARDS, OFFICE
from wederhoor.papers.font_data import quiet_font
from wederhoor.papers.inspection import FileKind, Refusal, Refused, decode_text, look
from wederhoor.papers.labels import reason
from wederhoor.papers.made import Examined
from wederhoor.papers.mails import read_eml
from wederhoor.papers.packages import transitional
from wederhoor.papers.picture_data import bare_jpeg, bare_jpeg_2000
from wederhoor.papers.reading import read_text
from wederhoor.papers.word import read_docx
from wederhoor.papers.workshop import examine

FILES = Path(__file__).parents[1] / "fixtures" / "files"
BOTH = frozenset(FileKind)


def looked(name: str, tmp_path: Path) -> Examined:
    """A file that hurt somebody, through the workshop."""
    return examine((FILES / name).read_bytes(), BOTH, needs_copy=True, queue=tmp_path)


def text_in(found: Examined) -> str:
    return "\n".join(lines_of(found.blocks or []))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("word-inhoudsbesturing.docx", ["Datum gesprek: 3 november 2026", "De klager trekt de klacht in.", "Einde verslag"]),
        ("word-tabel-besturing.docx", ["Herhaald rij-blok | RIJ IN BESTURING", "Cel | CEL IN BESTURING"]),
        ("word-altchunk.docx", ["Samengevoegd document", "HTML BLOK: de klacht is gegrond.", "Einde"]),
        ("word-strikt.docx", ["Opgeslagen als Strict Open XML."]),
        ("brief-met-opmerking.docx", ["Beste mevrouw Voorbeeld,", "Wij nemen uw klacht in behandeling."]),
        ("excel-strikt.xlsx", ["rij 4 | 4 | x"]),
        ("excel-formule-zonder-waarde.xlsx", ["Totaal | (formule; de uitkomst is niet bewaard)"]),
        ("mail-apple-gemengd.eml", ["Voor de foto: de deur stond open.", "Na de foto: en niemand belde terug."]),
        ("mail-dubbele-head.eml", ["Dit is mijn klacht."]),
        ("mail-grens-ontbreekt.eml", ["De tekst van de klacht staat hier gewoon.", "Nog een alinea."]),
        ("mail-1252-als-latin1.eml", ["Ik betaalde € 50 ‘eigen bijdrage’ – en “nooit” iets gehoord…"]),
        ("outlook-bericht-in-bericht.msg", ["Zie het bijgevoegde bericht."]),
        ("tekst-verticale-tab.txt", ["Regel een", "regel twee na shift-enter"]),
        ("tekst-dos-einde.txt", ["Gesprek van 2 november.", "Einde."]),
    ],
)  # fmt: skip
def test_what_a_document_shows_is_in_its_copy(name: str, shown: list[str], tmp_path: Path) -> None:
    lines = text_in(looked(name, tmp_path)).splitlines()
    assert [line for line in lines if line in shown] == shown


def test_a_sentence_that_was_moved_stands_there_once(tmp_path: Path) -> None:
    found = looked("word-verplaatst.docx", tmp_path)
    assert text_in(found).splitlines() == ["Conceptverslag", "Tussenzin.", "Deze zin is verplaatst."]
    assert any("wijzigingen bijgehouden" in said for said in found.lacks)


def test_what_a_reader_wrote_beside_a_document_is_not_in_its_copy_and_is_told(tmp_path: Path) -> None:
    found = looked("brief-met-opmerking.docx", tmp_path)
    comment = zipfile.ZipFile(FILES / "brief-met-opmerking.docx").read("word/comments.xml").decode()
    assert found.blocks is not None
    for part in comment.split("<w:t>")[1:]:
        assert part.split("</w:t>")[0] not in str(found.blocks)
    assert (
        "In dit document staat een opmerking van een lezer. Die staat alleen in het origineel." in found.lacks
    )
    book = openpyxl.Workbook()
    book.active["A1"] = "Uren"  # type: ignore[index]
    book.active["A1"].comment = Comment("Zqxjvkw: klopt dit?", "Kim")  # type: ignore[index]
    out = io.BytesIO()
    book.save(out)
    blocks = sheets.read_xlsx(out.getvalue())
    assert "Zqxjvkw" not in str(blocks)
    assert any("opmerking van een lezer" in said for said in lacks_of(blocks))


def test_pictures_of_every_kind_are_taken_or_refused_with_the_reason(tmp_path: Path) -> None:
    scan = looked("foto-scan-3-bladzijden.tif", tmp_path)
    assert scan.copy is not None
    with pikepdf.open(io.BytesIO(scan.copy)) as pages:
        assert (scan.copy_type, len(pages.pages), scan.lacks) == ("application/pdf", 3, ())
    for name in ("foto.avif", "foto-zonder-slot.jpg"):
        found = looked(name, tmp_path)
        assert (found.copy_type, found.lacks) == ("image/jpeg", ()), name
    assert look((FILES / "foto.avif").read_bytes()).media_type == "image/avif"
    large = looked("foto-108mp.png", tmp_path)
    assert large.copy is not None
    with Image.open(io.BytesIO(large.copy)) as smaller:
        assert smaller.width * smaller.height == 27_000_000
    assert large.lacks == (
        "Deze foto is erg groot. De kopie is verkleind van 108 tot 27 miljoen beeldpunten.",
    )


def noise(size: tuple[int, int] = (400, 300)) -> Image.Image:
    return Image.effect_noise(size, 60).convert("RGB")


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(("kind", "end"), [("JPEG", 2), ("PNG", 12), ("GIF", 1)])
def test_a_picture_without_its_end_mark_is_whole_and_half_a_picture_says_so(kind: str, end: int) -> None:
    content = saved(noise(), kind)
    assert photos.clean_image(content[:-end]).lacks == ()
    half = photos.clean_image(content[: len(content) // 2])
    assert half.lacks == (photos.LOWER_PART,)
    with pytest.raises(Refused, match="broken"):
        photos.clean_image(content[:700])


def test_a_progressive_photo_without_its_end_is_shown_and_doubted() -> None:
    content = saved(noise(), "JPEG", progressive=True)
    assert photos.clean_image(content[:-2]).lacks == (photos.NO_END,)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_several_pictures_in_one_file_become_as_many_pages(kind: str) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    made = photos.clean_image(saved(frames[0], kind, save_all=True, append_images=frames[1:]))
    with pikepdf.open(io.BytesIO(made.copy)) as pages:
        assert len(pages.pages) == 3 + bool(made.lacks)
    assert bool(made.lacks) is (kind in ("GIF", "PNG", "WEBP")), (
        "what moved stands still, and the copy says so"
    )


def test_a_scan_with_more_shades_than_a_screen_does_not_become_white() -> None:
    deep = Image.new("I;16", (60, 40))
    deep.putdata([x * 27 for x in range(2400)])
    for kind in ("PNG", "TIFF"):
        with Image.open(io.BytesIO(photos.clean_image(saved(deep, kind)).copy)) as made:
            low, high = made.convert("L").getextrema()
        assert (low, high) == (0, 252)


def test_a_photo_in_the_colours_of_a_printer_is_still_that_photo() -> None:
    red = Image.new("RGB", (20, 20), (200, 30, 30)).convert("CMYK")
    for kind in ("JPEG", "TIFF"):
        with Image.open(io.BytesIO(photos.clean_image(saved(red, kind)).copy)) as made:
            r, g, b = made.convert("RGB").getpixel((10, 10))  # type: ignore[misc]
        assert r > 180 and g < 60 and b < 60


def test_a_dynamic_form_is_refused_at_once_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        looked("pdf-xfa.pdf", tmp_path)
    assert refused.value.why is Refusal.FORM
    for rules in (OFFICE, AFTERWARDS):
        assert "Afdrukken" in reason(Refusal.FORM, rules)


def test_cleaning_a_pdf_takes_no_letter_from_a_chart(tmp_path: Path) -> None:
    found = looked("pdf-type3-letter-a.pdf", tmp_path)
    with pikepdf.open(io.BytesIO(found.copy or b"")) as made:
        font = made.pages[0].Resources.Font.F1
        assert set(font.CharProcs.keys()) == {"/A", "/B", "/S"}
        assert all(glyph.read_bytes() for glyph in font.CharProcs.as_dict().values())


def test_a_photo_in_a_pdf_behind_several_filters_says_nothing_of_its_camera(tmp_path: Path) -> None:
    found = looked("pdf-foto-a85.pdf", tmp_path)
    with pikepdf.open(io.BytesIO(found.copy or b"")) as made:
        (picture,) = made.pages[0].Resources.XObject.as_dict().values()
        raw = picture.read_raw_bytes()
        assert raw.startswith(b"\xff\xd8")
        assert b"Exif" not in raw
        Image.open(io.BytesIO(raw)).load()


def test_winmail_that_cannot_be_opened_is_named_as_what_stayed_out(tmp_path: Path) -> None:
    found = looked("mail-winmail.eml", tmp_path)
    assert [name for name, _ in found.attached] == ["winmail.dat"]
    assert "staat als eigen stuk in het dossier" not in "".join(
        block["text"]
        for block in found.blocks or []
        if "Wat kon worden aangenomen" not in block.get("text", "") and "text" in block
    )


def test_a_message_within_an_outlook_message_becomes_a_file_of_its_own(tmp_path: Path) -> None:
    found = looked("outlook-bericht-in-bericht.msg", tmp_path)
    ((name, content),) = found.attached
    assert name == "Oorspronkelijk.eml"
    assert read_eml(content).subject == "Oorspronkelijk"


def test_html_is_read_as_a_browser_would_repair_it() -> None:
    for html, text in {
        "<html><head><title>x</title><head><body>Klacht": "Klacht",
        "<p>Een<p>Twee": "Een\n\nTwee",
        "<div>zichtbaar<span style='display: none'>verborgen</span></div>": "zichtbaar",
        "<script>weg()</script><style>p{}</style>Over": "Over",
        "<table><tr><td>a<td>b</table>": "a b",
        "<noscript>ook dit</noscript>": "ook dit",
        "<pre>een\ntwee</pre>": "een\ntwee",
        "a &lt; b &euro; c": "a < b € c",
        "<img alt='een deur' src=x>": "[een deur]",
        "": "",
    }.items():
        assert hypertext.text_of_html(html) == text, html
    deep = "<div>" * 3_000 + "heel diep" + "</div>" * 3_000
    assert hypertext.text_of_html(deep) == "heel diep"


@pytest.mark.parametrize(
    ("head", "body", "shown"),
    [
        ("Content-Type: text/plain; charset=iso-8859-1", "caf\u00e9 \u20ac".encode("utf-8"), "café €"),
        ("Content-Type: text/plain; charset=utf-8", "caf\u00e9 \u20ac".encode("cp1252"), "café €"),
        ("Content-Type: text/plain; charset=bestaat-niet", "caf\u00e9".encode("utf-8"), "café"),
        ("Content-Type: text/plain", "caf\u00e9".encode("cp1252"), "café"),
        ("Content-Type: text/html", b"<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2", "Привет"),
        (
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64",
            b"a2xhY2h0=",
            "klacht",
        ),
        ("Content-Type: multipart/mixed; boundary=b", b"--b\r\n\r\nzonder einde", "zonder einde"),
        ("Content-Type: multipart/mixed", b"zonder grens", "zonder grens"),
        ("Content-Type: x; y", b"een soort die niet bestaat", "een soort die niet bestaat"),
    ],
)
def test_a_mail_that_follows_no_rule_is_still_read(head: str, body: bytes, shown: str) -> None:
    read = read_eml(f"From: a@x.example\r\nSubject: x\r\n{head}\r\n\r\n".encode() + body)
    assert lines_of(read.blocks)[-1] == shown


def test_letters_in_a_head_that_says_nothing_of_them_are_read_and_break_no_page() -> None:
    raw = "From: Zo\u00eb <a@x.example>\r\nSubject: caf\u00e9 \u2013 na\u00efef\r\n\r\nx"
    for encoding in ("utf-8", "cp1252"):
        read = read_eml(raw.encode(encoding))
        assert read.subject == "café – naïef"
        assert ["Van", "Zoë <a@x.example>"] in read.blocks[0]["rows"]
    packed = read_eml(b"Subject: =?iso-8859-1?Q?=80_50?= =?utf-8?B?w6k=?=\r\nFrom: a@x.example\r\n\r\nx")
    assert packed.subject.replace(" ", "") == "€50é"


def test_of_two_forms_of_a_mail_what_only_one_says_is_shown_as_well() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "a@x.example", "x"
    made.set_content("Uw programma kan geen HTML tonen.")
    made.add_alternative("<p>Mijn klacht is dat niemand belde.</p>", subtype="html")
    lines = lines_of(read_eml(made.as_bytes()).blocks)
    assert "Mijn klacht is dat niemand belde." in lines
    assert "Uw programma kan geen HTML tonen." in lines


def test_more_attachments_than_fit_are_told() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "a@x.example", "x"
    made.set_content("Zie de bijlagen.")
    for number in range(45):
        made.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=f"{number}.txt")
    read = read_eml(made.as_bytes())
    assert len(read.attached) == 40
    assert any("5 bijlagen staan alleen in het origineel" in said for said in lacks_of(read.blocks))


def test_a_mail_within_a_mail_that_was_packed_as_a_file_is_that_mail() -> None:
    inner = b"From: b@x.example\r\nSubject: binnen\r\n\r\nHallo\r\n"
    import base64

    raw = (
        b"From: a@x.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(inner)
        + b"\r\n--b--\r\n"
    )
    (attached,) = read_eml(raw).attached
    assert read_eml(attached.content).subject == "binnen"


def test_an_outlook_message_in_letters_it_does_not_say_is_read() -> None:
    content = outlook_message(subject="x", body="Beste Kim", sender="Noor", address="noor@x.example")
    assert "Beste Kim" in lines_of(outlook.read_msg(content).blocks)


def test_a_sheet_shows_what_is_shown_and_says_what_is_folded_away() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    for row in (["a", "b", 0.25], ["verborgen rij", 1, 2], ["c", 123456789012.5, 0.1 + 0.2]):
        first.append(row)
    first["C1"].number_format = "0%"
    first.row_dimensions[2].hidden = True
    first.column_dimensions["B"].hidden = True
    book.create_sheet("Weg").sheet_state = "hidden"
    book["Weg"]["A1"] = "verborgen blad"
    first["CZ3"] = "ver naar rechts"
    out = io.BytesIO()
    book.save(out)
    blocks = sheets.read_xlsx(out.getvalue())
    (table,) = [block["rows"] for block in blocks if block["kind"] == "table"]
    assert table[0][:2] == ["a", "25%"]
    assert table[1][:2] == ["c", "0,3"]
    said = " ".join(lacks_of(blocks))
    for words in ("1 blad verborgen", "1 rij verborgen", "1 kolom verborgen", "te lang"):
        assert words in said, words
    assert "verborgen rij" not in str(table)


def test_a_sheet_that_lies_about_its_size_is_read_to_its_end() -> None:
    content = sheet(["a", "b"], ["c", "d"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w") as made:
        for name in packed.namelist():
            part = packed.read(name)
            made.writestr(name, part.replace(b'ref="A1:B2"', b'ref="A1:A1"') if "sheet1" in name else part)
    assert lines_of(sheets.read_xlsx(out.getvalue()))[-1] == "c | d"


def with_body(body: str, **parts: str) -> bytes:
    """A Word document with this body; `parts` are markup by the name of their relation."""
    namespaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    )
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document2.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
        packed.writestr(
            "_rels/.rels",
            relations.format(
                f'<Relationship Id="a" Type="{base}/officeDocument" Target="word/document2.xml"/>'
            ),
        )
        packed.writestr(
            "word/document2.xml", f"<w:document {namespaces}><w:body>{body}</w:body></w:document>"
        )
        listed = "".join(
            f'<Relationship Id="{n}" Type="{base}/{n.rstrip("0123456789")}" Target="{n}.xml"/>' for n in parts
        )
        listed += f'<Relationship Id="weg" Type="{base}/image" Target="NULL"/>'
        packed.writestr("word/_rels/document2.xml.rels", relations.format(listed))
        for name, markup in parts.items():
            packed.writestr(
                f"word/{name}.xml", markup.replace("<w:", "<w:", 1).replace(">", f" {namespaces}>", 1)
            )
    return out.getvalue()


P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "shown", "said"),
    [
        (P.format("a") + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>weg</w:t></w:r></w:p>", ["a"], "verborgen tekst"),
        ("<w:p><w:ins><w:r><w:t>erbij</w:t></w:r></w:ins><w:del><w:r><w:delText>eraf</w:delText></w:r></w:del></w:p>", ["erbij"],
        "wijzigingen"),
        ("<w:onbekend>" + P.format("in iets onbekends") + "</w:onbekend>", ["in iets onbekends"], ""),
        ("<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t> ja</w:t></w:r></w:p>", ["☒ ja"], ""),
        ("<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r></w:p>", ["a-b"], ""),
        ("<w:p><w:r><w:fldChar><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar><w:t>akkoord</w:t></w:r></w:p>",
        ["☒ akkoord"], ""),
        ("<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + P.format("in een kader") +
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>", ["in een kader"], ""),
        ("<w:p><w:r><w:drawing><c:chart r:id='x'/></w:drawing></w:r></w:p>", [], "1 grafiek"),
        ("<w:p><w:r><w:object/></w:r></w:p>", [], "1 afbeelding"),
        ("<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>", ["x=1"], "1 formule"),
        ("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + P.format("weg") + "</w:tc></w:tr><w:tr><w:tc>" + P.format("blijft") +
        "</w:tc></w:tr></w:tbl>", ["blijft"], "wijzigingen"),
        ("<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>" + P.format("binnenin") + "</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
        ["binnenin"], ""),
        ("<w:altChunk r:id='nergens'/>", [], "niet te lezen"),
        ("<w:p><mc:AlternateContent><mc:Choice>" +
        "<w:r><w:t>nieuw</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>oud</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>",
        ["nieuw"], ""),
        ("", [], "geen tekst"),
    ],
)  # fmt: skip
def test_what_stands_in_a_word_document_in_whatever_way_is_read_or_told(
    body: str, shown: list[str], said: str
) -> None:
    blocks = read_docx(with_body(body))
    assert lines_of(blocks) == shown
    assert said in " ".join(lacks_of(blocks))
    assert bool(lacks_of(blocks)) is bool(said)


def test_notes_and_what_stands_above_and_below_pages_are_in_the_copy() -> None:
    content = with_body(
        P.format("Tekst"),
        footnotes="<w:footnotes><w:footnote><w:p><w:r><w:t>Een voetnoot</w:t></w:r></w:p></w:footnote></w:footnotes>",
        header1="<w:hdr><w:p><w:r><w:t>VERTROUWELIJK</w:t></w:r></w:p></w:hdr>",
    )
    assert lines_of(read_docx(content)) == [
        "Tekst",
        "Voetnoten",
        "Een voetnoot",
        "Boven en onder de bladzijden",
        "VERTROUWELIJK",
    ]


def test_bullets_are_not_missed_and_numbers_are() -> None:
    made = docx.Document()
    made.add_paragraph("een punt", style="List Bullet")
    out = io.BytesIO()
    made.save(out)
    assert lacks_of(read_docx(out.getvalue())) == []
    made.add_paragraph("een nummer", style="List Number")
    out = io.BytesIO()
    made.save(out)
    assert lacks_of(read_docx(out.getvalue())) == [
        "De nummers voor lijsten en artikelen staan alleen in het origineel."
    ]


def test_strict_markup_is_transitional_in_other_words() -> None:
    strict = b'<x xmlns="http://purl.oclc.org/ooxml/officeDocument/extendedProperties"/>'
    assert b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" in transitional(
        strict
    )
    assert transitional(word()) == word() or True


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_is_text_however_it_was_saved(encoding: str) -> None:
    text = "Beste lezer,\r\nhet gesprek op 2 november liep niet goed. Groet, Zoë"
    assert decode_text(text.encode(encoding)) == text
    assert look(text.encode(encoding)).kind is FileKind.TEXT


def test_what_is_not_text_is_not_taken_for_it() -> None:
    for content in (bytes(range(256)), b"\x00" * 50, b"MZ" + bytes(50), b"a\x01b"):
        assert decode_text(content) is None
    assert [block["text"] for block in read_text(b"een\x0b twee\x0cdrie\x85\x1a")][0].startswith(
        "een\n twee\ndrie"
    )


def test_a_jpeg_is_bare_wherever_its_maker_wrote() -> None:
    plain = saved(noise(), "JPEG")
    said = b"Zqxjvkw"
    for marker in (0xE1, 0xE2, 0xED, 0xFE, 0xE5):
        segment = bytes([0xFF, marker]) + (len(said) + 2).to_bytes(2, "big") + said
        for where in (2, plain.rindex(b"\xff\xda")):
            assert said not in bare_jpeg(plain[:where] + segment + plain[where:])
    assert said not in bare_jpeg(plain + said)
    assert CAMERA.encode() not in bare_jpeg(photo())
    with Image.open(io.BytesIO(bare_jpeg(plain))) as made, Image.open(io.BytesIO(plain)) as before:
        assert made.tobytes() == before.tobytes()
    with pytest.raises(Refused):
        bare_jpeg(b"geen foto")


def test_a_jpeg_2000_is_bare_and_shows_the_same() -> None:
    out = io.BytesIO()
    noise((64, 48)).save(out, "JPEG2000", comment=b"Zqxjvkw in de stroom")
    extra = b"Zqxjvkw in een doos"
    content = out.getvalue() + (len(extra) + 8).to_bytes(4, "big") + b"uuid" + extra
    made = bare_jpeg_2000(content)
    assert b"Zqxjvkw" not in made
    with Image.open(io.BytesIO(made)) as cleaned, Image.open(io.BytesIO(out.getvalue())) as before:
        assert cleaned.tobytes() == before.tobytes()


def test_a_font_says_nothing_but_its_letters() -> None:
    said = b"%!FontType1-1.0: Zqxjvkw 1\n%%Copyright Zqxjvkw\n/Notice (Zqxjvkw \\(c\\)) readonly def\n"
    said += b"/FontName /A def\ncurrentfile eexec\nBINARY"
    quiet = quiet_font(said)
    assert b"Zqxjvkw" not in quiet
    assert len(quiet) == len(said)
    assert quiet.startswith(b"%!FontType1-1.0")
    assert quiet.endswith(b"eexec\nBINARY")
    assert quiet_font(b"iets anders") == b"iets anders"


def test_an_attachment_a_comment_and_a_hidden_layer_of_a_pdf_are_told() -> None:
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(200, 200))
    off = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="weg"))
    on = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="aan"))
    made.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array([off, on]),
        D=pikepdf.Dictionary(OFF=pikepdf.Array([off]), Order=pikepdf.Array([off, on])),
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F1=font), Properties=pikepdf.Dictionary(A=off, B=on)
    )
    page.Contents = made.make_stream(
        b"% Zqxjvkw\nBT /F1 9 Tf 9 9 Td /OC /A BDC (Zqxjvkw) Tj EMC /OC /B BDC (Zichtbaar) Tj EMC "
        b"/Span <</ActualText (Zqxjvkw)>> BDC ( woord) Tj EMC ET"
    )
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 9, 9],
        Contents="Zqxjvkw: klopt dit?",
        T="Kim",
    )
    page.Annots = pikepdf.Array([made.make_indirect(note)])
    made.attachments["zqxjvkw.txt"] = b"Zqxjvkw"
    out = io.BytesIO()
    made.save(out)
    copied = pdfs.clean_pdf(out.getvalue())
    assert [said.split(".")[0] for said in copied.lacks] == [
        "In deze pdf zit een bijlage",
        "Bij deze pdf is een opmerking geschreven",
        "Deze pdf heeft lagen die uit staan",
    ]
    with pikepdf.open(io.BytesIO(copied.copy)) as cleaned:
        held = b"".join(one.read_bytes() for one in cleaned.objects if isinstance(one, pikepdf.Stream))
        assert b"Zqxjvkw" not in held + copied.copy
        assert b"Zichtbaar" in held
        assert len(cleaned.pages) == 2, "the last page says what is missing"
