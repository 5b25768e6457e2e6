"""Letters: facts in, Markdown out, and nothing a person typed becomes markup."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from wederhoor.rules.letters import Addressee, LetterTemplate, MissingFact, Release, render_letter
from wederhoor.rules.provenance import Source

LETTER = LetterTemplate(
    code="proef",
    title="Proef",
    body="Beste {recipient},\n\n{short_account}\n\n- {missing}\n",
    to=Addressee.COMPLAINANT,
    release=Release.DIRECT,
    mail_subject="Bericht",
    source=Source(document="voorbeeld", section="1"),
)


@pytest.mark.parametrize(
    "typed",
    [
        "# kop",
        "1. een",
        "<script>alert(1)</script>",
        "*vet* _schuin_ `code`",
        "[link](http://x)",
        "![x](y)",
        "- lijst\n- tweede",
        "    code",
        "> citaat",
        "a | b\n---|---",
        "&amp; {number}",
        "===",
    ],
)
def test_what_a_person_typed_stays_text(typed: str) -> None:
    markdown = render_letter(LETTER, {"recipient": "X", "short_account": typed, "missing": "y"})
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    allowed = html.replace("<br />", "")
    for tag in ("<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>"):
        allowed = allowed.replace(tag, "")
    assert "<" not in allowed
    assert html.count("<ul>") == 1


def test_a_fact_of_several_lines_becomes_several_items() -> None:
    text = render_letter(LETTER, {"recipient": "X", "short_account": "y", "missing": "een\ntwee"})
    assert text.endswith("- een\n- twee\n")


def test_a_missing_or_empty_fact_is_refused() -> None:
    with pytest.raises(MissingFact, match="missing"):
        render_letter(LETTER, {"recipient": "X", "short_account": "y", "missing": " "})


def test_a_value_cannot_smuggle_in_another_placeholder() -> None:
    letter = replace(LETTER, body="{recipient}")
    assert "geheim" not in render_letter(letter, {"recipient": "{number}", "number": "geheim"})
