"""A unit of work ends one way: nothing undoes or commits it by hand, and an answer that refuses never commits it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from tests.support.world import Organisation

from wederhoor.dossiers.tables import Dossier
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.web.code_form import CodeForm
from wederhoor.web.permissions import public
from wederhoor.web.runtime import page, resident_work

PLATFORM = Path(__file__).parents[2] / "platform" / "wederhoor"
BY_HAND = frozenset({"commit", "rollback", "begin_nested"})
ALLOWED = {
    "tenancy/locks.py": "where a unit of work ends",
    "desk/together.py": "several matters in one press: one that refuses is undone alone, and said to be",
    "people/sign_in.py": "two at the door at once: whoever counts second counts on",
}
OPENS = frozenset({"staff_work", "resident_work", "own_dossier", "no_tenant", "open", "begin_work"})


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PLATFORM.rglob("*.py")):
        yield str(path.relative_to(PLATFORM)), ast.parse(path.read_text("utf-8"))


def called(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return called(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def by_hand(tree: ast.Module) -> list[int]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [
        call.lineno for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in BY_HAND
    ]


def refusing(call: ast.Call) -> bool:
    numbers = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(
        isinstance(one, ast.Constant) and isinstance(one.value, int) and 400 <= one.value < 600
        for one in numbers
    )


def makes_pages(tree: ast.Module) -> frozenset[str]:
    """Functions of a module that answer with a page, themselves or through one another."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    known = {"page", "door_page", "details_page", "error_page"}
    while True:
        more = {
            one.name
            for one in functions
            if any(isinstance(node, ast.Call) and called(node) in known for node in ast.walk(one))
        }
        if more <= known:
            return frozenset(known)
        known |= more


def answers_past_the_page(tree: ast.Module) -> list[int]:
    """Where a writing unit of work returns a refusal that no page makes, and so would be committed."""
    pages, found = makes_pages(tree), []
    for block in ast.walk(tree):
        if not isinstance(block, ast.With):
            continue
        writing = [
            item.context_expr
            for item in block.items
            if isinstance(item.context_expr, ast.Call)
            and called(item.context_expr) in OPENS
            and (
                any(
                    k.arg == "write" and getattr(k.value, "value", None) is True
                    for k in item.context_expr.keywords
                )
                or any(getattr(arg, "value", None) is True for arg in item.context_expr.args)
            )
        ]
        if not writing:
            continue
        for node in ast.walk(block):
            made = node.value if isinstance(node, ast.Return) else None
            if isinstance(made, ast.Call) and refusing(made) and called(made) not in pages:
                found.append(node.lineno)
    return found


def test_nothing_ends_a_unit_of_work_by_hand() -> None:
    found = {name: lines for name, tree in sources() if (lines := by_hand(tree)) and name not in ALLOWED}
    assert found == {}
    assert all(by_hand(dict(sources())[name]) for name in ALLOWED), "an exception that nobody needs any more"


def test_every_refusal_in_a_writing_unit_of_work_is_a_page_that_undoes_it() -> None:
    found = {name: lines for name, tree in sources() if (lines := answers_past_the_page(tree))}
    assert found == {}


def test_the_checks_find_what_they_look_for() -> None:
    bad = "def a():\n  with staff_work(write=True) as w:\n    w.session.commit()\n    return make_response('', 422)\n"
    assert by_hand(ast.parse(bad)) == [3]
    assert answers_past_the_page(ast.parse(bad)) == [4]
    good = (
        "def b(s):\n  return page('x', s)\ndef a():\n  with staff_work(write=True) as w:\n    return b(422)\n"
    )
    assert answers_past_the_page(ast.parse(good)) == []


@pytest.mark.parametrize(("status", "kept"), [(200, True), (422, False), (404, False)])
def test_a_page_that_refuses_undoes_what_was_done_before_it(
    app: Flask, lumens: Organisation, status: int, kept: bool
) -> None:
    filed = lumens.file_complaint()

    def lines() -> int:
        with lumens.work() as work:
            return len(record.read(work, filed.dossier_id))

    @app.get("/<organisation>/proef")
    @public
    def trial() -> object:
        with resident_work(write=True) as work:
            record.append(work, filed.dossier_id, [record.Entry(event=Event.COPY_READ)])
            work.session.get_one(Dossier, (work.tenant_id, filed.dossier_id)).category = "other"
            work.session.flush()
            return page("portal/code.html", status, block="form", form=CodeForm())

    before = lines()
    app.test_client().get("/lumens/proef")
    assert (lines() > before) is kept
