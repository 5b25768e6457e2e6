"""Files as people have them, made here: photos with a location, PDFs with a script, documents, mail."""

import io
import re
import socket
import struct
import threading
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from functools import cache
from typing import Any

import docx
import openpyxl
import pikepdf
from PIL import Image
from pillow_heif import register_heif_opener
from tests.support.world import Organisation

from wederhoor.dossiers.service import find
from wederhoor.papers import reception
from wederhoor.papers.doors import OFFICE, Belongs, Described, Rules
from wederhoor.papers.scanner import Scanner
from wederhoor.vault.files import FileStore
from wederhoor.work import Work

register_heif_opener()
CAMERA = "Zqxjvkwcamera"
SCRIPT = "app.alert('Zqxjvkwscript')"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def photo(
    kind: str = "JPEG", size: tuple[int, int] = (64, 48), seed: int = 0, *, noisy: bool = False
) -> bytes:
    """A photo with the name of its camera, the place where it was taken, and turned on its side."""
    picture = (
        Image.effect_noise(size, 60).convert("RGB")
        if noisy
        else Image.new("RGB", size, (seed % 256, 80, 120))
    )
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = CAMERA, 6
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (51.0, 26.0, 29.0), "E", (5.0, 28.0, 40.0)
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def pdf(text: str = "Een brief", *, pictures: int = 0, password: str = "") -> bytes:
    """A PDF with a script that runs when it opens, a file inside, an author, a form field and photos."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(300, 300))
    page.Contents = made.make_stream(f"BT /F1 12 Tf 10 10 Td ({text}) Tj ET".encode("latin-1"))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), XObject=pikepdf.Dictionary())
    for number in range(pictures):
        picture = made.make_stream(photo(size=(1600, 1200), noisy=True))
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width, picture.Height, picture.BitsPerComponent = 1600, 1200, 8
        picture.ColorSpace, picture.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
        page.Resources.XObject[f"/Im{number}"] = picture
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=SCRIPT)
    made.Root.OpenAction = action
    look = made.make_stream(b"BT /F1 12 Tf 2 2 Td (Ingevuld veld) Tj ET")
    look.Type, look.Subtype, look.BBox = (
        pikepdf.Name.XObject,
        pikepdf.Name.Form,
        pikepdf.Array([0, 0, 100, 20]),
    )
    look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="veld", V="Ingevuld veld", F=4,
        Rect=[10, 50, 110, 70], AP=pikepdf.Dictionary(N=look), AA=pikepdf.Dictionary(K=action),
    )  # fmt: skip
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 5, 5],
        A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="zqxjvkw.exe"),
    )  # fmt: skip
    field, link = made.make_indirect(field), made.make_indirect(link)
    page.Annots = pikepdf.Array([field, link])
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), DA="/F1 12 Tf")
    made.attachments["zqxjvkw.txt"] = b"Zqxjvkw verborgen"
    made.docinfo["/Author"] = CAMERA
    out = io.BytesIO()
    made.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    """A Word document with a heading, these paragraphs and a table."""
    made = docx.Document()
    made.add_heading("Verslag van het gesprek", 1)
    for paragraph in paragraphs or ("Er is gesproken.",):
        made.add_paragraph(paragraph)
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Afspraak", "Voor vrijdag bellen"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def sheet(*rows: list[object]) -> bytes:
    """A spreadsheet."""
    made = openpyxl.Workbook()
    for row in rows or (["Datum", "Wat"], ["2 maart", 12.5]):
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def mail(
    *attached: tuple[str, bytes],
    subject: str = "Over het gesprek",
    text: str = "Beste Kim,\n\nZie de bijlage.",
) -> bytes:
    """A mail with HTML beside its text, and these files."""
    made = EmailMessage()
    made["From"], made["To"] = "Noor Verzonnen <noor@bewoner.example>", "klachten@organisatie.example"
    made["Subject"], made["Date"] = subject, "Mon, 02 Mar 2026 10:00:00 +0100"
    made.set_content(text)
    made.add_alternative("<p>Anders<script>alert(1)</script></p>", subtype="html")
    for name, content in attached:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


@cache
def zip_bomb() -> bytes:
    """A Word document of a few hundred kilobytes that unpacks to far more than a document ever is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b"\0" * (150 * 1024 * 1024))
    return out.getvalue()


@cache
def picture_bomb() -> bytes:
    """A small PNG of 400 million pixels."""
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG", compress_level=1)
    return out.getvalue()


def add_paper(
    organisation: Organisation,
    dossier_id: uuid.UUID,
    content: bytes,
    name: str = "stuk",
    rules: Rules = OFFICE,
    scanner: Scanner | None = None,
    **described: Any,
) -> uuid.UUID:
    """Put a file in a dossier; returns the paper."""

    @contextmanager
    def door(write: bool) -> Iterator[tuple[Work, Belongs]]:
        with organisation.work(write=write) as work:
            yield work, Belongs(dossier_id=find(work, dossier_id, lock=write).id)

    files = FileStore(root=organisation.installation.config.files)
    told = Described(name=name, **described)
    added, _ = reception.add_paper(door, files, scanner or Scanner(clamd=None), rules, told, content)
    return added


@contextmanager
def clamd(*, away: bool = False) -> Iterator[str]:
    """A virus scanner that speaks INSTREAM over a real socket and finds one thing; its setting. `away`: nobody listens."""
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    address = f"tcp:127.0.0.1:{server.getsockname()[1]}"
    if away:
        server.close()
        yield address
        return
    server.listen()
    thread = threading.Thread(target=_serve, args=(server,), daemon=True)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(5)


def _serve(server: socket.socket) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as stream:
            if stream.read(10) != b"zINSTREAM\0":
                connection.sendall(b"UNKNOWN COMMAND\0")
                continue
            content = b""
            while size := struct.unpack(">I", stream.read(4))[0]:
                content += stream.read(size)
            found = EICAR in content
            connection.sendall(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")


def pdf_text(body: bytes) -> str:
    """The text of a PDF of ours, by the tables of its fonts that say which character each glyph is."""
    found = ""
    with pikepdf.open(io.BytesIO(body)) as document:
        for page in document.pages:
            tables = {name: _characters(font) for name, font in page.Resources.Font.items()}
            table: dict[int, str] = {}
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    table = tables[str(operands[0])]
                elif str(operator) in ("Tj", "TJ"):
                    pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
                    for piece in pieces:
                        if isinstance(piece, pikepdf.String):
                            codes = bytes(piece)
                            found += "".join(
                                table.get(int.from_bytes(codes[i : i + 2]), "")
                                for i in range(0, len(codes), 2)
                            )
            found += "\n"
    return found


def _characters(font: Any) -> dict[int, str]:
    table = {}
    for code, text in re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", font.ToUnicode.read_bytes()):
        table[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return table
