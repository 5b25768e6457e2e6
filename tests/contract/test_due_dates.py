"""One function writes due dates: no other place in the source, and nothing in the database."""

import ast
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import event, text
from tests.support.world import Organisation, on

import wederhoor
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.tables import Clock

SOURCE = Path(wederhoor.__file__).parent
HOME = SOURCE / "deadlines" / "service.py"
DATES = {"due_on", "plain_due_on"}
MAY = {"recompute", "_write", "_row"}
"""`recompute` and the two it writes with; the test below sees that nothing else calls those."""


def _names(tree: ast.AST) -> set[str]:
    """What a module imports from the tables of the clocks."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "wederhoor.deadlines.tables"
        for alias in node.names
    }


def _writes(tree: ast.AST, clocks: bool) -> Iterator[ast.AST]:
    """Assignments to a date of a clock, and clocks that are made."""
    for node in ast.walk(tree):
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AugAssign | ast.AnnAssign)
            else []
        )
        for target in [leaf for found in targets for leaf in ast.walk(found)]:
            if clocks and isinstance(target, ast.Attribute) and target.attr in DATES:
                yield node
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        makes = {getattr(argument, "id", "") for argument in node.args}
        if called == "Clock" and clocks:
            yield node
        if (
            called in ("insert_rows", "add_once", "update", "insert", "setattr")
            and "Clock" in makes
            and clocks
        ):
            yield node
        if called == "values" and clocks and DATES & {keyword.arg for keyword in node.keywords}:
            yield node


def test_no_other_place_in_the_source_writes_a_due_date() -> None:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        source = path.read_text()
        if path != HOME and ("deadlines.tables" in source or "clocks_of" in source):
            tree = ast.parse(source)
            clocks = "Clock" in _names(tree) or "clocks_of" in source
            found += [f"{path.relative_to(SOURCE)}:{node.lineno}" for node in _writes(tree, clocks)]  # type: ignore[attr-defined]
    assert found == []


def test_in_its_own_module_only_recompute_writes_one() -> None:
    functions = [node for node in ast.parse(HOME.read_text()).body if isinstance(node, ast.FunctionDef)]
    writers = {f.name for f in functions if any(True for _ in _writes(f, clocks=True))}
    assert writers <= {"recompute"}
    callers = {
        f.name
        for f in functions
        for node in ast.walk(f)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_write", "_row")
    }
    assert callers == {"recompute"}


def test_the_database_writes_no_due_date_itself_and_sees_none_from_elsewhere(lumens: Organisation) -> None:
    """No trigger, default or generated column; every statement that sets one comes from `recompute`."""
    import traceback

    engine = lumens.installation.engine
    strangers: list[str] = []

    def look(_c: object, _cur: object, statement: str, _p: object, _ctx: object, _m: object) -> None:
        head = statement.lstrip().upper()
        sets = statement.split(" WHERE ")[0]
        if "clocks" not in statement or "due_on" not in sets or not head.startswith(("INSERT", "UPDATE")):
            return
        if "recompute" not in {frame.name for frame in traceback.extract_stack()}:
            strangers.append(statement)

    event.listen(engine, "before_cursor_execute", look)
    filed = lumens.file_complaint(now=on(deadlines.date(2026, 3, 2)))
    with lumens.work(write=True) as work:
        deadlines.meet(work, filed.dossier_id, work.organisation, "confirmation_sent", work.today)
        deadlines.lapse(work, filed.dossier_id, work.organisation, "withdrawn", "ingetrokken")
    event.remove(engine, "before_cursor_execute", look)
    assert strangers == []
    for column in Clock.__table__.columns:
        assert column.server_default is None
        assert column.computed is None
    with engine.connect() as connection:
        query = (
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'clocks'"
            if connection.dialect.name == "sqlite"
            else "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'clocks'::regclass AND NOT tgisinternal"
        )
        assert not [sql for (sql,) in connection.execute(text(query)) if "due_on" in sql]
