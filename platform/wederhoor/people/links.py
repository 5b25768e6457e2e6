"""One-time links: to begin, and to choose a new password. Whoever asks for one is told the same whether we know them or not.

A request only writes down that it was asked; the scheduler looks whose address it is and mails that account at the address it has.
A link that was mailed a short while ago is mailed again, not replaced: whoever keeps asking in somebody's name takes nothing away.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from wederhoor.people.sessions import digest
from wederhoor.people.tables import Account, LinkRequest
from wederhoor.vault.vault import Vault

LINK_LASTS = timedelta(days=3)
RESET_LASTS = timedelta(hours=2)
LINK_PAUSE = timedelta(minutes=5)
ASKED_PER_SOURCE = 60
"""How many links may be asked from one network in an hour; an office shares one address."""
HOUR = timedelta(hours=1)
KEPT = timedelta(days=1)


class LinkInvalid(Exception):
    """The one-time link was used, has expired, or never existed."""


def give_link(account: Account, purpose: str, now: datetime) -> str:
    """A one-time link's token (`activate` or `reset`); an earlier link of this account stops working."""
    token = secrets.token_urlsafe(32)
    _keep(account, token, purpose, now + (LINK_LASTS if purpose == "activate" else RESET_LASTS))
    return token


def _keep(account: Account, token: str, purpose: str, expires_at: datetime) -> None:
    account.link_hash, account.link_purpose, account.link_expires_at = digest(token), purpose, expires_at


def mailed_link(vault: Vault, account: Account, now: datetime) -> str:
    """The token of a link to mail: the one mailed last as long as half of its time is left, else a new one."""
    token = _token(vault, account, account.link_expires_at) if account.link_expires_at else ""
    left = account.link_expires_at - now if account.link_expires_at else timedelta()
    purpose = "reset" if account.password_hash is not None else "activate"
    lasts = RESET_LASTS if account.password_hash is not None else LINK_LASTS
    if token and account.link_hash == digest(token) and lasts / 2 < left <= lasts:
        return token
    expires_at = (now + lasts).replace(microsecond=0)
    token = _token(vault, account, expires_at)
    _keep(account, token, purpose, expires_at)
    return token


def _token(vault: Vault, account: Account, expires_at: datetime) -> str:
    return vault.keyed("link", f"{account.id.hex}|{int(expires_at.timestamp())}")


def account_by_link(session: Session, token: str, now: datetime) -> Account:
    """The account a one-time link opens; raises LinkInvalid."""
    account = session.scalars(select(Account).where(Account.link_hash == digest(token))).first()
    if account is None or not account.link_expires_at or account.link_expires_at < now:
        raise LinkInvalid
    if (
        account.link_expires_at > now + LINK_LASTS + HOUR
    ):  # given by a clock that went wrong: it would work for too long
        raise LinkInvalid
    return account


def ask_link(
    session: Session, vault: Vault, *, hashes: tuple[str, str], source: str, origin: str, now: datetime
) -> None:
    """Write down that a link was asked for; too many from one network are not written down, whoever they are for.

    `hashes` are those of `service.address_hashes`. It does the same work for an address nobody has.
    """
    hashed = vault.keyed("link_source", source)
    recent = select(func.count()).where(
        LinkRequest.source == hashed, LinkRequest.asked_at > now - HOUR, LinkRequest.asked_at <= now
    )
    if (session.scalar(recent) or 0) < ASKED_PER_SOURCE:
        session.add(
            LinkRequest(
                address_hash=hashes[0], before_hash=hashes[1], source=hashed, origin=origin, asked_at=now
            )
        )


def asked_links(session: Session) -> list[LinkRequest]:
    """The requests nobody looked at yet, oldest first."""
    query = select(LinkRequest).where(LinkRequest.done_at.is_(None)).order_by(LinkRequest.id)
    return list(session.scalars(query.limit(100)))


def mailed_lately(session: Session, request: LinkRequest) -> bool:
    """Whether this address was mailed a link within five minutes of this request, so that nobody's mailbox is flooded."""
    query = select(LinkRequest.id).where(
        LinkRequest.address_hash == request.address_hash,
        LinkRequest.mailed_at > request.asked_at - LINK_PAUSE,
        LinkRequest.mailed_at <= request.asked_at + LINK_PAUSE,
    )
    return session.scalars(query.limit(1)).first() is not None


def forget_requests(session: Session, now: datetime) -> None:
    """Remove requests of another day, also of one that is still to come: then the clock went back."""
    session.execute(
        delete(LinkRequest).where(or_(LinkRequest.asked_at < now - KEPT, LinkRequest.asked_at > now + KEPT))
    )
