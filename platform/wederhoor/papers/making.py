"""What makes a safe copy of a file, kind by kind. Each kind has its own libraries, and they are large: only those of the kind at hand
are loaded.
"""

from collections.abc import Callable
from datetime import date

from wederhoor.papers.blocks import Block, lacks_of, lines_of
from wederhoor.papers.inspection import FileKind, Found
from wederhoor.papers.made import Examined
from wederhoor.rules.bsn import mentions_bsn

Made = Callable[[bytes, Found], Examined]


def maker_of(kind: FileKind) -> Made:
    """What makes a safe copy of a kind of file, with every library it needs loaded: a child lives for one file, and can load nothing
    later.
    """
    if kind is FileKind.IMAGE:
        from wederhoor.papers.photos import clean_image

        def drawn(content: bytes, found: Found) -> Examined:
            made = clean_image(content)
            return Examined(found=found, copy=made.copy, copy_type=made.copy_type, lacks=made.lacks)

        return drawn
    if kind is FileKind.PDF:
        from wederhoor.papers.pdf_reading import pdf_text
        from wederhoor.papers.pdfs import clean_pdf

        def rebuilt(content: bytes, found: Found) -> Examined:
            made = clean_pdf(content)
            number_in_it = mentions_bsn(pdf_text(made.copy))
            return Examined(
                found=found,
                copy=made.copy,
                copy_type=made.copy_type,
                lacks=made.lacks,
                mentions_bsn=number_in_it,
            )

        return rebuilt
    read = _reader_of(kind)

    def written_out(content: bytes, found: Found) -> Examined:
        blocks, subject, attached, sent_on = read(content)
        number_in_it = mentions_bsn("\n".join(lines_of(blocks)))
        return Examined(
            found=found,
            blocks=blocks,
            subject=subject,
            sent_on=sent_on,
            lacks=tuple(lacks_of(blocks)),
            mentions_bsn=number_in_it,
            attached=attached,
        )

    return written_out


Taken = tuple[list[Block], str, list[tuple[str, bytes]], date | None]
"""Blocks, subject, attachments, and the day it was sent."""
Read = Callable[[bytes], Taken]


def _reader_of(kind: FileKind) -> Read:
    if kind in (FileKind.EML, FileKind.MSG):
        from wederhoor.papers.mails import read_eml
        from wederhoor.papers.outlook import read_msg

        def mail(content: bytes) -> Taken:
            read = read_eml(content) if kind is FileKind.EML else read_msg(content)
            return read.blocks, read.subject, [(one.name, one.content) for one in read.attached], read.sent_on

        return mail
    if kind is FileKind.DOCX:
        from wederhoor.papers.word import read_docx as read
    elif kind is FileKind.XLSX:
        from wederhoor.papers.sheets import read_xlsx as read
    else:
        from wederhoor.papers.reading import read_text as read
    return lambda content: (read(content), "", [], None)
