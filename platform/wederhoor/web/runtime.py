"""What a view reaches for: the installation, a unit of work with the right actor, the page or the fragment."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, TypeVar, cast

from flask import abort, current_app, g, make_response, render_template, request, url_for
from flask.wrappers import Response
from flask_htmx import HTMX
from jinja2_fragments.flask import render_block

from wederhoor.memory import Memory
from wederhoor.settings.service import (
    UnknownTenant,
    begin_work,
    platform_session,
    tenant_by_slug,
    tenant_session,
)
from wederhoor.tenancy.locks import PlatformSession, TenantSession, end_work, refuse_work
from wederhoor.vault.files import FileStore
from wederhoor.vault.objects import open_files
from wederhoor.web import once, remembering
from wederhoor.web.file_names import FileName, disposition
from wederhoor.work import RESIDENT, Actor, Installation, Work, utc_now

htmx = HTMX()


@dataclass(frozen=True, kw_only=True)
class TenantRef:
    """The organisation in the first path segment."""

    id: uuid.UUID
    slug: str
    name: str
    demo: bool


def installation() -> Installation:
    """The running installation."""
    return cast(Installation, current_app.extensions["wederhoor"])


def files() -> FileStore:
    """Where sealed files are kept."""
    return open_files(installation().config)


def remembered(name: str, most: int) -> Memory[Any, Any]:
    """What this application keeps under a name; at most so much, and the same for all its threads."""
    kept: Memory[Any, Any] | None = current_app.extensions.get(name)
    return current_app.extensions.setdefault(name, Memory(most)) if kept is None else kept


MOST_TENANTS = 5_000


def find_tenant(slug: str) -> TenantRef:
    """The tenant of a path segment, remembered: ids and slugs never change. Aborts with 404."""
    known: Memory[str, TenantRef] = remembered("wederhoor_tenants", MOST_TENANTS)
    ref = known.get(slug)
    if ref is None:
        if not slug.isascii() or not slug.isprintable():
            abort(404)
        try:
            with platform_session(installation(), write=False) as session:
                tenant = tenant_by_slug(session, slug)
                ref = TenantRef(id=tenant.id, slug=tenant.slug, name=tenant.name, demo=tenant.demo)
        except UnknownTenant:
            abort(404)
        known.keep(slug, ref)
    return ref


@contextmanager
def no_tenant(*, write: bool = False) -> Iterator[PlatformSession]:
    """A transaction without a tenant."""
    with platform_session(installation(), write=write) as session, answering(session):
        yield session


@contextmanager
def own_account() -> Iterator[PlatformSession]:
    """A transaction that makes something for an account, once for each form that asks it (`web.once`)."""
    with no_tenant(write=True) as session:
        again = partial(platform_session, installation())
        with once.taking(installation().vault, session, utc_now(), lambda write: again(write=write)):
            yield session


@contextmanager
def asked_once(work: Work, *, write: bool) -> Iterator[Work]:
    """Around what a page does in a unit of work: what a form asks is done once, however often the form arrives."""
    if not write:
        yield work
        return
    with once.taking(installation().vault, work.session, work.now, partial(rows_of, work.tenant_id)):
        yield replace(work, form_id=once.form_id(work))
        if not work.session.info.get("refused"):
            remembering.keep_chosen(work)


@contextmanager
def rows_of(tenant_id: uuid.UUID, write: bool) -> Iterator[TenantSession]:
    """Another transaction of the same tenant."""
    with tenant_session(installation(), tenant_id, write=write) as session:
        yield session
        end_work(session)


@contextmanager
def resident_work(*, write: bool = False, actor: Actor = RESIDENT) -> Iterator[Work]:
    """A unit of work of the organisation in the path, for the person behind a receipt code or anybody at all."""
    tenant: TenantRef = g.tenant
    with begin_work(
        installation(), tenant.id, write=write, actor=actor, now=utc_now(), no_rules=only_looks()
    ) as work:
        g.organisation, g.read_only = work.organisation, work.read_only
        with answering(work.session), asked_once(work, write=write) as asked:
            yield asked


@contextmanager
def answering(session: TenantSession | PlatformSession) -> Iterator[None]:
    """While a page may be made in a unit of work: a page that refuses undoes it first (`page`)."""
    units: list[TenantSession | PlatformSession] = g.setdefault("units", [])
    units.append(session)
    try:
        yield
    finally:
        units.remove(session)


View = TypeVar("View", bound=Callable[..., Any])


def only_reads(view: View) -> View:
    """Mark a view that is posted to and yet changes nothing: it writes only that something was tried or read."""
    view._only_reads = True  # type: ignore[attr-defined]
    return view


def only_looks() -> bool:
    """Whether whoever asks changes nothing: what is written then is only that something was read or tried."""
    if request.method in ("GET", "HEAD"):
        return True
    return getattr(current_app.view_functions.get(request.endpoint or ""), "_only_reads", False)


def wants_fragment() -> bool:
    """Whether htmx asks for a part of a page only (not for a boosted or history request)."""
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def page(template: str, status: int = 200, /, *, block: str | None = None, **context: Any) -> Response:
    """The page, or only its block when htmx asks for a fragment.

    One that refuses (a status from 400 on) undoes what was done in the unit of work it is made in: it can never commit it.
    """
    if status >= 400:
        for session in g.get("units", ()):
            refuse_work(session)
    remembering.begin(g.get("work"), context.get("form"))
    body = (
        str(render_block(template, block, **context))
        if block is not None and wants_fragment()
        else render_template(template, **context)
    )
    response = make_response(body, status)
    if block is not None:
        response.vary.add("HX-Request")
    return response


def address(endpoint: str, **values: Any) -> str:
    """The address of a page, of the organisation in the path if it is one's, remembered: working one out costs more than a page may.

    Only for what does not belong to one matter, so that there are few. Templates have it too, and ask for a dozen on a page.
    """
    known: dict[object, str] | None = g.get("addresses")
    if known is None:
        slug = g.tenant.slug if "tenant" in g else ""
        kept: Memory[str, dict[object, str]] = remembered("wederhoor_addresses", MOST_TENANTS)
        known = kept.get(slug)
        known = g.addresses = kept.keep(slug, {}) if known is None else known
    key = (endpoint, *values.items()) if values else endpoint
    found = known.get(key)
    if found is None:
        found = known[key] = url_for(endpoint, **values)
    return found


def file_answer(body: bytes, media_type: str, name: FileName, *, keep: bool = False) -> Response:
    """A file to look at, or to `keep`."""
    response = make_response(body)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = disposition(name, keep=keep)
    return response


def pdf(body: bytes, name: FileName) -> Response:
    """A letter as PDF to look at."""
    return file_answer(body, "application/pdf", name)


def client_address() -> str:
    """The address a request came from, as far as the configured proxies tell: what limits are counted by.

    Of IPv6 the first 64 bits: whoever has one such network has billions of addresses in it (RFC 6177).
    """
    told = request.remote_addr or "unknown"
    try:
        found = ip_address(told.partition("%")[0])
    except ValueError:
        return told
    if isinstance(found, IPv6Address):
        plain = found.ipv4_mapped or found.sixtofour
        return str(plain or ip_network((found, 64), strict=False))
    return str(found)


def public_origin() -> str:
    """The address visitors use, without a path: as configured, else as this request came."""
    return installation().config.public_url or request.host_url.rstrip("/")
