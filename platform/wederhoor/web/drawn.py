"""Pieces of a page that look the same whenever the same is in them: drawn once, kept by everything they show.

A piece is a macro that is given all it shows and reaches for nothing else: not who is signed in, not a token of a form, not
the language. So what is kept can show nobody anything but what they were going to be shown. A test holds the macros to that.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple, cast

from flask import Flask
from jinja2 import Environment, pass_environment
from markupsafe import Markup

MOST_KEPT = 2_000


class NavItem(NamedTuple):
    """A page in the side navigation."""

    label: str
    url: str
    current: bool


@pass_environment
def drawn(environment: Environment, template: str, macro: str, *shown: Hashable) -> Markup:
    """The HTML of a macro for what it is given. Raises TypeError for what cannot be told apart, such as a list."""
    kept = _kept(environment)
    html = kept.get((template, macro, *shown))
    return html if html is not None else _draw(environment, template, macro, shown)


@pass_environment
def drawn_each(environment: Environment, template: str, macro: str, each: Iterable[Hashable]) -> Markup:
    """The HTML of a macro for one thing after another."""
    kept = _kept(environment)
    pieces = ((kept.get((template, macro, one)), one) for one in each)
    joined = "".join(html or _draw(environment, template, macro, (one,)) for html, one in pieces)
    return Markup(joined)  # noqa: S704 - every piece is one


def _kept(environment: Environment) -> dict[tuple[Hashable, ...], Markup]:
    return cast(dict[tuple[Hashable, ...], Markup], environment.globals["kept_pieces"])


def _draw(environment: Environment, template: str, macro: str, shown: tuple[Hashable, ...]) -> Markup:
    kept = _kept(environment)
    if len(kept) >= MOST_KEPT:
        kept.clear()
    written: Callable[..., Markup] = getattr(environment.get_template(template).module, macro)
    html = Markup(written(*shown))  # noqa: S704 - a macro of ours, which escapes what it is given
    kept[template, macro, *shown] = html
    return html


def draw(environment: Environment) -> None:
    """Give templates `drawn` and `drawn_each`."""
    environment.globals.update(drawn=drawn, drawn_each=drawn_each, kept_pieces={})


def register(app: Flask) -> None:
    """Make them known to the templates."""
    draw(app.jinja_env)
