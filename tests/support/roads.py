"""Somebody who files a complaint as they would: every page opened and sent, without JavaScript."""

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import Any

from tests.support.visitor import Page, Visitor

ANSWERS: Mapping[str, Any] = {
    "filed_as": "complaint",
    "alone": "yes",
    "about_kind": "employee",
    "category": "treatment",
    "youth_help": "no",
    "description": "Aan de balie werd ik weggestuurd.",
    "objection": "Zo hoort het niet.",
    "steps_taken": "Gebeld.",
    "event_unknown": "y",
    "given_name": "Noor",
    "surname": "Verzonnen",
    "street": "Verzinstraat 1",
    "postal_code": "1234 AB",
    "town": "Nergenshuizen",
    "contact_channel": "email",
    "email": "noor@bewoner.example",
    "contact_consent": "y",
    "post_home": "no",
    "represented_given_name": "Sam",
    "represented_surname": "Verzonnen",
    "relation": "dochter",
    "authority": "written",
    "heed": "no",
    "together": "no",
    "with_papers": "no",
}
"""What is answered where it is asked; nobody else, no papers, nothing to mind."""
SIGNED = {"sign": "now", "signed_name": "Noor Verzonnen", "statement": "y"}
Look = Callable[[Page], None]


def name_of(page: Page) -> str:
    """The page, by the last part of its address."""
    return page.url.split("?")[0].rstrip("/").rsplit("/", 1)[-1]


def asked_there(page: Page, values: Mapping[str, Any]) -> dict[str, Any]:
    """Of these answers, those to what the page asks."""
    return {name: value for name, value in values.items() if f'name="{name}"' in page.text}


def walk(
    visitor: Visitor, slug: str, answers: Mapping[str, Any], look: Look = lambda _page: None
) -> list[str]:
    """From the start page to the receipt; returns which pages were seen."""
    seen = []
    page = visitor.get(f"/{slug}/")
    for _ in range(40):
        assert page.status == 200, page.text
        look(page)
        seen.append(name_of(page))
        match name_of(page):
            case "ontvangst":
                return seen
            case "klacht-indienen":
                page = visitor.submit(page, "klacht-indienen")
            case "bijlagen":
                page = visitor.get(f"/{slug}/klacht-indienen/controle")
            case "controle":
                page = visitor.submit(page, **SIGNED)
            case name if name == slug:
                page = visitor.get(f"/{slug}/klacht-indienen")
            case _:
                page = visitor.submit(page, **asked_there(page, answers))
    raise AssertionError(f"no end: {seen}")


class _Read(HTMLParser):
    """What a page says, aloud too; not what somebody typed."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.said += [known[name] for name in ("aria-label", "title", "placeholder", "alt") if name in known]
        self._quiet += tag in ("script", "style", "textarea")

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in ("script", "style", "textarea")

    def handle_data(self, data: str) -> None:
        if not self._quiet and data.strip():
            self.said.append(" ".join(data.split()))


def said_on(page: Page) -> list[str]:
    """Every text of a page."""
    reader = _Read()
    reader.feed(page.text)
    return reader.said
