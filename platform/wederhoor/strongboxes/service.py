"""Make a strongbox, open it for a short while, change its passphrase, recover it; find whose boxes can be sealed to."""

import secrets
import unicodedata
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wederhoor.db import uuid7
from wederhoor.people.passwords import key_from, new_salt, verify_password
from wederhoor.people.sessions import digest
from wederhoor.people.sign_in import TooManyTries as TooManyTries  # raised here, caught by the pages
from wederhoor.people.sign_in import is_held, next_try
from wederhoor.people.tables import Account, SignIn
from wederhoor.rules import typed
from wederhoor.strongboxes.recovery import new_recovery_code, read_recovery_code
from wederhoor.strongboxes.sealing import (
    key_from_token,
    lock,
    new_pair,
    open_sealed,
    public_of,
    seal_to,
    unlock,
)
from wederhoor.strongboxes.tables import Strongbox, StrongboxOpening
from wederhoor.vault.seals import SealBroken

MIN_LENGTH = 16
IDLE_LASTS = timedelta(minutes=30)
OPEN_LASTS = timedelta(hours=8)
TOUCH_EVERY = timedelta(minutes=1)


class NoStrongbox(Exception):
    """This account has no strongbox that is in use."""


class AlreadyThere(Exception):
    """This account has a strongbox in use."""


class WrongSecret(Exception):
    """This is not the passphrase, or not the recovery code; the try was counted."""


class SameAsPassword(Exception):
    """The passphrase is the password: then whoever knows one knows both."""


@dataclass(frozen=True, kw_only=True)
class PublicBox:
    """A strongbox as others see it: they can put something in and never look."""

    id: uuid.UUID
    account_id: uuid.UUID
    public_key: bytes

    def seal(self, plain: bytes, place: str) -> bytes:
        """Seal bytes for its owner."""
        return seal_to(self.public_key, plain, place)


@dataclass(frozen=True, kw_only=True)
class OpenBox:
    """A strongbox in the hands of its owner, for one request."""

    id: uuid.UUID
    account_id: uuid.UUID
    private_key: bytes = field(repr=False)

    def open(self, sealed: bytes, place: str) -> bytes:
        """Open what was put in. Raises SealBroken."""
        return open_sealed(self.private_key, sealed, place)


def _place(box_id: uuid.UUID, way: str) -> str:
    return f"strongbox|{box_id}|{way}"


def _forms(passphrase: str) -> tuple[str, ...]:
    """The passphrase as it is compared; and as it was before what nobody sees was taken away, where that is another."""
    before = unicodedata.normalize("NFKC", passphrase).strip()
    return tuple(dict.fromkeys((typed.secret(passphrase), before)))


def make_box(
    session: Session,
    account_id: uuid.UUID,
    passphrase: str,
    now: datetime,
    *,
    memory_log2: int | None = None,
) -> str:
    """Make the strongbox of an account. Returns the recovery code, which is kept nowhere.

    `memory_log2` makes guessing cheaper than it should be: for invented people only. Raises AlreadyThere, SameAsPassword.
    """
    account = session.get_one(Account, account_id, with_for_update=True)
    if _box(session, account_id) is not None:
        raise AlreadyThere
    _not_the_password(account, passphrase)
    private, public = new_pair()
    box = Strongbox(id=uuid7(), account_id=account_id, public_key=public, made_at=now, failed_tries=0)
    code = _lock_anew(box, private, passphrase, memory_log2)
    session.add(box)
    return code


def _lock_anew(box: Strongbox, private: bytes, passphrase: str, memory_log2: int | None = None) -> str:
    code = new_recovery_code()
    _lock_with_passphrase(box, private, passphrase, memory_log2)
    box.recovery_salt = new_salt(memory_log2)
    key = key_from(read_recovery_code(code), box.recovery_salt)
    box.recovery_wrapped = lock(key, private, _place(box.id, "recovery"))
    return code


def _lock_with_passphrase(
    box: Strongbox, private: bytes, passphrase: str, memory_log2: int | None = None
) -> None:
    box.passphrase_salt = new_salt(memory_log2)
    key = key_from(typed.secret(passphrase), box.passphrase_salt)
    box.passphrase_wrapped = lock(key, private, _place(box.id, "passphrase"))


def _not_the_password(account: Account, passphrase: str) -> None:
    if account.password_hash and verify_password(account.password_hash, passphrase):
        raise SameAsPassword


def open_box(
    session: Session, account_id: uuid.UUID, passphrase: str, *, signed_in: str, now: datetime
) -> str:
    """Open the box in the session whose token is `signed_in`; returns the token that only the cookie may hold.

    Raises NoStrongbox, TooManyTries, WrongSecret: the try counts when the caller commits.
    """
    box = locked(session, account_id)
    private = _try(box, "passphrase", passphrase, now)
    return _opening(session, box, private, signed_in, now)


def _opening(session: Session, box: Strongbox, private: bytes, signed_in: str, now: datetime) -> str:
    session.execute(delete(StrongboxOpening).where(StrongboxOpening.session_hash == digest(signed_in)))
    token = secrets.token_urlsafe(32)
    session.add(
        StrongboxOpening(
            token_hash=digest(token),
            strongbox_id=box.id,
            session_hash=digest(signed_in),
            key_wrapped=lock(key_from_token(token, "strongbox opening"), private, _place(box.id, "opening")),
            opened_at=now,
            used_at=now,
        )
    )
    return token


def locked(session: Session, account_id: uuid.UUID) -> Strongbox:
    """The box somebody uses, until this commits nobody else's to change. Raises NoStrongbox."""
    query = select(Strongbox).where(Strongbox.account_id == account_id, Strongbox.ended_at.is_(None))
    box = session.scalars(query.with_for_update()).first()
    if box is None:
        raise NoStrongbox
    return box


def _try(box: Strongbox, way: str, secret: str, now: datetime) -> bytes:
    return try_each(box, (way,), secret, now)


def try_each(box: Strongbox, ways: Collection[str], secret: str, now: datetime) -> bytes:
    """The private key of a box, by the first of these ways that opens. Raises TooManyTries, WrongSecret: one try, which counts."""
    if box.try_after and is_held(box.try_after, now):
        raise TooManyTries(box.try_after)
    for way in ways:
        private = _unlocked(box, way, secret)
        if private is None:
            continue
        box.failed_tries, box.try_after = 0, None
        if public_of(private) != box.public_key:  # another's: what was sealed to it since, they can open
            box.public_key, box.replaced_at = public_of(private), now
        return private
    box.failed_tries += 1
    box.try_after = next_try(box.failed_tries, now)
    raise WrongSecret


def _unlocked(box: Strongbox, way: str, secret: str) -> bytes | None:
    if way == "passphrase":
        forms, salt, wrapped = _forms(secret), box.passphrase_salt, box.passphrase_wrapped
    else:
        forms, salt, wrapped = (read_recovery_code(secret),), box.recovery_salt, box.recovery_wrapped
    for form in forms:
        try:
            return unlock(key_from(form, salt), wrapped, _place(box.id, way))
        except SealBroken:
            continue
    return None


def change_passphrase(session: Session, account_id: uuid.UUID, old: str, new: str, now: datetime) -> None:
    """Lock the box with another passphrase. Raises NoStrongbox, TooManyTries, WrongSecret, SameAsPassword."""
    box = locked(session, account_id)
    private = _try(box, "passphrase", old, now)
    _not_the_password(session.get_one(Account, account_id), new)
    _lock_with_passphrase(box, private, new)


def recover(session: Session, account_id: uuid.UUID, code: str, new: str, now: datetime) -> str:
    """Open the box with its recovery code and give it a new passphrase. Returns the next recovery code: this one is used.

    Raises NoStrongbox, TooManyTries, WrongSecret, SameAsPassword.
    """
    box = locked(session, account_id)
    private = _try(box, "recovery", code, now)
    _not_the_password(session.get_one(Account, account_id), new)
    close_all(session, box.id)
    return _lock_anew(box, private, new)


def close_all(session: Session, box_id: uuid.UUID) -> None:
    """Close a box in every session."""
    session.execute(delete(StrongboxOpening).where(StrongboxOpening.strongbox_id == box_id))


def opened(session: Session, token: str, *, signed_in: str, now: datetime) -> tuple[OpenBox, bool] | None:
    """The box this token opens in this session, and whether its use must be noted; None when it closed itself.

    It closes half an hour after its last use, eight hours after it was opened, and with the session, however that ended.
    """
    query = (
        select(StrongboxOpening, Strongbox)
        .join(Strongbox, Strongbox.id == StrongboxOpening.strongbox_id)
        .join(SignIn, SignIn.token_hash == StrongboxOpening.session_hash)
        .where(
            StrongboxOpening.token_hash == digest(token),
            StrongboxOpening.session_hash == digest(signed_in),
            SignIn.revoked_at.is_(None),
            SignIn.account_id == Strongbox.account_id,
            Strongbox.ended_at.is_(None),
        )
    )
    row = session.execute(query).first()
    if row is None:
        return None
    opening, box = row.StrongboxOpening, row.Strongbox
    if now - opening.used_at > IDLE_LASTS or not -TOUCH_EVERY <= now - opening.opened_at <= OPEN_LASTS:
        return None  # over; or opened by a clock that went wrong
    key = key_from_token(token, "strongbox opening")
    private = unlock(key, opening.key_wrapped, _place(box.id, "opening"))
    found = OpenBox(id=box.id, account_id=box.account_id, private_key=private)
    return found, now - opening.used_at > TOUCH_EVERY


def mark_used(session: Session, token: str, now: datetime) -> None:
    """Remember that an open box was used."""
    if (row := session.get(StrongboxOpening, digest(token))) is not None:
        row.used_at = now


def close(session: Session, signed_in: str) -> None:
    """Close the box in this session; the locked key is gone from the database."""
    session.execute(delete(StrongboxOpening).where(StrongboxOpening.session_hash == digest(signed_in)))


def forget_openings(session: Session, now: datetime) -> None:
    """Remove openings that are over."""
    over = (StrongboxOpening.used_at < now - IDLE_LASTS) | (StrongboxOpening.opened_at < now - OPEN_LASTS)
    session.execute(delete(StrongboxOpening).where(over))


def replaced_at(session: Session, account_id: uuid.UUID) -> datetime | None:
    """When it was found that somebody had put another public key in the place of this account's; None when nobody did."""
    box = _box(session, account_id)
    return box.replaced_at if box else None


def has_box(session: Session, account_id: uuid.UUID) -> bool:
    """Whether this account has a strongbox in use."""
    return _box(session, account_id) is not None


def _box(session: Session, account_id: uuid.UUID) -> Strongbox | None:
    query = select(Strongbox).where(Strongbox.account_id == account_id, Strongbox.ended_at.is_(None))
    return session.scalars(query).first()


def boxes_of(session: Session, account_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, PublicBox]:
    """The strongboxes in use of these accounts, by account."""
    query = select(Strongbox).where(Strongbox.account_id.in_(account_ids), Strongbox.ended_at.is_(None))
    return {
        box.account_id: PublicBox(id=box.id, account_id=box.account_id, public_key=box.public_key)
        for box in session.scalars(query)
    }
