"""What an organisation still has to find or confirm, in the order in which to do it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from wederhoor.organisation import Organisation
from wederhoor.rules.provenance import ToConfirm


def reasons(organisation: Organisation) -> tuple[str, ...]:
    """Every reason of a ``ToConfirm`` once; those that begin with a number ("te doen 03: ...") first, in that order."""
    found = tuple(dict.fromkeys(_in(organisation)))
    numbered = sorted(one for one in found if one.startswith("te doen "))
    return (*numbered, *(one for one in found if not one.startswith("te doen ")))


def _in(value: object) -> Iterator[str]:
    if isinstance(value, ToConfirm):
        yield value.reason
    elif isinstance(value, tuple):
        for one in value:
            yield from _in(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _in(getattr(value, field.name))
