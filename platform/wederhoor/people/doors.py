"""Who cannot get in, why, and what an administrator does about it: a new link, ending sessions, resetting the second step.

All of it is on the record. Nothing here looks at what anybody works on. Somebody who works here no more is shut out in these words
whatever only they can still open.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select

from wederhoor.addresses import strict_form
from wederhoor.notices.service import State
from wederhoor.notices.tables import OutboxRow
from wederhoor.people import links
from wederhoor.people.factors import reset_factors
from wederhoor.people.mailing_links import LETTER
from wederhoor.people.service import address_hashes, everybody, names_of
from wederhoor.people.sessions import end_sessions
from wederhoor.people.sign_in import FREE_TRIES, is_held, next_try
from wederhoor.people.tables import Account, AccountTenant, Employment, RoleGrant, SignInFailure
from wederhoor.people.telling import tell_about
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.settings.service import platform_session
from wederhoor.vault.seals import SealBroken
from wederhoor.work import Installation, Work

LATELY = timedelta(days=92)
"""How long somebody who left is still named here."""
MOST_FAILURES = 500


@dataclass(frozen=True, kw_only=True)
class Shut:
    """Why somebody does not get in, in words, and the moment that goes with it, if any."""

    says: str
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Door:
    """The door of one account: whether it has a password and a second step, and why it is shut, if it is."""

    has_password: bool = False
    second_step: bool = False
    shut: tuple[Shut, ...] = field(default_factory=tuple)


class NoSuchAccount(Exception):
    """Nobody with this account works here or did lately."""


class NotYours(Exception):
    """Nobody does this for themselves."""


class WorksElsewhere(Exception):
    """The account opens another organisation as well: who keeps the machine decides."""


def doors_of(
    installation: Installation, work: Work, accounts: Collection[uuid.UUID]
) -> dict[uuid.UUID, Door]:
    """The doors of these accounts."""
    with platform_session(installation, write=False) as session:
        rows = list(session.scalars(select(Account).where(Account.id.in_(accounts))))
        recent = (
            select(SignInFailure)
            .where(SignInFailure.failures >= FREE_TRIES)
            .order_by(SignInFailure.last_at.desc())
        )
        failures = list(session.scalars(recent.limit(MOST_FAILURES)))
    undelivered = _undelivered(work, [row.id for row in rows])
    return {
        row.id: Door(
            has_password=row.password_hash is not None,
            second_step=row.second_factor_since is not None,
            shut=tuple(_shut(installation, row, failures, undelivered.get(row.id), work.now)),
        )
        for row in rows
    }


def _shut(
    installation: Installation,
    row: Account,
    failures: Sequence[SignInFailure],
    undelivered: datetime | None,
    now: datetime,
) -> list[Shut]:
    found = []
    if row.password_hash is None:
        if row.link_expires_at is None:
            found.append(Shut(says="Koos nog geen wachtwoord, en heeft geen link"))
        elif row.link_expires_at < now:
            found.append(Shut(says="De link van de uitnodiging is verlopen", at=row.link_expires_at))
        else:
            found.append(Shut(says="Koos nog geen wachtwoord; de link werkt nog tot", at=row.link_expires_at))
    if undelivered is not None:
        found.append(Shut(says="De mail met de link kwam niet aan", at=undelivered))
    if until := _waits_for_password(installation, row, failures, now):
        found.append(Shut(says="Te vaak een verkeerd wachtwoord; wacht tot", at=until))
    if is_held(row.second_step_after, now):
        found.append(
            Shut(
                says="Moet wachten: te vaak een verkeerde code van de tweede stap; tot",
                at=row.second_step_after,
            )
        )
    return found


def _waits_for_password(
    installation: Installation, row: Account, failures: Sequence[SignInFailure], now: datetime
) -> datetime | None:
    """Until when a wrong password holds this account up somewhere; not where."""
    held = [(one, until) for one in failures if is_held(until := next_try(one.failures, one.last_at), now)]
    if not held:
        return None
    try:
        email = strict_form(installation.vault.unseal_account(row.id, "email", row.email_sealed))
    except SealBroken:
        return None
    mine = [
        until
        for one, until in held
        if until and installation.vault.keyed("sign_in", f"{one.source}|{email}") == one.bucket
    ]
    return max(mine, default=None)


def _undelivered(work: Work, accounts: Collection[uuid.UUID]) -> Mapping[uuid.UUID, datetime]:
    """Whose last mail with a link came to nothing, and when it was made. Of other mail nothing is looked at."""
    places = {f"account:{account}": account for account in accounts}
    query = (
        select(OutboxRow.addressee, OutboxRow.state, OutboxRow.created_at)
        .where(OutboxRow.letter == LETTER, OutboxRow.addressee.in_(list(places)))
        .order_by(OutboxRow.created_at)
    )
    last = {places[row.addressee]: row for row in work.session.execute(query)}
    return {account: row.created_at for account, row in last.items() if row.state == State.FAILED.value}


def left_lately(work: Work) -> dict[uuid.UUID, tuple[str, date]]:
    """Who worked here until lately and does not any more: their name and their last day."""
    here, last = set(everybody(work)), dict[uuid.UUID, date]()
    for table in (Employment, RoleGrant):
        query = (
            select(table.account_id, func.max(table.valid_until).label("until"))
            .where(table.valid_until < work.today, table.valid_until >= work.today - LATELY)
            .group_by(table.account_id)
        )
        for row in work.session.execute(query):
            if row.account_id not in here:
                last[row.account_id] = max(row.until, last.get(row.account_id, row.until))
    return {account: (name, last[account]) for account, name in names_of(work, list(last)).items()}


def name_here(work: Work, account_id: uuid.UUID) -> str:
    """Whose account this is, for whoever looks after it here. Raises NoSuchAccount."""
    lasts = or_(RoleGrant.valid_until.is_(None), RoleGrant.valid_until >= work.today - LATELY)
    ever = select(RoleGrant.id).where(RoleGrant.account_id == account_id, lasts)
    worked = select(Employment.id).where(
        Employment.account_id == account_id,
        or_(Employment.valid_until.is_(None), Employment.valid_until >= work.today - LATELY),
    )
    if not any(work.session.scalars(one.limit(1)).first() for one in (ever, worked)):
        raise NoSuchAccount
    return names_of(work, [account_id])[account_id]


def send_link(installation: Installation, account_id: uuid.UUID, work: Work, origin: str) -> None:
    """Have a link to choose a password mailed to the address of this account, and to no other."""
    vault = installation.vault
    account = work.session.get_one(Account, account_id)
    hashes = address_hashes(vault, vault.unseal_account(account_id, "email", account.email_sealed))
    links.ask_link(
        work.session,
        vault,
        hashes=hashes,
        source=f"beheer:{work.tenant_id}",
        origin=origin,
        now=work.now,
    )
    facts = {"account": account_id.hex}
    record.append(work, work.tenant_id, [record.Entry(event=Event.LINK_SENT, facts=facts)])


def close_sessions(installation: Installation, account_id: uuid.UUID, work: Work) -> None:
    """End every session of an account, wherever it is open. Called outside any unit of work."""
    with platform_session(installation, write=True) as session:
        end_sessions(session, account_id, work.now)
    tell_about(installation, account_id, Event.SESSIONS_ENDED, actor=work.actor, now=work.now)


def reset_second_step(installation: Installation, account_id: uuid.UUID, work: Work) -> None:
    """Take away the second step of somebody who lost theirs, and end their sessions. Called outside any unit of work.

    Raises NotYours, WorksElsewhere.
    """
    if account_id == work.actor.account_id:
        raise NotYours
    with platform_session(installation, write=True) as session:
        places = select(func.count()).where(AccountTenant.account_id == account_id)
        if (session.scalar(places) or 0) > 1:
            raise WorksElsewhere
        reset_factors(session, account_id)
        end_sessions(session, account_id, work.now)
    tell_about(installation, account_id, Event.SECOND_FACTOR_RESET, actor=work.actor, now=work.now)
