"""Success is said: every form of the office that goes on says what was done where it comes out."""

import ast
import inspect

from flask import Flask

from wederhoor.complaints.catalogue import PLATFORM
from wederhoor.complaints.said import SAID as SAID_OF_ACTS
from wederhoor.desk.saying import SAID
from wederhoor.web.permissions import Who, permission_of

OFFICE = frozenset({Who.STAFF, Who.SIGNED_IN})
SAYS_ITSELF = {
    "administration.close_sessions": "the page of that account says what was done",
    "administration.reset_step": "the page of that account says what was done",
    "administration.send_link": "the page of that account says what was done",
    "declaration_register.remind": "the page says how many were reminded",
    "declaration_register.remind_one": "the page says how many were reminded",
    "looks.preview": "answers a question",
    "messages.back": "the page says that it does not go, with its text in the form",
    "messages.note_back": "the same",
    "confidants.yearly_send": "a file",
    "declaration_register.export": "a file",
    "desk.going_found": "answers a question",
    "desk.register_search": "answers a question",
    "colleagues.search": "answers a question",
    "handing_out.export": "a file",
    "handing_out.remind": "the page says how many were reminded",
    "misconduct_desk.look": "who reports: on this answer only",
    "papers.original": "a file",
    "spoken.note": "the page that comes next opens with it",
    "spoken.take_down_send": "the page that comes next opens with it",
    "strongboxes.send": "the box itself, open; a new one goes on to its code",
    "tasks.done": "the page one comes back to says what, and how to take it back",
}
"""Forms whose answer says it in another way, and how."""


def _tells(app: Flask, endpoint: str) -> bool:
    """Whether a view says it in its own words, or goes on to a page that shows what was made."""
    tree = ast.parse(inspect.cleandoc(inspect.getsource(inspect.unwrap(app.view_functions[endpoint]))))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return bool(called & {"tell", "show_later"})


def test_every_form_of_the_office_says_what_was_done(app: Flask) -> None:
    posts = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and _of_office(app, rule.endpoint)
    }
    assert len(posts) > 70
    silent = {one for one in posts - SAID.keys() - SAYS_ITSELF.keys() if not _tells(app, one)}
    assert not silent, f"add a sentence to desk/saying.py: {sorted(silent)}"
    assert SAID.keys() <= posts, f"no form of the office: {sorted(SAID.keys() - posts)}"
    assert SAYS_ITSELF.keys() <= posts and not SAYS_ITSELF.keys() & SAID.keys()


def _of_office(app: Flask, endpoint: str) -> bool:
    permission = permission_of(app, endpoint)
    return permission is not None and permission.who in OFFICE


def test_what_is_said_is_a_sentence_of_its_own(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"waar": "anderen"}):
        said = [one if isinstance(one, str) else one() for one in SAID.values()]
    assert all(one.endswith(".") and one[0].isupper() for one in (*said, *SAID_OF_ACTS.values()))


def test_every_act_of_the_platform_has_words_of_its_own() -> None:
    assert {act.slug for act in PLATFORM} == SAID_OF_ACTS.keys()
