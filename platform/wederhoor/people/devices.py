"""Where an account signed in before: a browser, by a random token in its cookie, or a network. It opens nothing by itself.

What others get wrong elsewhere holds nobody up on a device of their own. Signing out everywhere and a new password end that.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from wederhoor.people.tables import KnownDevice
from wederhoor.vault.vault import Vault

LASTS = timedelta(days=365)


def device_mark(vault: Vault, token: str) -> str:
    """How a browser's token is kept."""
    return vault.keyed("device", token)


def place_mark(vault: Vault, source: str) -> str:
    """How a network is kept."""
    return vault.keyed("place", source)


def knows(session: Session, account_id: uuid.UUID | None, marks: tuple[str, ...]) -> frozenset[str]:
    """Those of these marks under which an account signed in before; nobody's account signed in nowhere."""
    query = select(KnownDevice.mark).where(KnownDevice.account_id == account_id, KnownDevice.mark.in_(marks))
    return frozenset(session.scalars(query))


def remember(session: Session, account_id: uuid.UUID, marks: tuple[str, ...], now: datetime) -> None:
    """An account signed in here, whole: with its second step when it has one."""
    for mark in marks:
        session.merge(KnownDevice(mark=mark, account_id=account_id, seen_at=now))


def forget_devices(session: Session, account_id: uuid.UUID) -> None:
    """From here on every device is a new one."""
    session.execute(delete(KnownDevice).where(KnownDevice.account_id == account_id))


def forget_old_devices(session: Session, now: datetime) -> None:
    """Remove what was not used for a year, also what is seen in a year to come: then the clock went back."""
    session.execute(
        delete(KnownDevice).where(or_(KnownDevice.seen_at < now - LASTS, KnownDevice.seen_at > now + LASTS))
    )
