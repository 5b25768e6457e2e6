"""Mail to whoever has something in their strongbox: that there is something, and nothing else."""

import uuid
from collections.abc import Iterable
from typing import Protocol

from wederhoor.notices import service as notices
from wederhoor.notices.colleagues import to_colleague
from wederhoor.work import Work


class Addressee(Protocol):
    """Somebody with an account."""

    @property
    def account_id(self) -> uuid.UUID:
        """Whose."""
        ...

    @property
    def email(self) -> str:
        """Where mail reaches them."""
        ...


def tell(work: Work, people: Iterable[Addressee]) -> None:
    """No matter, no kind of matter, no number; the row in the outbox belongs to the account, not to what it is about."""
    told = f"Bij {work.organisation.profile.name} ligt iets voor u klaar om te lezen."
    rows = [
        (
            one.account_id,
            work.vault.new_key(),
            to_colleague(
                one.account_id,
                one.email,
                told,
                letter="news",
                occasion=f"news:{uuid.uuid4().hex}",
            ),
        )
        for one in people
    ]
    if rows:
        notices.announce_all(work, rows)
