"""How long what is kept: no document gives a term."""

from wederhoor.hookspecs import RetentionRule

from .sources import NOT_RECEIVED

RULES = (
    RetentionRule(
        code="complaint_file",
        label="Klachtdossier",
        term=None,
        starts="",
        decided_by=None,
        source=NOT_RECEIVED,
    ),
)
