"""The second step at the door: codes from an app, codes on paper; naming and removing what somebody set up."""

import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from wederhoor.db import uuid7
from wederhoor.people.passwords import verify_password
from wederhoor.people.sessions import digest, drop_setups, session_row
from wederhoor.people.sign_in import TooManyTries, is_held, next_try
from wederhoor.people.tables import Account, RecoveryCode, SecondFactor, SignIn
from wederhoor.rules import typed
from wederhoor.vault.vault import Vault

STEP_SECONDS = 30  # RFC 6238
STEPS_KEPT = 20
CODES = 10
CODE_GROUPS, GROUP_LENGTH = 3, 4
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that look alike; about 58 bits a code
ISSUER = "Wederhoor"
SETUP_LASTS = timedelta(minutes=15)
LABELS = {"totp": "Codes uit een app", "passkey": "Passkey"}


class NoSuchFactor(Exception):
    """This account has no such second factor."""


class SetupOver(Exception):
    """The app was not set up in time, or in this session; it begins anew with another secret."""


@dataclass(frozen=True, kw_only=True)
class FactorShown:
    """A second factor as its owner sees it."""

    id: uuid.UUID
    kind: str
    label: str
    name: str
    created_at: datetime
    used_at: datetime | None


def factors_of(session: Session, vault: Vault, account_id: uuid.UUID) -> list[FactorShown]:
    """The second factors of an account that count, oldest first."""
    query = (
        select(SecondFactor)
        .where(SecondFactor.account_id == account_id, SecondFactor.confirmed_at.is_not(None))
        .order_by(SecondFactor.created_at, SecondFactor.id)
    )
    return [
        FactorShown(
            id=row.id,
            kind=row.kind,
            label=LABELS[row.kind],
            name=vault.unseal_account(account_id, _place(row.id, "name"), row.name_sealed),
            created_at=row.created_at,
            used_at=row.used_at,
        )
        for row in session.scalars(query)
    ]


def _place(factor_id: uuid.UUID, column: str) -> str:
    return f"factor|{factor_id}|{column}"


def new_factor(vault: Vault, account_id: uuid.UUID, kind: str, name: str, now: datetime) -> SecondFactor:
    """A factor that does not count yet, its name sealed."""
    factor_id = uuid7()
    return SecondFactor(
        id=factor_id,
        account_id=account_id,
        kind=kind,
        name_sealed=vault.seal_account(account_id, _place(factor_id, "name"), name),
        sign_count=0,
        created_at=now,
    )


def pending_app(session: Session, vault: Vault, token: str, now: datetime) -> tuple[SecondFactor, str]:
    """The app that is being set up in the session with this token, and its secret in base32; a new one when there is none.

    A secret somebody else may have seen on a screen counts for nothing: it goes with the session, and after a quarter of an hour.
    """
    factor = _being_set_up(session, token, now)
    if factor is not None:
        return factor, _secret(vault, factor)
    account_id = session_row(session, token).account_id
    drop_setups(session, account_id)
    secret = pyotp.random_base32()
    factor = new_factor(vault, account_id, "totp", "", now)
    factor.setup_hash = digest(token)
    factor.secret_sealed = vault.seal_account(account_id, _place(factor.id, "secret"), secret)
    session.add(factor)
    return factor, secret


def _being_set_up(session: Session, token: str, now: datetime) -> SecondFactor | None:
    query = select(SecondFactor).where(
        SecondFactor.account_id == session_row(session, token).account_id,
        SecondFactor.setup_hash == digest(token),
        SecondFactor.confirmed_at.is_(None),
    )
    factor = session.scalars(query).first()
    return factor if factor is not None and abs(now - factor.created_at) <= SETUP_LASTS else None


def _secret(vault: Vault, factor: SecondFactor) -> str:
    return vault.unseal_account(factor.account_id, _place(factor.id, "secret"), factor.secret_sealed or b"")


def app_address(secret: str, person: str) -> str:
    """What the QR code says: `otpauth://totp/...`."""
    return str(pyotp.TOTP(secret).provisioning_uri(name=person, issuer_name=ISSUER))


def confirm_app(session: Session, vault: Vault, token: str, *, code: str, name: str, now: datetime) -> bool:
    """Let the app that is being set up count, when its code is right. The session with this token has then passed.

    Raises TooManyTries and SetupOver.
    """
    account = _locked(session, session_row(session, token).account_id)
    _may_try(account, now)
    factor = _being_set_up(session, token, now)
    if factor is None:
        raise SetupOver
    if not _fits(vault, factor, typed.code(code), now):
        _count(account, now, fits=False)
        return False
    rename(session, vault, factor, name)
    confirm(session, token, account, factor, now)
    return True


def confirm(session: Session, token: str, account: Account, factor: SecondFactor, now: datetime) -> None:
    """From here on this factor counts, and the session it was set up in has passed the second step."""
    factor.confirmed_at = factor.used_at = now
    factor.setup_hash = None
    _count(account, now, fits=True)
    if account.second_factor_since is None:
        account.second_factor_since = now
    row = session_row(session, token)
    row.challenge = None
    if row.second_factor_at is None:
        row.second_factor_at = now


def rename(session: Session, vault: Vault, factor: SecondFactor, name: str) -> None:
    """Give a factor another name."""
    factor.name_sealed = vault.seal_account(factor.account_id, _place(factor.id, "name"), name)


def find_factor(session: Session, account_id: uuid.UUID, factor_id: uuid.UUID) -> SecondFactor:
    """A factor of this account that counts. Raises NoSuchFactor."""
    factor = session.get(SecondFactor, factor_id)
    if factor is None or factor.account_id != account_id or factor.confirmed_at is None:
        raise NoSuchFactor
    return factor


def check_code(session: Session, vault: Vault, account_id: uuid.UUID, code: str, now: datetime) -> bool:
    """Whether this is a code of one of the account's apps or an unused one on paper; it is used up then.

    Raises TooManyTries: five wrong ones are free, then each next try has to wait, up to an hour.
    """
    account = _locked(session, account_id)
    _may_try(account, now)
    fits = _use_code(session, vault, account, typed.code(code), now)
    _count(account, now, fits=fits)
    return fits


def check_proof(session: Session, vault: Vault, account_id: uuid.UUID, proof: str, now: datetime) -> bool:
    """Whether this is the account's password or a code, before something is removed. Raises TooManyTries."""
    account = _locked(session, account_id)
    _may_try(account, now)
    fits = _use_code(session, vault, account, typed.code(proof), now)
    fits = fits or verify_password(account.password_hash, proof)
    _count(account, now, fits=fits)
    return fits


def _locked(session: Session, account_id: uuid.UUID) -> Account:
    return session.get_one(Account, account_id, with_for_update=True)


def _may_try(account: Account, now: datetime) -> None:
    if account.second_step_after and is_held(account.second_step_after, now):
        raise TooManyTries(account.second_step_after)


def _count(account: Account, now: datetime, *, fits: bool) -> None:
    account.failed_second_steps = 0 if fits else account.failed_second_steps + 1
    account.second_step_after = None if fits else next_try(account.failed_second_steps, now)


def _use_code(session: Session, vault: Vault, account: Account, code: str, now: datetime) -> bool:
    query = select(SecondFactor).where(
        SecondFactor.account_id == account.id,
        SecondFactor.kind == "totp",
        SecondFactor.confirmed_at.is_not(None),
    )
    for factor in session.scalars(query):
        if _fits(vault, factor, code, now):
            factor.used_at = now
            return True
    hashed = _code_hash(vault, account.id, code)
    written = select(RecoveryCode).where(
        RecoveryCode.account_id == account.id,
        RecoveryCode.code_hash == hashed,
        RecoveryCode.used_at.is_(None),
    )
    found = session.scalars(written).first()
    if found is None:
        return False
    found.used_at = now
    return True


def _fits(vault: Vault, factor: SecondFactor, code: str, now: datetime) -> bool:
    """Whether a code is right and newer than the last one used; half a minute too early or too late will do."""
    made = pyotp.TOTP(_secret(vault, factor))
    current = int(now.timestamp()) // STEP_SECONDS
    for step in (current - 1, current, current + 1):
        if hmac.compare_digest(made.generate_otp(step).encode(), code.encode()):
            if not _is_fresh(factor, step, current):
                return False
            factor.last_step = step
            factor.used_steps = " ".join([*factor.used_steps.split(), str(step)][-STEPS_KEPT:])
            return True
    return False


def _is_fresh(factor: SecondFactor, step: int, current: int) -> bool:
    """Whether no code of this step or a later one was used. One of a time to come was used when a clock went wrong."""
    used = {int(one) for one in factor.used_steps.split()}
    if factor.last_step is not None:
        used.add(factor.last_step)
    return step not in used and all(one < step for one in used if one <= current + 1)


def _code_hash(vault: Vault, account_id: uuid.UUID, code: str) -> str:
    return vault.keyed("recovery", f"{account_id.hex}|{code}")


def make_recovery_codes(session: Session, vault: Vault, account_id: uuid.UUID, now: datetime) -> list[str]:
    """Ten new codes to keep on paper; earlier ones stop working. They can be shown this once only."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    codes = []
    for _ in range(CODES):
        groups = [
            "".join(secrets.choice(CODE_LETTERS) for _ in range(GROUP_LENGTH)) for _ in range(CODE_GROUPS)
        ]
        codes.append("-".join(groups))
        hashed = _code_hash(vault, account_id, "".join(groups))
        session.add(RecoveryCode(account_id=account_id, code_hash=hashed, made_at=now))
    return codes


def recovery_codes_left(session: Session, account_id: uuid.UUID) -> int:
    """How many codes on paper were not used yet."""
    query = select(func.count()).where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
    return session.scalar(query) or 0


def remove_factor(session: Session, account_id: uuid.UUID, factor: SecondFactor) -> None:
    """Remove a factor. With the last one the codes on paper go too, and real data close until there is one again."""
    session.delete(factor)
    session.flush()
    left = select(SecondFactor.id).where(
        SecondFactor.account_id == account_id, SecondFactor.confirmed_at.is_not(None)
    )
    if session.scalars(left.limit(1)).first() is None:
        _without_factors(session, account_id)


def reset_factors(session: Session, account_id: uuid.UUID) -> int:
    """Remove every factor and code of an account, for someone who lost them all. Returns how many factors."""
    counted = select(func.count()).where(
        SecondFactor.account_id == account_id, SecondFactor.confirmed_at.is_not(None)
    )
    count = session.scalar(counted) or 0
    session.execute(delete(SecondFactor).where(SecondFactor.account_id == account_id))
    _without_factors(session, account_id)
    return count


def _without_factors(session: Session, account_id: uuid.UUID) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    session.execute(update(SignIn).where(SignIn.account_id == account_id).values(second_factor_at=None))
    account = _locked(session, account_id)
    account.second_factor_since, account.second_step_after = None, None
    account.failed_second_steps = 0
