"""Passkeys: what a browser must sign, and whether what it signed holds (WebAuthn level 2).

The question (`challenge`) is kept with the session and used up by the first answer, right or wrong.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from wederhoor.people.factors import confirm, new_factor
from wederhoor.people.sessions import session_row
from wederhoor.people.tables import Account, SecondFactor
from wederhoor.vault.vault import Vault

CHALLENGE_BYTES = 32
CREDENTIAL_LIMIT = 20_000  # characters; a real answer is a tenth of it


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a passkey is for: the host name, and the address of the pages that ask for it."""

    host: str
    origin: str


def _passkeys(session: Session, account: Account) -> list[SecondFactor]:
    query = select(SecondFactor).where(SecondFactor.account_id == account.id, SecondFactor.kind == "passkey")
    return list(session.scalars(query))


def _known(rows: list[SecondFactor]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=row.credential_id) for row in rows if row.credential_id]


def ask_to_make(session: Session, token: str, place: Place, *, person: str) -> str:
    """What the browser must be asked to make a passkey for this session's account, as JSON."""
    row = session_row(session, token)
    account = session.get_one(Account, row.account_id)
    row.challenge = os.urandom(CHALLENGE_BYTES)
    options = generate_registration_options(
        rp_id=place.host,
        rp_name="Wederhoor",
        user_id=account.id.bytes,
        user_name=person,
        challenge=row.challenge,
        exclude_credentials=_known(_passkeys(session, account)),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return options_to_json(options)


def ask_to_sign(session: Session, token: str, place: Place) -> str | None:
    """What the browser must be asked to sign for this session, as JSON; None when the account has no passkey."""
    row = session_row(session, token)
    known = _known(_passkeys(session, session.get_one(Account, row.account_id)))
    if not known:
        return None
    row.challenge = os.urandom(CHALLENGE_BYTES)
    options = generate_authentication_options(
        rp_id=place.host,
        challenge=row.challenge,
        allow_credentials=known,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def _take_challenge(session: Session, token: str) -> bytes | None:
    row = session_row(session, token)
    challenge, row.challenge = row.challenge, None
    return challenge


def add_passkey(
    session: Session, vault: Vault, token: str, place: Place, *, credential: str, name: str, now: datetime
) -> bool:
    """Keep the passkey the browser made; False when what it sent does not hold. The session has then passed."""
    challenge = _take_challenge(session, token)
    if challenge is None or not _is_object(credential):
        return False
    try:
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError):
        return False
    taken = select(SecondFactor.id).where(SecondFactor.credential_id == made.credential_id)
    if session.scalars(taken).first() is not None:
        return False
    account = session.get_one(Account, session_row(session, token).account_id, with_for_update=True)
    factor = new_factor(vault, account.id, "passkey", name, now)
    factor.credential_id, factor.public_key = made.credential_id, made.credential_public_key
    factor.sign_count = made.sign_count
    session.add(factor)
    confirm(session, token, account, factor, now)
    return True


def check_passkey(session: Session, token: str, place: Place, *, credential: str, now: datetime) -> bool:
    """Whether a passkey of this session's account signed what was asked, with its user verified.

    A counter that did not go up means a copy of the passkey: that is refused.
    """
    challenge = _take_challenge(session, token)
    row = session_row(session, token)
    if challenge is None or not _is_object(credential):
        return False
    try:
        query = select(SecondFactor).where(
            SecondFactor.account_id == row.account_id,
            SecondFactor.credential_id == base64url_to_bytes(str(json.loads(credential)["id"])),
        )
        factor = session.scalars(query.with_for_update()).first()
        if factor is None or factor.public_key is None:
            return False
        signed = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=factor.public_key,
            credential_current_sign_count=factor.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError):
        return False
    factor.sign_count, factor.used_at = signed.new_sign_count, now
    return True


def _is_object(text: str) -> bool:
    if len(text) > CREDENTIAL_LIMIT:
        return False
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
