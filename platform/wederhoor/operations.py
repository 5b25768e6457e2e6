"""Running an installation: prepare it, open it, add organisations and people."""

import base64
import os
import shutil
import uuid
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from wederhoor import rooms, schema
from wederhoor.addresses import AddressUnusable, usable
from wederhoor.config import Config, ConfigError
from wederhoor.counter.service import keep_notes_from
from wederhoor.db import make_engine, uuid7
from wederhoor.faults import kind
from wederhoor.people import employments, links
from wederhoor.people import service as people
from wederhoor.people.factors import reset_factors
from wederhoor.people.sessions import end_sessions
from wederhoor.people.tables import AccountTenant
from wederhoor.people.telling import tell_about
from wederhoor.plugin_health import health_of
from wederhoor.record import rights
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.settings.service import answers_of, begin_work, platform_session, store_answers
from wederhoor.settings.tables import SettingsVersion
from wederhoor.storage import told, wrong_with
from wederhoor.tasks.meant import hold_newcomer
from wederhoor.tenancy.locks import lock_engine
from wederhoor.tenancy.tables import DueTenant, Tenant
from wederhoor.vault.store import open_store, private_folder, read_master_key
from wederhoor.vault.vault import Vault
from wederhoor.work import SYSTEM, Installation, local_date, utc_now

DATABASES = "WEDERHOOR_DATABASE_URL of WEDERHOOR_KEYS_URL"
RESERVED = frozenset(
    ("aanmelden", "afmelden", "wachtwoord", "wachtwoord-vergeten", "account", "demo", "static")
    + ("healthz", "readyz", "metrics", "vertrouwenspersoon")
)


class OperationRefused(Exception):
    """What was asked cannot be done; the message is one Dutch sentence."""


def prepare(config: Config) -> None:
    """Make the folders, keys and tables of an embedded installation; others must have been migrated by their owner."""
    private_folder(config.var)
    private_folder(config.files)
    private_folder(config.record_anchor.parent)
    if config.embedded:
        private_folder(config.var / "db")
        Path(str(config.database_url.database)).touch(mode=0o600)
        _make_master_key(config)
        schema.migrate(config)


def clear(config: Config) -> None:
    """Take away an embedded installation that nobody used yet: database, keys, files. The master key stays."""
    for folder in (config.var / "db", config.files, config.record_anchor.parent):
        shutil.rmtree(folder, ignore_errors=True)
    for kept in (config.var / "keys").glob("keys.db*"):
        kept.unlink()


def _make_master_key(config: Config) -> None:
    path = config.master_key_file
    if config.master_key is not None or path.exists():
        return
    keys = config.keys_url.database
    if keys and Path(keys).exists():
        raise ConfigError(
            f"Zet de hoofdsleutel terug in {path}: er zijn sleutels, maar die zijn zonder hoofdsleutel niet te openen."
        )
    private_folder(path.parent)
    write_secret(path, new_master_key())


def new_master_key() -> str:
    """32 random bytes in base64."""
    return base64.b64encode(os.urandom(32)).decode()


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    half = path.with_name(path.name + ".half")
    half.touch(mode=0o600)
    half.write_text(text + "\n")
    half.replace(path)


def open_installation(config: Config, *, check: bool = True) -> Installation:
    """Open the database and the keys. Raises ConfigError with one sentence when something does not fit."""
    rooms.fill()
    engine = lock_engine(make_engine(config.database_url, pool_size=config.threads + 2))
    vault = None
    try:
        if check:
            schema.check_role(engine)
            schema.check_schema(engine)
        vault = open_vault(config)
    except (DBAPIError, OSError) as error:
        wrong = wrong_with(error)
        if wrong is None:
            raise
        raise ConfigError(f"{told(DATABASES, wrong)[:-1]} ({kind(error)}).") from None
    finally:
        if vault is None:
            engine.dispose()
    return Installation(config=config, engine=engine, vault=vault, last=rights.note)


def open_vault(config: Config) -> Vault:
    """The keys of an installation. Raises ConfigError when the master key does not fit."""
    master_key = read_master_key(config)
    store = open_store(config)
    try:
        return Vault(store, master_key)
    except ConfigError:
        store.dispose()
        raise


def close(installation: Installation) -> None:
    """Close every connection, those of the keys too."""
    installation.engine.dispose()
    installation.vault.close()


def plugins_in_use(installation: Installation) -> dict[str, int]:
    """How many organisations use each plugin, by its name."""
    with platform_session(installation, write=False) as session:
        query = select(Tenant.plugin, func.count()).group_by(Tenant.plugin).order_by(Tenant.plugin)
        return {name: int(count) for name, count in session.execute(query)}


def sick_plugins(installation: Installation) -> list[str]:
    """Every plugin an organisation uses is asked everything; what is wrong with each that is not well, in one sentence."""
    today = local_date(utc_now())
    found = (health_of(name, on=today) for name in plugins_in_use(installation))
    return [one.wrong for one in found if not one.well]


def create_tenant(
    installation: Installation,
    *,
    slug: str,
    plugin: str,
    name: str | None = None,
    settings: Mapping[str, object] | None = None,
    since: date | None = None,
    demo: bool = False,
) -> uuid.UUID:
    """Add an organisation. Raises OperationRefused, or what its plugin has to say."""
    if not slug.replace("-", "").isalnum() or slug != slug.lower() or not slug.isascii() or len(slug) > 40:
        raise OperationRefused(
            "Neem als naam in het adres alleen kleine letters, cijfers en streepjes, hoogstens 40."
        )
    if slug in RESERVED:
        raise OperationRefused(
            f"'{slug}' is al een bladzijde van het platform; kies een andere naam in het adres."
        )
    now = utc_now()
    if settings and settings.get("complaints_email"):
        settings = {**settings, "complaints_email": _usable(str(settings["complaints_email"]))}
    answers = answers_of(plugin, local_date(now), settings or {})
    if name and name != answers.profile.name:
        settings = {**(settings or {}), "name": name}  # several organisations may share one plugin
    with platform_session(installation, write=True) as session:
        if session.scalars(select(Tenant).where(Tenant.slug == slug)).first():
            raise OperationRefused(f"Er is al een organisatie '{slug}'.")
        tenant_id = uuid7()
        installation.vault.make_tenant(tenant_id)
        tenant = Tenant(
            id=tenant_id,
            slug=slug,
            name=name or answers.profile.name,
            plugin=plugin,
            demo=demo,
            created_at=now,
            version=1,
        )
        session.add(tenant)
        session.flush()
        session.add(DueTenant(tenant_id=tenant_id, next_due_at=now))
    with begin_work(installation, tenant_id, write=True, actor=SYSTEM, now=now) as work:
        if settings:
            work.session.add(
                SettingsVersion(
                    version=1,
                    valid_from=since or work.today,
                    values=settings,
                    reason="bij het toevoegen",
                    entered_at=now,
                )
            )
        record.append(work, tenant_id, [record.Entry(event=Event.TENANT_CREATED)])
        store_answers(work)  # so that it can be read when its plugin is away
    with platform_session(installation, write=True) as session:
        session.get_one(Tenant, tenant_id).version = 2
    return tenant_id


@dataclass(frozen=True, kw_only=True)
class Works:
    """In what capacity somebody works, in which team, and under whom (an e-mail address)."""

    kind: str = "employee"
    team: str | None = None
    under: str | None = None


def create_account(
    installation: Installation,
    *,
    slug: str,
    email: str,
    name: str,
    roles: tuple[str, ...],
    initials: str = "",
    valid_from: date | None = None,
    works: Works | None = None,
) -> str:
    """Make an account (or use the one with this address) and give it roles, from today unless said otherwise.

    `works`: also note in what capacity, in which team and under whom. Returns the token of a one-time link. Raises OperationRefused.
    """
    now = utc_now()
    own = {} if set(roles) <= {*people.GRANTED} else _own_roles(installation, slug, now)
    for role in roles:
        if role not in people.GRANTED and role not in own:
            raise OperationRefused(f"'{role}' is geen rol; kies uit: {', '.join((*people.GRANTED, *own))}.")
    email = _usable(email)
    with platform_session(installation, write=True) as session:
        tenant = session.scalars(select(Tenant).where(Tenant.slug == slug)).first()
        if tenant is None:
            raise OperationRefused(f"Er is geen organisatie '{slug}'.")
        tenant_id = tenant.id
        account = people.account_by_email(session, installation.vault, email)
        if account is None:
            account, token = people.create_account(
                session, installation.vault, email=email, name=name, now=now
            )
        else:
            token = links.give_link(account, "activate" if account.password_hash is None else "reset", now)
        account_id = account.id
        supervisor_id = None
        if works and works.under:
            supervisor = people.account_by_email(session, installation.vault, works.under)
            if supervisor is None:
                raise OperationRefused("De leidinggevende heeft geen account; maak dat eerst.")
            supervisor_id = supervisor.id
    surname = name.split()[-1] if name.split() else None
    with begin_work(installation, tenant_id, write=True, actor=SYSTEM, now=now) as work:
        new_here = work.session.get(AccountTenant, (account_id, tenant_id)) is None
        for role in dict.fromkeys(one for given in roles for one in (given, own.get(given)) if one):
            people.grant_role(
                work,
                account_id,
                role,
                valid_from=valid_from or work.today,
                initials=initials or people.initials_of(name),
                surname=surname,
            )
        if works:
            employments.employ(
                work,
                account_id,
                kind=works.kind,
                team=works.team,
                supervisor_id=supervisor_id,
                valid_from=valid_from or work.today,
            )
        if new_here:
            hold_newcomer(work, account_id, name)
            keep_notes_from(work, account_id, name)
    return token


def _own_roles(installation: Installation, slug: str, now: datetime) -> dict[str, str]:
    """The roles an organisation has of its own, each with the role of the platform it is like."""
    with platform_session(installation, write=False) as session:
        tenant_id = session.scalars(select(Tenant.id).where(Tenant.slug == slug)).first()
    if tenant_id is None:
        return {}
    with begin_work(installation, tenant_id, write=False, actor=SYSTEM, now=now) as work:
        return {one.role: one.like for one in work.organisation.roles if one.like}


def _usable(email: str) -> str:
    try:
        return usable(email)
    except AddressUnusable as why:
        raise OperationRefused(str(why)) from None


def reset_account(installation: Installation, *, email: str) -> str:
    """A one-time link's token for someone who lost their password."""
    with platform_session(installation, write=True) as session:
        account = people.account_by_email(session, installation.vault, email)
        if account is None:
            raise OperationRefused("Er is geen account met dit e-mailadres.")
        return links.give_link(account, "reset", utc_now())


def reset_second_factor(installation: Installation, *, email: str) -> None:
    """Remove the second factors of someone who lost them all, end their sessions; on the record, and they are told."""
    now = utc_now()
    with platform_session(installation, write=True) as session:
        account = people.account_by_email(session, installation.vault, email)
        if account is None:
            raise OperationRefused("Er is geen account met dit e-mailadres.")
        account_id = account.id
        if account.second_factor_since is None:
            raise OperationRefused("Dit account heeft geen tweede stap.")
        reset_factors(session, account_id)
        end_sessions(session, account_id, now)
    tell_about(installation, account_id, Event.SECOND_FACTOR_RESET, actor=SYSTEM, now=now)


def rotate_master_key(config: Config, new_key: bytes) -> int:
    """Wrap every key with a new master key. Returns how many were wrapped."""
    with closing(open_vault(config)) as vault:
        return vault.rotate(new_key)
