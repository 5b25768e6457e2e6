"""The recovery code of a strongbox: made once, kept on paper by its owner and nowhere else."""

import secrets

from wederhoor.people.factors import CODE_LETTERS
from wederhoor.rules import typed

CODE_GROUPS, GROUP_LENGTH = 6, 4  # about 117 bits


def new_recovery_code() -> str:
    """A fresh recovery code as it is written down."""
    groups = ("".join(secrets.choice(CODE_LETTERS) for _ in range(GROUP_LENGTH)) for _ in range(CODE_GROUPS))
    return "-".join(groups)


def read_recovery_code(written: str) -> str:
    """What somebody typed, without anything no code has."""
    return "".join(char for char in typed.code(written) if char in CODE_LETTERS)
