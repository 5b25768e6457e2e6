"""What stands in one place in the templates: a form that posts, the crumbs of a page; no address is typed by hand."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, nodes
from tests.e2e.samples import dress
from tests.e2e.samples.common import addresses
from werkzeug.routing import BuildError

from wederhoor.resources import resource_dir

TEMPLATES = resource_dir("templates")
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
FORMS, FRAME = "macros/forms.html", "macros/frame.html"
OPENED = re.compile(r"<form\b(?![^>]*\bmethod=\"get\")", re.I)
TOKEN = re.compile(r"csrf", re.I)
CRUMBS = re.compile(r"w-crumbs|Kruimelpad")
TYPED = re.compile(
    r"""\b(?:href|action|formaction|src|data-[a-z-]+)=["'](?:/|\{\{[^}]*\}\}/)|organisation\.slug"""
)


@pytest.fixture(scope="module")
def env() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    dress(made)
    return made


def _source(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def hand_written(name: str, source: str) -> list[str]:
    """Forms that post and their tokens, but in the macro."""
    return [] if name == FORMS else OPENED.findall(source) + TOKEN.findall(source)


def own_crumbs(name: str, source: str) -> list[str]:
    """Crumbs, but in the macro."""
    return [] if name == FRAME else CRUMBS.findall(source)


def typed(name: str, source: str) -> list[str]:
    """Addresses that are written out, in the HTML or in an expression."""
    spoken = [node.value for node in Environment().parse(source).find_all(nodes.Const)]
    return TYPED.findall(source) + [one for one in spoken if isinstance(one, str) and one.startswith("/")]


def _own(node: nodes.Node) -> Iterator[nodes.Node]:
    """What stands in a node, but not in a block within it: that is drawn alone as well."""
    for child in node.iter_child_nodes():
        if not isinstance(child, nodes.Block):
            yield child
            yield from _own(child)


def unused(_name: str, source: str) -> list[str]:
    """Macros that a template or a block of it imports for nothing."""
    tree, found = Environment().parse(source), []
    for scope in (tree, *tree.find_all(nodes.Block)):
        inside = list(_own(scope))
        used = {node.name for node in inside if isinstance(node, nodes.Name)}
        imported = [one for node in inside if isinstance(node, nodes.FromImport) for one in node.names]
        names = [one if isinstance(one, str) else one[1] for one in imported]
        found += [name for name in names if name not in used]
    return found


def buried(_name: str, source: str) -> list[str]:
    """Blocks within a call: they would be drawn outside it."""
    calls = Environment().parse(source).find_all(nodes.CallBlock)
    return [block.name for call in calls for block in call.find_all(nodes.Block)]


Look = Callable[[str, str], list[str]]


@pytest.mark.parametrize("look", [hand_written, own_crumbs, typed, unused, buried])
def test_every_template_keeps_to_the_house(look: Look) -> None:
    assert {name: found for name in NAMES if (found := look(name, _source(name)))} == {}


@pytest.mark.parametrize(
    ("look", "source"),
    [
        (hand_written, '<form method="post">'),
        (hand_written, '<form class="w-form"\n      method="POST">'),
        (hand_written, "<form>"),
        (hand_written, '<input name="csrf_token">'),
        (hand_written, "{{ csrf_token() }}"),
        (own_crumbs, '<ol class="w-crumbs">'),
        (own_crumbs, '<nav aria-label="Kruimelpad">'),
        (typed, '<a href="/aanmelden">'),
        (typed, '<a href="/{{ one.slug }}/x">'),
        (typed, '<a href="{{ here }}/lezers">'),
        (typed, '<div data-hx-get="/x">'),
        (typed, '{% call pressed("/afmelden") %}{% endcall %}'),
        (typed, '{% set here = "/" ~ one %}'),
        (typed, "{{ organisation.slug }}"),
        (unused, '{% from "macros/forms.html" import text, posted %}{% call posted() %}{% endcall %}'),
        (unused, '{% from "macros/forms.html" import text as line %}{{ text() }}'),
        (unused, '{% from "a.html" import b %}{% block c %}{{ b() }}{% endblock %}'),
        (buried, "{% call a() %}{% if b %}{% block c %}{% endblock %}{% endif %}{% endcall %}"),
    ],
)
def test_what_is_written_by_hand_is_found(look: Look, source: str) -> None:
    assert look("portal/start.html", source)


@pytest.mark.parametrize(
    ("look", "source"),
    [
        (hand_written, '<form class="w-filter"\n      method="get">'),
        (typed, '<a href="#inhoud">'),
        (typed, '<a href="?taal=nl">'),
        (typed, '<a href="{{ address("people.sign_in") }}">'),
        (typed, '<link href="{{ static_url("app.css") }}">'),
        (typed, "{{ page.number }}/{{ page.total }}"),
        (unused, '{% from "macros/forms.html" import text as line %}{{ line() }}'),
        (buried, "{% block c %}{% call a() %}{% endcall %}{% endblock %}"),
    ],
)
def test_what_is_right_is_left_alone(look: Look, source: str) -> None:
    assert look("portal/start.html", source) == []


def _asked(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages a template asks the address of, and what it gives with them."""
    for call in Environment().parse(_source(name)).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "address":
            named = call.args[0]
            both = [named.expr1, named.expr2] if isinstance(named, nodes.CondExpr) else [named]
            for one in both:
                assert isinstance(one, nodes.Const), name
                yield one.value, {pair.key: pair.value.as_const() for pair in call.kwargs}


@pytest.mark.parametrize("name", NAMES)
def test_every_address_asked_for_is_one_of_ours(name: str) -> None:
    for endpoint, values in _asked(name):
        try:
            addresses().build(endpoint, {"organisation": "lumens", **values}, append_unknown=False)
        except BuildError:
            pytest.fail(f"{name} asks for {endpoint}")


def _posted(env: Environment, call: str) -> str:
    source = '{% from "macros/forms.html" import posted, pressed %}' + call + "in{% endcall %}"
    return " ".join(env.from_string(source).render().split())


def test_a_form_posts_to_its_own_page_and_replaces_itself(env: Environment) -> None:
    html = _posted(env, "{% call posted() %}")
    assert html.startswith(
        '<form class="w-form" method="post" novalidate data-hx-post="" data-hx-target="this" data-hx-swap="outerHTML">'
    )
    assert html.count('<input type="hidden" name="csrf_token" value="csrf-sample">') == 1
    assert html.endswith("in </form>")


def test_a_form_says_what_is_asked_of_it(env: Environment) -> None:
    html = _posted(
        env, '{% call posted(to="?a=1&b", target=none, swap=none, files=true, more={"role": "search"}) %}'
    )
    assert 'action="?a=1&amp;b"' in html
    assert 'data-hx-post="?a=1&amp;b"' in html
    assert 'enctype="multipart/form-data"' in html
    assert 'role="search"' in html
    assert "data-hx-target" not in html
    assert "data-hx-swap" not in html


def test_a_form_of_buttons_is_only_a_form(env: Environment) -> None:
    html = _posted(env, '{% call pressed("?") %}')
    assert html.startswith('<form method="post" action="?"><input')
    assert "csrf-sample" in html
