"""What a browser may hold for somebody and only we can read."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

from wederhoor.vault.seals import SealBroken, seal, unseal
from wederhoor.vault.vault import Vault

PLACE = b"what a browser holds sealed"


def seal_for_browser(vault: Vault, plain: str) -> str:
    """Seal text into what fits in a cookie."""
    return urlsafe_b64encode(seal(_key(vault), plain.encode(), PLACE)).decode()


def open_from_browser(vault: Vault, sealed: str) -> str:
    """Open what a browser held. Raises SealBroken when it is not ours, or was changed."""
    try:
        found = urlsafe_b64decode(sealed.encode("ascii", "replace"))
    except ValueError:
        raise SealBroken("not a sealed value") from None
    return unseal(_key(vault), found, PLACE).decode()


def seal_with_token(vault: Vault, token: str, plain: str) -> bytes:
    """Seal what only whoever holds a token opens, with us: we do not keep the token."""
    return seal(_key(vault, token), plain.encode(), PLACE)


def open_with_token(vault: Vault, token: str, sealed: bytes) -> str:
    """Open it. Raises SealBroken with another token."""
    return unseal(_key(vault, token), sealed, PLACE).decode()


def _key(vault: Vault, token: str = "") -> bytes:
    return hmac.digest(vault.cookie_key, PLACE + token.encode(), "sha256")
