"""Every template: parses, has a title, renders strictly, each block alone, keeps to the content policy."""

import hashlib
import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, meta, nodes
from jinja2_fragments import render_block
from tests.e2e.samples import PAGES, dress, surroundings
from tests.support.enter import on_enter
from tests.support.validity import faults

from wederhoor.resources import resource_dir
from wederhoor.web.drawn import MOST_KEPT, draw

TEMPLATES = resource_dir("templates")
STATIC = Path(__file__).parents[2] / "platform/wederhoor/web/static"
pytestmark = pytest.mark.xdist_group("templates")  # one process compiles them
VARIANTS = [(name, variant) for name, variants in PAGES.items() for variant in variants]


@pytest.fixture(scope="module")
def env() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    dress(made)
    return made


def context(name: str, variant: str) -> dict:
    return surroundings(name) | PAGES[name][variant]()


class Page(HTMLParser):
    """What the checks need to know of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self._stack: list[str] = []
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._stack and self._stack.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._stack:
            self.title += data
        if self._stack and self._stack[-1] in ("script", "style") and data.strip():
            self.inline.append(data)


Html = Callable[[str, str], str]
Pages = Callable[[str, str], Page]


@pytest.fixture(scope="module")
def html(env: Environment) -> Html:
    """What a sample looks like; drawn once."""
    return cache(lambda name, variant: env.get_template(name).render(context(name, variant)))


@pytest.fixture(scope="module")
def page(html: Html) -> Pages:
    """What the checks know of a sample; read once."""
    return cache(lambda name, variant: Page(html(name, variant)))


def test_every_page_template_has_a_sample() -> None:
    pages = {
        p.relative_to(TEMPLATES).as_posix()
        for p in TEMPLATES.rglob("*.html")
        if p.relative_to(TEMPLATES).parts[0] not in ("layouts", "macros")
    }
    assert pages == set(PAGES)


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_page_renders_with_a_title(page: Pages, name: str, variant: str) -> None:
    assert re.fullmatch(r"\S.+ – \S.+", page(name, variant).title.strip())


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_page_keeps_to_the_content_policy(page: Pages, name: str, variant: str) -> None:
    found = page(name, variant)
    assert not found.inline
    for tag, attrs in found.tags:
        assert tag != "style"
        assert not [a for a in attrs if a == "style" or a.startswith(("on", "data-hx-on", "hx-"))], (
            tag,
            attrs,
        )
        source = attrs.get("src") or (attrs.get("href") if tag == "link" else None)
        assert source is None or source.startswith(("/static/", "/merk/"))  # ours, or the colours


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_every_block_renders_alone(env: Environment, name: str, variant: str) -> None:
    for block in env.get_template(name).blocks:
        assert render_block(env, name, block, **context(name, variant)).strip() or block in (
            "record",
            "messages",
        )


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_page_is_valid_html(html: Html, name: str, variant: str) -> None:
    assert faults(html(name, variant)) == []


BEGIN = "<!DOCTYPE html><html lang=nl><head><title>Een</title></head><body><main><h1>Kop</h1>"
END = "</main></body></html>"
WRONG = {
    "<p>een<p>twee</p></p>": "Unexpected end tag (p)",
    "<div><span></div>": "seen too early",
    "<table><tr><div>x</div><td>y</td></tr></table>": "table context",
    '<div id="a" id="b"></div>': "Dropped duplicate attribute",
    "<b>&geen;</b>": "Named entity expected",
    '<p id="a"></p><p id="a"></p>': "not one id of its own",
    '<label for="weg">Naam</label>': "points at weg",
    '<p id="a"></p><label for="a">Naam</label>': "a label of",
    '<div aria-describedby="weg"></div>': "points at weg",
    '<a href="#weg">Weg</a>': "#weg is not there",
    '<a href="/x"><button type="button">x</button></a>': "to be pressed within",
    '<label><a href="/x">x</a></label>': "to be pressed within a label",
    "<span><div>x</div></span>": "may not stand in",
    "<p><a href=x><ul></ul></a></p>": "Unexpected",
    "<ul><p>x</p></ul>": "may not stand in",
    "<ul>x</ul>": "text between the parts",
    "<h3>Te diep</h3>": "h3 comes after h1",
    "<h1>Nog een</h1>": "one h1",
    '<form action=""></form>': "action is empty",
    '<form hx-post="/x"></form>': "no attribute hx-post",
    '<table><tbody><tr><td role="cell">x</td></tr></tbody></table>': "no role cell",
    '<span aria-label="Naam">x</span>': "a name on an element without a role",
    '<input autocomplete="street-address">': "does not go here",
    "<button>x</button>": "a button says its type",
    "<dl><dt>x</dt></dl>": "every term has a description",
    "<table><tbody><tr><td>x</td></tr><tr><td>x</td><td>y</td></tr></tbody></table>": "different widths",
    '<time datetime="2026-11-22T15:09:46.848908+00:00">x</time>': "no such moment",
    "<fieldset><p>x</p></fieldset>": "starts with one legend",
}


def test_what_is_not_valid_is_found() -> None:
    assert faults(f"{BEGIN}<h2>Twee</h2><p>Tekst</p>{END}") == []
    for fragment, found in WRONG.items():
        said = faults(BEGIN + fragment + END)
        assert any(found in one for one in said), (fragment, said)


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_every_form_that_posts_carries_the_token(html: Html, name: str, variant: str) -> None:
    for form in re.findall(r"<form\b.*?</form>", html(name, variant), re.S):
        assert ('method="post"' not in form) or ('name="csrf_token" value="csrf-sample"' in form)


HARMLESS = {
    ("act", "preview"): "shows the letter, changes nothing",
    ("act", "check"): "says what the code says, declares nothing",
    ("act", "look"): "says what would happen, changes nothing",
    ("act", "print"): "prints, posts nothing",
    ("add", "1"): "one more person on the list, to be taken off again",
}
ONLY_SENDS = {
    "intake/page.html": "keeps the answers and goes on",
    "counter/take_down.html": "keeps what was filled in and registers nothing",
    "complaints/act.html": "asks whether it is sure",
    "complaints/release.html": "asks whether it is sure",
}
"""What Enter may do where a form has several things to do: it changes nothing, or only keeps what was typed."""


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_enter_does_what_can_be_undone(html: Html, name: str, variant: str) -> None:
    """Where a form can do several things, its first button is the one that Enter presses in a box of one line."""
    for button in on_enter(html(name, variant)):
        assert button in HARMLESS or (button == ("", "") and name in ONLY_SENDS), button


def test_a_form_in_which_enter_does_harm_is_found() -> None:
    line, send = '<input type="text" name="a">', '<button name="act" value="send">x</button>'
    save = '<button name="act" value="save">x</button>'
    for inside, first in {
        line + send + save: [("act", "send")],
        save + line + send: [("act", "save")],
        send + save: [],
        line + send + send: [],
        f"{line}<button type=button>x</button>{send}": [],
    }.items():
        assert on_enter(f'<form method="post">{inside}</form>') == first
    apart = f'<form method="post" id="f">{line}</form><button form="f" name="act" value="posted">x</button>'
    assert on_enter(apart + '<button form="f">x</button>') == [("act", "posted")]


def test_what_was_typed_is_escaped_and_kept(env: Environment) -> None:
    html = env.get_template("intake/page.html").render(context("intake/page.html", ""))
    assert 'value="Joris &#34;J&#34; &lt;b&gt;Verzonnen&lt;/b&gt;"' in html
    html = env.get_template("intake/page.html").render(context("intake/page.html", "klacht"))
    assert ">\nRegel een\n\nRegel &lt;twee&gt;</textarea>" in html


def test_wrong_date_keeps_its_boxes_and_the_summary_points_at_the_first(env: Environment) -> None:
    html = env.get_template("intake/page.html").render(context("intake/page.html", "fout"))
    assert 'href="#event_on"' in html
    assert re.search(r'id="event_on"[^>]*value="31"', html)


def test_vendored_files_are_the_listed_ones() -> None:
    rows = re.findall(
        r"^\| (\S+) \| (\S+) \| \S+ \| `(\S+)` \| `(\w+)` \|$",
        (STATIC.parent / "vendor.md").read_text("utf-8"),
        re.M,
    )
    assert len(rows) > 20
    bundle = (STATIC / "vendor/nlds.css").read_text("utf-8")
    parts = re.split(r"/\*! ---- (\S+) (\S+) ---- \*/\n", bundle)[1:]
    bundled = {
        (name, version): text
        for name, version, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    }
    for package, version, file, checksum in rows:
        content = (
            bundled.pop((package, version)).encode()
            if file == "nlds.css"
            else (STATIC / "vendor" / file).read_bytes()
        )
        assert hashlib.sha256(content).hexdigest().startswith(checksum), package
    assert not bundled


def _drawn(env: Environment) -> set[str]:
    """The templates with pieces that are kept as drawn."""
    found = set()
    for path in TEMPLATES.rglob("*.html"):
        for call in env.parse(path.read_text()).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in ("drawn", "drawn_each"):
                assert isinstance(call.args[0], nodes.Const)
                found.add(call.args[0].value)
    return found


def test_what_is_kept_as_drawn_shows_only_what_it_was_given(env: Environment) -> None:
    kept = _drawn(env)
    assert {"macros/register.html", "macros/frame.html"} <= kept
    for name in kept:
        tree = env.parse((TEMPLATES / name).read_text())
        assert meta.find_undeclared_variables(tree) == set(), name
        assert not list(tree.find_all((nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends))), name


def test_the_same_piece_is_drawn_once_and_another_anew(env: Environment) -> None:
    draw(env)
    one = env.globals["drawn"](env, "macros/frame.html", "mark", "A & B", None)
    assert "A &amp; B" in one
    assert env.globals["drawn"](env, "macros/frame.html", "mark", "A & B", None) is one
    other = env.globals["drawn"](env, "macros/frame.html", "mark", "A & B", "/lumens/")
    assert 'href="/lumens/"' in other
    assert 'href="/lumens/"' not in one
    assert len(env.globals["kept_pieces"]) == 2
    for number in range(MOST_KEPT):
        env.globals["drawn"](env, "macros/frame.html", "mark", str(number), None)
    assert len(env.globals["kept_pieces"]) <= MOST_KEPT


def test_macros_are_imported_as_they_are(env: Environment) -> None:
    draw(env)
    forms = env.get_template("macros/forms.html")
    context = env.get_template("desk/register.html").new_context({"any": 1})
    assert forms._get_default_module(context) is forms.module
