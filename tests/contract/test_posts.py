"""What a form is answered with: success goes on to a page that can be read again, so that nothing is done twice by reading it again.

A page that htmx posted for and that is thrown away on arrival, a code that is shown on the answer itself, a call that is asked for
anew by loading the page again: each began with a form that was answered by a page.
"""

import ast
from pathlib import Path

import wederhoor

ROOT = Path(wederhoor.__file__).parent
ANSWERS_A_QUESTION = {
    "conduct/pages.py:search": "what the code says; words that are sought never stand in an address",
    "conduct/pages.py:on_day": "which edition held on a day",
    "conduct/dilemma_pages.py:send": "what answers mean; keeping them goes on to the list",
    "declarations/pages.py:_answer": "what the code says of a gift; declaring goes on to the declaration",
    "desk/going_pages.py:going_found": "where a few letters lead; names never stand in an address",
    "desk/register_pages.py:register_search": "who is found; names never stand in an address",
    "people/colleague_pages.py:search": "who is found; names never stand in an address",
    "correspondence/look_pages.py:look_send": "how a letter would look; keeping it goes on",
    "correspondence/look_pages.py:preview": "how a letter would look, as it is typed",
    "messages/pages.py:write": "a saved text put in what is being typed",
    "counter/pages.py:take_down_send": "room for one more who complains as well",
    "misconduct/desk.py:look": "who reports: on this answer only, and on the record each time",
}
"""Views that answer a form with a page, and what it answers. They make nothing."""
GIVES_A_FILE = {"file_answer", "pdf", "jsonify"}
GOES_ON = {"redirect", "emptied", "show_later", "abort"}


def _functions() -> dict[str, dict[str, ast.FunctionDef]]:
    found: dict[str, dict[str, ast.FunctionDef]] = {}
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text())
        found[str(path.relative_to(ROOT))] = {
            node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
        }
    return found


def _is_post(view: ast.FunctionDef) -> bool:
    return any(".post(" in ast.unparse(one) for one in view.decorator_list)


def _refuses(call: ast.Call) -> bool:
    """Whether a page is made with a status of its own, from four hundred on."""
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(
        isinstance(one, ast.Constant) and isinstance(one.value, int) and one.value >= 400 for one in values
    )


def _answers(view: ast.FunctionDef, beside: dict[str, ast.FunctionDef], seen: frozenset[str]) -> list[str]:
    """The calls a view returns that may be a page: through functions of its own file, but not those that refuse."""
    found = []
    for node in ast.walk(view):
        if not isinstance(node, ast.Return) or not isinstance(node.value, ast.Call):
            continue
        for call in [node.value]:
            name = ast.unparse(call.func)
            if name in GOES_ON or name in GIVES_A_FILE or _refuses(call):
                continue
            if name in beside and name not in seen and name != "page":
                found += _answers(beside[name], beside, seen | {name}) and [name]
            else:
                found.append(name)
    return found


def test_every_form_goes_on_or_is_known_to_answer_a_question() -> None:
    functions = _functions()
    views = 0
    for path, beside in functions.items():
        for name, view in beside.items():
            if not _is_post(view):
                continue
            views += 1
            for answer in _answers(view, beside, frozenset({name})):
                if answer != "page" and not (answer in beside and "page(" in ast.unparse(beside[answer])):
                    continue  # another room's function: its own views are looked at there
                places = {f"{path}:{name}", f"{path}:{answer}"}
                assert places & ANSWERS_A_QUESTION.keys(), (
                    f"{path}: {name} answers a form with {answer}(): go on to a page that can be read again (web.shown)"
                )
    assert views > 100


def test_what_is_said_to_answer_a_question_is_there() -> None:
    functions = _functions()
    for place in ANSWERS_A_QUESTION:
        path, _, name = place.partition(":")
        assert name in functions[path], place
