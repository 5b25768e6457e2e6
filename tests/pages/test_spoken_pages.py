"""Every page that a language covers is whole in it: walked through in Dutch and in that language, as a visitor meets them.

What lacks is found in two ways. A sentence that was asked for in a language whose catalogue has it not is noted while the pages are
made. A sentence that was never asked for stands on both pages alike: words of Dutch that are not marked as Dutch.
"""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from flask import Flask
from tests.pages.test_portal import OWN, digits_of
from tests.support.papers import add_paper, photo
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.world import COMPLETE, Filed, Organisation

from wederhoor.web.language import LANGUAGES, noting_what_lacks

pytestmark = pytest.mark.parametrize(
    "database", ["sqlite"]
)  # nothing here that a database does in its own way
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
    ]
)
UNREAD = frozenset(("script", "style"))
TYPED = "typed"
NAMES = (
    *(
        "Nederlands",
        "English",
        "Українська",
        "العربية",
        "Wederhoor",
        "Autoriteit Persoonsgegevens",
        "Veilig Thuis",
    ),
    *("Lumens", "InteraktContour", "Werk en Inkomen Lekstroom"),
    *("Menu", "Taal, language, мова, اللغة", "Website", "Microsoft", "Outlook"),
)
"""What is called the same in every language."""


class _Texts(HTMLParser):
    """The texts of a page that are in its own language: not those marked as in another, and nothing somebody typed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        inherited = self._open[-1][1] if self._open else ""
        lang = known.get("lang") or inherited
        typed = "w-typed" in (known.get("class") or "") or tag == "textarea" or inherited == TYPED
        typed = typed or known.get("aria-hidden") == "true"
        for name in ("aria-label", "placeholder", "title", "alt"):
            if (text := known.get(name)) and lang == self._language(lang):
                self.found.append(text)
        if tag not in VOID:
            self._open.append((tag, TYPED if typed else lang))

    def _language(self, lang: str) -> str:
        return self._open[0][1] if self._open else lang

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1][0] in UNREAD or self._open[-1][1] != self._open[0][1]:
            return
        text = " ".join(data.split())
        if text:
            self.found.append(text)


def _texts(page: Page) -> set[str]:
    return set(_Texts(page.text).found)


ALIKE = ("1 week",)
"""What is written alike in Dutch and English."""


def _in_own_words(text: str) -> bool:
    """Whether there is a word in a text that somebody has to understand: no number, name or sign."""
    for name in (*NAMES, *ALIKE, *map(str, COMPLETE.values())):
        text = text.replace(name, "")
    return bool(re.search(r"[^\W\d_]{4,}", text))


def _pages(visitor: Visitor, filed: Filed, organisation: Organisation) -> Iterator[tuple[str, Page]]:
    """What a complainant meets: pages, what is wrong with what they typed, the door and what is behind it."""
    own = OWN.replace("lumens", organisation.slug)
    yield "code", visitor.get(own)
    for typed in ("", "12", "!!", "ABCDEFGHJKMNPQRSTV"):
        yield f"wrong code {typed}", visitor.submit(visitor.get(own), code=typed)
    yield "status", visitor.submit(visitor.get(own), code=filed.code)
    if (page := visitor.get(f"{own}/aanvullen")).status == 200:  # not every organisation asks for more
        yield "complete", page
        yield "nothing added", visitor.submit(page)
    yield "messages", visitor.get(f"{own}/berichten")
    yield "no message", visitor.submit(visitor.get(f"{own}/berichten"), text="")
    yield "long message", visitor.submit(visitor.get(f"{own}/berichten"), text="x" * 20_001)
    yield "a message", visitor.submit(visitor.get(f"{own}/berichten"), text="123")
    yield "papers", visitor.get(f"{own}/inzien")
    yield "attachments", visitor.get(f"{own}/stukken")
    yield "no attachment", visitor.submit(visitor.get(f"{own}/stukken"))
    yield "door", visitor.get(f"{own}/tweede-code")
    asked = visitor.submit(visitor.get(f"{own}/tweede-code"), "vragen")
    yield "door, asked", asked
    yield "door, wrong", visitor.submit(asked, digits="12")
    digits = digits_of(organisation, filed)
    yield "door, other", visitor.submit(asked, digits="000000" if digits != "000000" else "111111")
    yield "papers, open", visitor.submit(asked, digits=digits)
    for address in ("", "/berichten", "/inzien", "/stukken", "/kopie", "/gegevens"):
        yield f"open {address}", visitor.get(f"{own}{address}")
    details = visitor.get(f"{own}/gegevens")
    yield "details, none", visitor.submit(details, channel="post", no_post="y", street="", email="")
    wrong = {"phone": "12", "email": "x@", "postal_code": "1234 A", "street": "x" * 201, "channel": "email"}
    yield "details, wrong", visitor.submit(details, consent=None, **wrong)
    yield "details, saved", visitor.submit(details, phone="06 12345678")
    letter = re.search(rf'href="({own}/brief/[0-9a-f-]+)"', visitor.get(own).text)
    assert letter
    yield "letter", visitor.get(letter[1])


@pytest.mark.parametrize("plugin", ["lumens", "interaktcontour", "wil"])
def test_the_own_page_is_whole_in_english(
    app: Flask, tenant: Callable[..., Organisation], plugin: str
) -> None:
    there = tenant(plugin, plugin)
    in_dutch, in_english = visitor_of(app.test_client()), visitor_of(app.test_client())
    filed = [there.file_complaint(steps_taken="", signed=False) for _ in range(2)]
    for one in filed:
        add_paper(there, one.dossier_id, photo("PNG"), name="0001")
    in_english.get(f"/{plugin}/?taal=en")
    dutch = dict(_pages(in_dutch, filed[0], there))
    with noting_what_lacks() as lacking:
        english = dict(_pages(in_english, filed[1], there))
    assert sorted(lacking) == []
    alike = {
        (name, text)
        for name, page in english.items()
        for text in _texts(page) & _texts(dutch[name])
        if _in_own_words(text)
    }
    assert not alike, "\n".join(map(str, sorted(alike)))
    for name, page in english.items():
        assert '<html lang="en" dir="ltr"' in page.text, name


@pytest.mark.parametrize("plugin", ["lumens", "interaktcontour", "wil"])
@pytest.mark.parametrize("code", [one.code for one in LANGUAGES if one.code != "nl"])
def test_the_start_and_asking_to_be_called_are_whole_in_every_language(
    app: Flask, tenant: Callable[..., Organisation], plugin: str, code: str
) -> None:
    """Dutch words within another script are set apart, and left to right."""
    tenant(plugin, plugin)
    in_dutch, spoken = visitor_of(app.test_client()), visitor_of(app.test_client())
    spoken.get(f"/{plugin}/?taal={code}")

    def walk(visitor: Visitor) -> Iterator[tuple[str, Page]]:
        yield "start", visitor.get(f"/{plugin}/")
        yield "call", visitor.get(f"/{plugin}/bel-mij")
        yield "nothing filled in", visitor.submit(visitor.get(f"/{plugin}/bel-mij"), name="", phone="")
        yield "wrong number", visitor.submit(visitor.get(f"/{plugin}/bel-mij"), name="x" * 201, phone="06 1")
        yield "abroad", visitor.submit(visitor.get(f"/{plugin}/bel-mij"), name="1", phone="0471 12 34 56")

    dutch = dict(walk(in_dutch))
    with noting_what_lacks() as lacking:
        other = dict(walk(spoken))
    assert sorted(lacking) == []
    alike = {
        (name, text)
        for name, page in other.items()
        for text in _texts(page) & _texts(dutch[name])
        if _in_own_words(text)
    }
    assert not alike, "\n".join(map(str, sorted(alike)))
    for name, page in other.items():
        for tag in re.findall(r'<(?!html|a )[a-z]+[^>]*lang="nl"[^>]*>', page.text):
            assert 'dir="ltr"' in tag or tag.startswith("<bdi"), (name, tag)
