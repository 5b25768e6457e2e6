"""Begin a unit of work with its organisation; store and find back the answers a case runs under."""

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from wederhoor.installed import DEFAULTS, LAYER_GROUP, origin_of
from wederhoor.memory import Memory
from wederhoor.organisation import (
    Organisation,
    OrganisationError,
    build_organisation,
    freeze,
    thaw,
    unknown_organisation,
)
from wederhoor.plugins import REMEMBERED, PluginError, set_of
from wederhoor.settings.cache import cache
from wederhoor.settings.tables import FrozenAnswers, SettingsVersion
from wederhoor.tenancy.locks import PlatformSession, TenantSession, add_once, end_work, read_rows
from wederhoor.tenancy.tables import Tenant
from wederhoor.work import Actor, Installation, Work, local_date


class UnknownTenant(Exception):
    """No organisation goes by this name or id."""


class ReadOnly(PluginError):
    """Nothing can be decided or changed, because the plugin cannot be asked. `organisation`: the answers stored last."""

    def __init__(self, why: Exception, organisation: Organisation) -> None:
        super().__init__(str(why))
        self.organisation, self.why = organisation, str(why)


class Entered(NamedTuple):
    """The plugin of an organisation with the version of its settings, and who comes to work there."""

    plugin: str
    version: int
    actor: Actor


def tenant_session(installation: Installation, tenant_id: uuid.UUID, *, write: bool) -> TenantSession:
    """A session of a tenant, with the vault that opens what is sealed there."""
    vault = installation.vault.of(tenant_id)
    return TenantSession(installation.engine, tenant_id, write=write, vault=vault)


@contextmanager
def begin_work(
    installation: Installation,
    tenant_id: uuid.UUID,
    *,
    write: bool,
    actor: Actor | Callable[[TenantSession], Entered],
    now: datetime,
    no_rules: bool = False,
    begun: TenantSession | None = None,
) -> Iterator[Work]:
    """One transaction of one tenant: committed when the block ends, rolled back when it raises.

    `actor` may be a look at who it is, for whom that look tells of the organisation as well. `begun`: a `tenant_session` of this
    tenant in which something was read already; the work goes on in it.

    When the plugin is missing or does not fit, what is read comes with the answers stored last (`Work.read_only`), and
    writing raises ReadOnly; `no_rules`: what is written follows no rule of the organisation, such as that something was
    read. Where nothing was stored yet only its name is known, and no complaint is taken (`layers.defaults`).
    """
    with begun or tenant_session(installation, tenant_id, write=write) as session:
        plugin, version, who = actor(session) if callable(actor) else (*_plugin_of(session), actor)
        answers = _answers_now(session, plugin, version, local_date(now), changing=write and not no_rules)
        work = Work(
            session=session,
            tenant_id=tenant_id,
            organisation=answers.organisation,
            vault=session.info["vault"],
            actor=who,
            now=now,
            read_only=bool(answers.why),
            why_read_only=answers.why,
            recall=timedelta(minutes=installation.config.recall_minutes),
        )
        if installation.last is not None:
            session.info["last"] = partial(installation.last, work)
        yield work
        end_work(session)


class Answers(NamedTuple):
    """The answers of an organisation; `why` says why its plugin is away when they are those that were stored last."""

    organisation: Organisation
    why: str = ""


def _answers_now(session: TenantSession, plugin: str, version: int, on: date, *, changing: bool) -> Answers:
    """The answers of the session's organisation on a date, for whoever knows its plugin and version.

    Raises ReadOnly for who is `changing` something while the plugin is away.
    """
    try:
        return Answers(organisation_of(session, plugin, version, on))
    except (PluginError, OrganisationError) as why:
        stored = _stored_last(session, on) or _only_its_name(session, plugin, on)
        if changing:
            raise ReadOnly(why, stored) from why
        return Answers(stored, str(why))


def _stored_last(session: TenantSession, on: date) -> Organisation | None:
    """The newest answers that were stored and can be read, with the facts the organisation set itself; None when there are none."""
    query = select(FrozenAnswers.body).order_by(FrozenAnswers.stored_at.desc(), FrozenAnswers.id).limit(TRIED)
    settings = json.dumps(settings_on(session, on) or {}, sort_keys=True)
    for body in session.scalars(query):
        try:
            return as_stored(body, settings)
        except OrganisationError:
            continue  # what was stored last cannot be read; what was stored before it may
    return None


TRIED = 5
"""How many of the answers stored last are tried."""


def _only_its_name(session: TenantSession, plugin: str, on: date) -> Organisation:
    """An organisation of which nothing was stored yet: what is known without its plugin."""
    rows = read_rows(session, _NAME)
    name = rows[0].name if rows else plugin
    return with_own_facts(unknown_organisation(plugin, name), settings_on(session, on) or {})


@lru_cache(maxsize=64)
def as_stored(body: bytes, settings: str) -> Organisation:
    return with_own_facts(thaw(body), json.loads(settings))


@contextmanager
def platform_session(installation: Installation, *, write: bool) -> Iterator[PlatformSession]:
    """One transaction without a tenant; committed when the block ends."""
    with PlatformSession(installation.engine, write=write) as session:
        yield session
        end_work(session)


_TENANTS = Tenant.__table__
_NAME = select(_TENANTS.c.name).where(_TENANTS.c.id == bindparam("tenant"))
_TENANT = select(_TENANTS.c.plugin, _TENANTS.c.version).where(_TENANTS.c.id == bindparam("tenant"))


def _plugin_of(session: TenantSession) -> tuple[str, int]:
    """The plugin of the session's organisation, and the version of its settings."""
    rows = read_rows(session, _TENANT)
    if not rows:
        raise UnknownTenant(str(session.tenant_id))
    return rows[0].plugin, rows[0].version


def organisation_of(session: TenantSession, plugin: str, version: int, on: date) -> Organisation:
    """The answers of the session's organisation on a date; built once per (tenant, version of its settings, day)."""
    organisation = cache.organisation(session.tenant_id, version, on)
    if organisation is None:
        settings = settings_on(session, on) or {}
        organisation = _shared_answers(plugin, on, json.dumps(settings, sort_keys=True))
        cache.keep_organisation(session.tenant_id, version, on, organisation)
    return organisation


PROFILE_SETTINGS = (
    "name",
    "phone",
    "phone_hours",
    "complaints_email",
    "website",
    "holidays",
    "privacy_officer",
)
ADDRESS = "postal_address"
"""The lines of the address that stands above letters, with semicolons between."""
DAYS = {"declaration_days": ("declarations", 1, 60), "draft_days": ("drafts", 14, 90)}
"""Numbers of days an organisation sets itself: which part of the profile, at least, at most. Beyond that the bound holds."""
TAKE_OVER = "take_over"
"""The roles that take over from a handler who is concerned, in order, with commas between."""


def answers_of(
    plugin: str, on: date, settings: Mapping[str, Any], code_edition: str | None = None
) -> Organisation:
    """A plugin's answers under an organisation's own settings; facts that no document holds are filled in from them.

    `code_edition` asks for one edition of the code of conduct, in force or not. Raises OrganisationError.
    """
    outside = (*PROFILE_SETTINGS, ADDRESS, *DAYS, TAKE_OVER)
    rules = {name: value for name, value in settings.items() if name not in outside}
    organisation = build_organisation(plugin, on=on, settings=rules, code_edition=code_edition)
    return with_own_facts(organisation, settings)


def with_own_facts(organisation: Organisation, settings: Mapping[str, Any]) -> Organisation:
    """The answers with what the organisation says about itself: where to call, free days, its own days and order."""
    profile = organisation.profile
    own = {name: settings[name] for name in PROFILE_SETTINGS if settings.get(name)}
    if lines := tuple(line.strip() for line in str(settings.get(ADDRESS) or "").split(";") if line.strip()):
        own[ADDRESS] = lines
    for setting, (name, least, most) in DAYS.items():
        if days := settings.get(setting):
            own[name] = replace(getattr(profile, name), days=max(least, min(most, int(days))))
    if order := settings.get(TAKE_OVER):
        told = [role.strip() for role in str(order).split(",")]
        known = profile.take_over.roles  # who is not named comes after who is: somebody always can
        named = [role for role in dict.fromkeys(told) if role in known]
        roles = (*named, *(role for role in known if role not in named))
        own["take_over"] = replace(profile.take_over, roles=roles)
    return replace(organisation, profile=replace(organisation.profile, **own)) if own else organisation


def asked_under(work: Work, code_edition: str) -> Organisation:
    """What the plugin answers today under one edition of the code of conduct, in force or not.

    Raises OrganisationError for an edition it does not have, PluginError when it cannot be asked.
    """
    (row,) = read_rows(work.session, _TENANT)
    settings = json.dumps(settings_on(work.session, work.today) or {}, sort_keys=True)
    return _shared_answers(row.plugin, work.today, settings, code_edition)


@lru_cache(maxsize=512)
def _built(plugin: str, on: date, settings: str, code_edition: str | None) -> Organisation:
    """The same answers for every tenant with the same plugin and settings: one value in memory, built once a day."""
    made = answers_of(plugin, on, json.loads(settings), code_edition)
    freeze(made)  # what cannot be kept with a case is found before there is one
    return made


def _shared_answers(plugin: str, on: date, settings: str, code_edition: str | None = None) -> Organisation:
    """The answers, or what was wrong with them: that too is remembered for a while, so that nobody waits for it again and again."""
    key = (plugin, on, settings, code_edition)
    kept = _wrong.get(key)
    if kept is not None and time.monotonic() - kept[0] < REMEMBERED:
        raise kept[1](kept[2])  # a new one each time: an exception keeps the frames it went through
    try:
        return _built(*key)
    except (PluginError, OrganisationError) as why:
        _wrong.keep(key, (time.monotonic(), type(why), str(why)))
        raise


_wrong: Memory[tuple[str, date, str, str | None], tuple[float, type[Exception], str]] = Memory(512)


def settings_on(session: TenantSession, on: date) -> dict[str, Any] | None:
    query = (
        select(SettingsVersion.values)
        .where(SettingsVersion.valid_from <= on)
        .order_by(SettingsVersion.valid_from.desc(), SettingsVersion.version.desc())
        .limit(1)
    )
    return session.scalars(query).first()


def all_tenants(installation: Installation) -> list[uuid.UUID]:
    """Every tenant, oldest first."""
    with platform_session(installation, write=False) as session:
        return list(session.scalars(select(Tenant.id).order_by(Tenant.id)))


def tenant_by_slug(session: Session, slug: str) -> Tenant:
    """The tenant with this first path segment; raises UnknownTenant."""
    tenant = session.scalars(select(Tenant).where(Tenant.slug == slug)).first()
    if tenant is None:
        raise UnknownTenant(slug)
    return tenant


def store_answers(work: Work) -> uuid.UUID:
    """Store the organisation's answers once per content hash; returns the id a case points at."""
    digest = cache.hash_of(work.organisation)
    answers_id = answers_id_of(work.organisation)
    if cache.is_stored(work.tenant_id, answers_id):
        return answers_id
    if work.session.get(FrozenAnswers, (work.tenant_id, answers_id)) is None:
        body = freeze(work.organisation)
        row = FrozenAnswers(
            id=answers_id, content_hash=digest, body=body, stored_at=work.now, origin=origin_now(work)
        )
        add_once(work.session, row)  # by its content: whoever stored it stored the same
    else:  # only what was committed earlier is remembered: this transaction may still fail
        cache.mark_stored(work.tenant_id, answers_id)
    return answers_id


def origin_in_words(plugin: str) -> str:
    """Which plugins answered, with distribution and version: "zon (wederhoor-zon 0.1.0), defaults (wederhoor 0.1.0)".

    Equal answers are stored once: what is said is of which version they were when they were stored first.
    """
    return ", ".join(str(one) for one in (*set_of(plugin), origin_of(DEFAULTS, LAYER_GROUP)))


def origin_now(work: Work) -> str:
    """The same of the organisation's own plugin as it is installed now."""
    return origin_in_words(_plugin_of(work.session)[0])


def answers_id_of(organisation: Organisation) -> uuid.UUID:
    """The id of an organisation's answers: the first half of their content hash."""
    return id_of(cache.hash_of(organisation))


def id_of(content_hash: str) -> uuid.UUID:
    """The id answers with this hash are stored under."""
    return uuid.UUID(content_hash[:32])


_FROZEN = FrozenAnswers.__table__
_ORIGIN = select(_FROZEN.c.origin).where(
    _FROZEN.c.tenant_id == bindparam("tenant"), _FROZEN.c.id == bindparam("answers")
)


def origin_of_answers(work: Work, answers_id: uuid.UUID) -> str:
    """Which plugins, of which version, the answers are of that a case runs under; empty where that was not kept."""
    rows = read_rows(work.session, _ORIGIN, answers=answers_id)
    return (rows[0].origin or "") if rows else ""


def stored_answers(work: Work, answers_id: uuid.UUID) -> Organisation:
    """The answers a case runs under, whatever its plugin says today."""
    if answers_id == answers_id_of(work.organisation):
        return work.organisation
    organisation = cache.thawed(answers_id)
    if organisation is None:
        row = work.session.get(FrozenAnswers, (work.tenant_id, answers_id))
        if row is None:
            raise LookupError(f"frozen answers {answers_id} are gone")
        organisation = thaw(row.body)
        cache.keep_thawed(answers_id, organisation)
    return organisation
