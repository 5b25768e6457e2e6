"""Whether whoever reads this page is younger than 18: then all of it says "je", whatever template, form or error it comes from.

Templates are written with "u". What stands in them as text, or as a text in quotes, is looked at when they are compiled: where it says
"u" it is said through `spoken`, which costs nothing on the pages of adults. What people typed themselves is never touched.
"""

from collections.abc import Iterator

from flask import Flask, g, has_request_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from wederhoor.rules.familiar import familiar, is_formal
from wederhoor.web.language import DUTCH, language

SPOKEN, SPOKEN_HTML = "spoken", "spoken_html"


def speak_to(*, child: bool) -> None:
    """From here on this page is for a child, or for an adult."""
    g.familiar = child


def to_child() -> bool:
    """Whether this page is for a child, in Dutch."""
    return has_request_context() and bool(g.get("familiar")) and language() is DUTCH


def spoken(text: str) -> str:
    """A Dutch text as it is said to whoever reads this page."""
    return familiar(text) if to_child() else text


def spoken_html(text: str) -> Markup:
    """The same, of what a template says between its tags."""
    return Markup(spoken(text))  # noqa: S704  # a template's own text, never what somebody typed


class Familiar(Extension):
    """Lets the texts of templates say "je" to a child."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """What says "u" is said through a function; the rest of a template stays as it is."""
        said = None
        for token in stream:
            if token.type == "data" and is_formal(token.value):
                yield from _called(token, SPOKEN_HTML, printed=True)
            elif (
                token.type == "string"
                and is_formal(token.value)
                and said not in ("extends", "import", "from")
            ):
                yield from _called(token, SPOKEN)
            else:
                said = token.value if token.type == "name" else said
                yield token


def _called(token: Token, function: str, *, printed: bool = False) -> Iterator[Token]:
    line = token.lineno
    if printed:
        yield Token(line, "variable_begin", "{{")
    yield Token(line, "name", function)
    yield Token(line, "lparen", "(")
    yield Token(line, "string", token.value)
    yield Token(line, "rparen", ")")
    if printed:
        yield Token(line, "variable_end", "}}")


def register(app: Flask) -> None:
    """Let every template of the application speak to a child as to a child."""
    app.jinja_env.add_extension(Familiar)
    app.jinja_env.globals.update({SPOKEN: spoken, SPOKEN_HTML: spoken_html})
