"""Pieces of a page that look the same whenever the same is in them: drawn once, kept by everything they show.

A piece is a macro that is given all it shows and reaches for nothing else: not who is signed in, not a token of a form, not
the language. So what is kept can show nobody anything but what they were going to be shown. A test holds the macros to that.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple, cast

from flask import Flask
from jinja2 import Environment, Template, pass_environment
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup

from wederhoor.memory import Memory

MOST_KEPT = 2_000


class NavItem(NamedTuple):
    """A page in the side navigation."""

    label: str
    url: str
    current: bool
    group: str = ""
    """Under which heading it stands."""
    waits: str = ""
    """How much waits there; nothing where nothing does."""


@pass_environment
def drawn(environment: Environment, template: str, macro: str, *shown: Hashable) -> Markup:
    """The HTML of a macro for what it is given. Raises TypeError for what cannot be told apart, such as a list."""
    return _piece(environment, template, macro, *shown)


@pass_environment
def drawn_each(environment: Environment, template: str, macro: str, each: Iterable[Hashable]) -> Markup:
    """The HTML of a macro for one thing after another."""
    return Markup().join([_piece(environment, template, macro, one) for one in each])


def _piece(environment: Environment, *what: Hashable) -> Markup:
    kept = cast(Memory[tuple[Hashable, ...], Markup], environment.globals["kept_pieces"])
    html = kept.get(what)
    if html is None:
        template, macro, *shown = what
        written: Callable[..., Markup] = getattr(environment.get_template(str(template)).module, str(macro))
        html = kept.keep(what, Markup(written(*shown)))  # noqa: S704 - a macro of ours, which escapes what it is given
    return html


class Imported(Template):
    """A template whose macros are imported as they are.

    Jinja compares all globals at each import, for templates that were loaded with globals of their own; ours never are, and
    a page imports a handful.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


def draw(environment: Environment) -> None:
    """Give templates `drawn` and `drawn_each`, and make importing macros cheap."""
    environment.template_class = Imported
    environment.globals.update(drawn=drawn, drawn_each=drawn_each, kept_pieces=Memory(MOST_KEPT))


def register(app: Flask) -> None:
    """Make them known to the templates."""
    draw(app.jinja_env)
