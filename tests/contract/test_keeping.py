"""What is kept of a case, a person and an organisation stands in one registry that each room fills; nothing is in no entry."""

import ast
from pathlib import Path

import pytest
from sqlalchemy.types import Uuid

import wederhoor.schema  # noqa: F401 - every room is loaded
from wederhoor.db import Base
from wederhoor.tenancy.keeping import Kept, Place, keeps, kept, of_matters, of_people, of_tenants
from wederhoor.tenancy.tables import tenant_tables

PLATFORM = Path(__file__).parents[2] / "platform" / "wederhoor"
ROOTS = frozenset({"dossiers", "declarations", "misconduct_reports", "consultations"})
SHARE_THE_ID = frozenset({"record_heads"})
"""The end of the record of a matter has the id of the matter itself."""
OF_THE_PROGRAM = {
    "web.runtime": "addresses of pages and names of organisations: of no case, no person",
    "web.cookies": "signed tokens of forms",
    "web.drawn": "pieces of pages that hold nothing of a case",
    "vault.vault": "keys; they go with the key they open",
}
"""Memory that is of no case, person or organisation's own data, and why."""
WRITES_FILES = frozenset({"notices.jobs", "papers.content"})


def tables() -> dict[str, Kept]:
    return {one.name: one for one in kept() if one.place is Place.TABLE}


def modules() -> list[tuple[str, ast.Module]]:
    return [
        (".".join(path.relative_to(PLATFORM).with_suffix("").parts), ast.parse(path.read_text("utf-8")))
        for path in sorted(PLATFORM.rglob("*.py"))
    ]


def test_every_table_is_in_the_registry_once() -> None:
    assert set(tables()) == set(Base.metadata.tables)


def test_every_column_that_points_at_an_account_is_told_as_somebodys() -> None:
    for name, table in Base.metadata.tables.items():
        pointing = {
            column.name
            for column in table.columns
            if any(key.column.table.name == "accounts" for key in column.foreign_keys)
            or (column.name.endswith(("_by", "author_id")) and isinstance(column.type, Uuid))
        }
        if name == "accounts":
            pointing = {"id"}
        assert set(tables()[name].person) == pointing, name


def test_every_table_of_a_matter_says_by_which_column() -> None:
    for one in kept():
        if not one.matter:
            continue
        table = Base.metadata.tables[one.through if one.place is Place.FILES else one.name]
        column = table.columns[one.matter]
        assert isinstance(column.type, Uuid), one.name
        if one.through and one.place is Place.TABLE:
            assert tables()[one.through].matter, one.name
        if one.matter == "id" and not one.through:
            assert one.name in ROOTS | SHARE_THE_ID
    pointing = {
        table.name
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.column.table.name in ROOTS for key in column.foreign_keys)
    }
    assert pointing | ROOTS <= {one.name for one in of_matters()}


def test_what_is_an_organisations_own_carries_it() -> None:
    own = {one.name for one in of_tenants() if one.place is Place.TABLE}
    assert own - {"due_tenants"} == set(tenant_tables())


def test_memory_and_files_are_in_the_registry() -> None:
    """A `Memory` that is made, and a sealed file that is written, belong to an entry, or to the program only and say why."""
    remembers, writes = set(), set()
    for name, tree in modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name) and node.func.id == "Memory" and name != "memory":
                remembers.add(name)
            if isinstance(node.func, ast.Attribute) and node.func.attr == "write":
                owner = ast.unparse(node.func.value)
                if owner in ("files", "self.files"):
                    writes.add(name)
    told = {one.name for one in kept() if one.place is Place.MEMORY}
    assert remembers == told | OF_THE_PROGRAM.keys()
    assert writes == {one.name for one in kept() if one.place is Place.FILES} == WRITES_FILES


def test_what_points_at_something_comes_after_it() -> None:
    order = [one.name for one in kept() if one.place is Place.TABLE]
    assert order.index("dossiers") < order.index("parties") < len(order)
    assert order.index("letters") < order.index("outbox")


def test_sealed_and_hashed_columns_are_told_by_their_names() -> None:
    parties = tables()["parties"]
    assert parties.sealed == ("name", "contact", "details")
    assert set(parties.hashed) == {"surname", "email", "phone", "code", "former_code"}
    assert "accounts" in {one.name for one in of_people()}


def test_two_rooms_cannot_keep_one_thing() -> None:
    with pytest.raises(ValueError, match="two rooms"):
        keeps(Kept(name="dossiers", says="iets anders"))
