"""A code this browser holds for an organisation, under the purpose it serves; nothing of it is kept with us."""

from flask import g, session


def kept_code(purpose: str) -> str | None:
    """The code this browser holds for an organisation: of a draft (`draft`), of a dossier (`case`), of a report."""
    codes: dict[str, str] = session.get(purpose, {})
    return codes.get(g.tenant.slug)


def keep_code(purpose: str, code: str | None) -> None:
    """Hold a code in this browser, or let it go."""
    codes: dict[str, str] = dict(session.get(purpose, {}))
    if code is None:
        codes.pop(g.tenant.slug, None)
    else:
        codes[g.tenant.slug] = code
    session[purpose] = codes
