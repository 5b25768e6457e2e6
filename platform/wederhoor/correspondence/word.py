"""A letter as a Word document (.docx), made from the same blocks as the PDF, and its text brought back as Markdown.

What people typed is put in as text: it is never markup, a field or a relation to anything outside the document.
"""

import io
from collections.abc import Iterable, Mapping
from typing import Any, cast

from wederhoor.notices.pdf import DUTCH, NORMAL, blocks
from wederhoor.rules.letters import escape

LANGUAGES = {DUTCH: "nl-NL", "en": "en-GB"}
HEADINGS = {"Heading 1": 4, "Heading 2": 2, "Heading 3": 1, "Heading 4": 0}
"""How many points a heading is larger than the text."""


def to_docx(*, title: str, sender: str, number: str, markdown: str, points: int = NORMAL) -> bytes:
    """The letter as a Word document in Dutch; sender and register number stand on each page (KR-152).

    `points` is the size of the text, more for who asked for large print; headings grow with it.
    """
    import docx  # only who asks for Word waits for it
    from docx.shared import Cm, Pt

    made = docx.Document()
    core = made.core_properties
    core.title, core.author, core.last_modified_by, core.comments = title, sender, sender, ""
    core.language = LANGUAGES[DUTCH]
    normal = made.styles["Normal"]
    normal.font.size = Pt(points)
    for name, more in HEADINGS.items():
        made.styles[name].font.size = Pt(points + more)
    _speak(normal.element, LANGUAGES[DUTCH])
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    head = section.header.paragraphs[0]
    head.add_run(sender).bold = True
    head.add_run(f"\n{number}")
    foot = section.footer.paragraphs[0]
    foot.add_run("Bladzijde ")
    _field(foot, "PAGE")
    foot.add_run(" van ")
    _field(foot, "NUMPAGES")
    made.add_heading(title, level=1)
    for block in blocks(markdown):
        _write(made, block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _write(made: Any, block: dict[str, Any]) -> None:
    if block["kind"] == "heading":
        _runs(made.add_heading(level=min(int(block["level"]), 4)), block["runs"])
    elif block["kind"] == "list":
        for item in block["items"]:
            _runs(made.add_paragraph(style="List Bullet"), item)
    else:
        _runs(made.add_paragraph(), block["runs"], str(block["lang"]))


def _runs(paragraph: Any, runs: Iterable[Mapping[str, Any]], spoken: str = DUTCH) -> None:
    for run in runs:
        if run["text"] == "\n":
            paragraph.add_run().add_break()
            continue
        added = paragraph.add_run(_printable(str(run["text"])))
        added.bold, added.italic = run["strong"] or None, run["emphasis"] or None
        if spoken != DUTCH:
            _speak(added._r, LANGUAGES[spoken])


def _printable(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))


def _speak(part: Any, tag: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag)
    part.get_or_add_rPr().append(language)


def _field(paragraph: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def markdown_of(read: Iterable[Mapping[str, Any]], title: str) -> str:
    """The text of a Word document that came back, from its reading copy, as Markdown: headings, lists, paragraphs.

    Bold and italic are not kept. What readers wrote beside the text is no part of the reading copy, nor of the letter; what stands
    above and below
    each page is put there again. The title above the letter is left out: it is not part of the text.
    """
    parts: list[str] = []
    in_list = False
    for block in read:
        kind = block["kind"]
        if kind == "note" or block.get("beside"):
            continue
        text = cast(str, block.get("text", "")) or " | ".join(c for row in block.get("rows", ()) for c in row)
        if not parts and text.strip() == title:
            continue
        if kind == "item":
            line = f"- {escape(' '.join(text.split()))}"
            if in_list:
                parts[-1] += f"\n{line}"
            else:
                parts.append(line)
        else:
            parts.append(f"## {escape(' '.join(text.split()))}" if kind == "heading" else escape(text))
        in_list = kind == "item"
    return "\n\n".join(parts) + "\n"
