"""Officers and confidants with a strongbox, for tests; reports and talks with them."""

import uuid
from dataclasses import dataclass
from typing import Any

from tests.support.visitor import Visitor
from tests.support.world import Organisation, StaffAccount

from wederhoor.confidants.opened import with_code
from wederhoor.confidants.service import confidants_today, write_to
from wederhoor.misconduct.receiving import Disclosure, Receipt, receive_report
from wederhoor.people.sessions import open_session
from wederhoor.people.tables import Account
from wederhoor.settings.service import platform_session
from wederhoor.strongboxes import service as strongboxes
from wederhoor.strongboxes.service import OpenBox
from wederhoor.work import RESIDENT, utc_now

PASSPHRASE = "vier losse woorden om mee te testen"


@dataclass(frozen=True, kw_only=True)
class Keeper:
    """Somebody with a strongbox, open."""

    account: StaffAccount
    box: OpenBox
    recovery: str


def give_box(org: Organisation, account: StaffAccount) -> Keeper:
    """Make somebody's strongbox and open it."""
    now = utc_now()
    with platform_session(org.installation, write=True) as session:
        code = strongboxes.make_box(session, account.account_id, PASSPHRASE, now)
        session.flush()
        signed_in = open_session(
            session, session.get_one(Account, account.account_id), remember=False, now=now, passed=True
        )
        session.flush()
        token = strongboxes.open_box(session, account.account_id, PASSPHRASE, signed_in=signed_in, now=now)
        session.flush()
        found = strongboxes.opened(session, token, signed_in=signed_in, now=now)
    assert found is not None
    return Keeper(account=account, box=found[0], recovery=code)


def report(org: Organisation, *, passed_by: frozenset[uuid.UUID] = frozenset(), **told: Any) -> Receipt:
    """A report from somebody."""
    values: dict[str, Any] = {
        "naming": "confidential",
        "way": "written",
        "body": {"text": "Er wordt gesjoemeld met facturen.", "relation": "employee"},
        "who": {"name": "Mel Melder", "reach": "06 11 22 33 44"},
        "blamed": "De Baas, directeur",
        **told,
    }
    with org.work(write=True, actor=RESIDENT) as work:
        return receive_report(work, Disclosure(passed_by=passed_by, **values))


def open_strongbox(visitor: Visitor) -> None:
    """Open one's own strongbox in a browser."""
    done = visitor.submit(visitor.get("/account/kluis"), passphrase=PASSPHRASE)
    assert "Uw kluis is open" in done.text, done.text


def talk(org: Organisation, keeper: Keeper, text: str = "Mag ik u iets vragen?") -> tuple[str, uuid.UUID]:
    """Somebody writes to a confidant: the code they get, and the id of the talk."""
    with org.work(write=True, actor=RESIDENT) as work:
        (one,) = [c for c in confidants_today(work) if c.account_id == keeper.account.account_id]
        code = write_to(work, one, text)
        return code, with_code(work, code).id
