"""The pages of a letter as drawings: the same sheet as the PDF, without anything the content policy refuses, made by a process aside."""

import re
from multiprocessing import Pipe

import pytest

from wederhoor.notices import aside
from wederhoor.notices.pdf import Head, Sheet, to_pages

MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'
TEXT = (
    "Nummer: 0007-x\n\nDatum: 2 maart 2026\n\nBeste <script>lezer</script>,\n\n" + "Een **alinea**.\n\n" * 60
)


def _drawn(**how: object) -> list[str]:
    head = Head(name="Lumens", lines=("Postbus 0",), logo=MARK)
    told = {
        "title": "Brief",
        "sender": "Lumens",
        "markdown": TEXT,
        "sheet": Sheet(number="0007-x", head=head, to=("A. B",)),
    }
    return to_pages(**{**told, **how})  # type: ignore[arg-type]


def test_pages_hold_nothing_a_browser_would_refuse_or_mix_up() -> None:
    pages = _drawn(logo_url='/merk.svg?v=1&b="2"')
    assert len(pages) == 3
    whole = "".join(pages)
    for refused in ("data:", "style", "xmlns", "xlink", "<script", "<foreignObject", " on"):
        assert refused not in whole, refused
    assert whole.count("<image") == 1 and 'href="/merk.svg?v=1&amp;b=&#34;2&#34;"' in whole.replace(
        "&quot;", "&#34;"
    )
    ids = re.findall(r'id="([^"]+)"', whole)
    assert len(ids) == len(set(ids)) and set(re.findall(r'href="#([^"]+)"', whole)) <= set(ids)


def test_what_fills_in_later_is_marked_and_changes_no_line() -> None:
    plain, marked = _drawn()[0], _drawn(later=["date", "to"])[0]
    assert marked.count("#fff1b8") == 2 and "#fff1b8" not in plain
    places = [re.findall(r'<use [^>]*x="([^"]+)"', page) for page in (plain, marked)]
    assert places[0] == places[1]


def test_the_process_aside_answers_says_what_it_cannot_and_ends_when_nobody_asks() -> None:
    here, there = Pipe()
    here.send(("pages", {"title": "x", "sender": "y", "markdown": "z"}))
    here.send(("pages", {"wrong": 1}))
    aside.serve(there, idle=0)
    assert here.recv()[0].startswith("<svg")
    assert isinstance(here.recv(), aside.NotSet)
    assert not here.poll()


def test_a_process_that_ended_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = aside._Aside()
    monkeypatch.setattr(aside, "_ASIDE", mine)
    aside.made_ready()
    assert mine.process is not None
    mine.process.kill()
    mine.process.join()
    assert aside.to_pdf_apart(title="x", sender="y", markdown="z").startswith(b"%PDF")
    with pytest.raises(aside.NotSet):
        aside.to_pages_apart(wrong=1)
    mine._end()
