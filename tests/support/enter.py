"""What the Enter key does in each form of a page: its first button, whichever is seen first."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = frozenset({"text", "email", "tel", "password", "search", "url", "number", "date"})
Button = tuple[str, str]
"""Its name and value; empty for a button that only sends."""


@dataclass(kw_only=True)
class Asked:
    """A form that posts: its buttons in the order of the page, and whether it has a box of one line, in which Enter sends it."""

    buttons: list[Button] = field(default_factory=list)
    lines: bool = False


class Forms(HTMLParser):
    """The forms of a page that post, with what belongs to them from elsewhere on the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Asked] = []
        self._named: dict[str, Asked] = {}
        self._open: Asked | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = None
            if known.get("method") == "post":
                self._open = Asked()
                self.found.append(self._open)
                self._named |= {known["id"]: self._open} if "id" in known else {}
        of = self._named.get(known["form"]) if "form" in known else self._open
        if of is None:
            return
        if tag == "button" and known.get("type", "submit") == "submit":
            of.buttons.append((known.get("name", ""), known.get("value", "")))
        if tag == "input" and known.get("type", "text") in TYPED:
            of.lines = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def on_enter(html: str) -> list[Button]:
    """What Enter does in each form that has several things to do and a box of one line."""
    return [
        form.buttons[0] for form in Forms(html).found if form.lines and len(dict.fromkeys(form.buttons)) > 1
    ]
