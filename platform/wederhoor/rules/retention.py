"""How long what is kept, and who decides that it goes."""

from dataclasses import dataclass

from wederhoor.rules.provenance import Provenance
from wederhoor.rules.terms import Term


@dataclass(frozen=True, kw_only=True)
class RetentionRule:
    """One kind of file. ``term`` is None when no document gives one: then nothing is destroyed by itself."""

    code: str
    label: str
    term: Term | None
    starts: str
    decided_by: str | None
    source: Provenance
    note: str | None = None
