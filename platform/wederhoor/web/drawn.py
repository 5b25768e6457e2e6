"""Pieces of a page that look the same whenever the same is in them: drawn once, kept by everything they show.

A piece is a macro that is given all it shows and reaches for nothing else: not who is signed in, not a token of a form, not
the language. So what is kept can show nobody anything but what they were going to be shown. A test holds the macros to that.
"""

from collections.abc import Callable, Hashable
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
    kept = cast(dict[tuple[Hashable, ...], Markup], environment.globals["kept_pieces"])
    key = (template, macro, *shown)
    html = kept.get(key)
    if html is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        draw: Callable[..., Markup] = getattr(environment.get_template(template).module, macro)
        html = kept[key] = Markup(draw(*shown))  # noqa: S704 - a macro of ours, which escapes what it is given
    return html


def draw(environment: Environment) -> None:
    """Give templates `drawn`."""
    environment.globals.update(drawn=drawn, kept_pieces={})


def register(app: Flask) -> None:
    """Make it known to the templates."""
    draw(app.jinja_env)
