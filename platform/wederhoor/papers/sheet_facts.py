"""What a reader of values alone does not tell of a sheet: what is folded away, which formulas have no value kept, how wide it really is."""

from dataclasses import dataclass
from typing import IO

from lxml import etree
from openpyxl.utils import coordinate_to_tuple

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WIDEST = 16_384
_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, kw_only=True)
class SheetFacts:
    """Rows and columns are counted from one; `without_value` are the row and column of formulas whose outcome is not kept."""

    hidden_rows: frozenset[int]
    filled_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    hidden_filled_columns: int
    without_value: frozenset[tuple[int, int]]
    last_column: int
    headers: bool

    def hides(self, column: int) -> bool:
        """Whether a column is folded away."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def facts_of(source: IO[bytes]) -> SheetFacts:
    """Read the markup of one sheet, piece by piece. Raises etree.LxmlError, ValueError."""
    hidden_rows, filled_rows, columns = set(), set(), set()
    hidden_columns: list[tuple[int, int]] = []
    without: set[tuple[int, int]] = set()
    headers = False
    row = column = 0
    wanted = tuple(f"{_S}{name}" for name in ("row", "col", "c", "headerFooter"))
    reading = etree.iterparse(
        source, events=("start", "end"), tag=wanted, resolve_entities=False, no_network=True, huge_tree=False
    )
    for event, node in reading:
        name = etree.QName(node).localname
        if name == "row" and event == "start":
            said = node.get("r", "")
            row, column = (int(said) if said.isdigit() else row + 1), 0
            if node.get("hidden", "").lower() in _TRUE or node.get("zeroHeight", "").lower() in _TRUE:
                hidden_rows.add(row)
        elif event == "start":
            continue
        elif name == "col":
            if node.get("hidden", "").lower() in _TRUE:
                hidden_columns.append((int(node.get("min", "1")), int(node.get("max", "1"))))
        elif name == "c":
            place = node.get("r")
            column = coordinate_to_tuple(place)[1] if place else column + 1
            formula, value = node.find(f"{_S}f"), node.find(f"{_S}v")
            held = (value is not None and value.text not in (None, "")) or node.find(f"{_S}is") is not None
            if held or formula is not None:
                filled_rows.add(row)
                columns.add(column)
            # A formula whose outcome is an empty text has a kept value: an empty one, of the kind "str".
            if formula is not None and not held and not (value is not None and node.get("t") == "str"):
                without.add((row, column))
            node.clear()
        elif name == "headerFooter":
            headers = bool("".join(node.itertext()).strip())
        if event == "end" and name == "row":
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]
    last = max(columns, default=0)
    return SheetFacts(
        hidden_rows=frozenset(hidden_rows),
        filled_rows=frozenset(filled_rows),
        hidden_columns=tuple(hidden_columns),
        hidden_filled_columns=sum(any(a <= one <= b for a, b in hidden_columns) for one in columns),
        without_value=frozenset(without),
        last_column=min(last, _WIDEST),
        headers=headers,
    )
