"""The web application: every feature's pages, put together once."""

from collections.abc import Iterable
from typing import Any

from flask import Flask, current_app, g, redirect, request, url_for
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from sqlalchemy import select
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

import wederhoor.correspondence.letter_pages
import wederhoor.declarations.sharing_pages
import wederhoor.intake.begin_pages
import wederhoor.intake.check_pages
import wederhoor.intake.uploads
import wederhoor.papers.beside_pages
import wederhoor.portal.uploads  # noqa: F401 - both doors hang their pages on one blueprint
from wederhoor import administration_pages, health_pages
from wederhoor.accused.code_pages import bp as accused_code_pages
from wederhoor.accused.pages import bp as accused_pages
from wederhoor.complaints.pages import bp as complaints_pages
from wederhoor.complaints.ties import answered_by
from wederhoor.conduct.dilemma_pages import bp as dilemma_pages
from wederhoor.conduct.following_pages import bp as handing_pages
from wederhoor.conduct.own_pages import bp as signing_pages
from wederhoor.conduct.pages import bp as conduct_pages
from wederhoor.confidants.desk import bp as confidant_desk
from wederhoor.confidants.front import bp as confidant_front
from wederhoor.correspondence.delivery_pages import bp as delivery_pages
from wederhoor.correspondence.look_pages import bp as looks_pages
from wederhoor.counter.code_pages import bp as code_pages
from wederhoor.counter.pages import bp as spoken_pages
from wederhoor.declarations.decision_pages import bp as decision_pages
from wederhoor.declarations.pages import bp as declare_pages
from wederhoor.declarations.pages import own as own_declaration_pages
from wederhoor.declarations.register_pages import bp as declaration_register_pages
from wederhoor.declarations.ties import tied_by_name
from wederhoor.desk.inlist import in_list
from wederhoor.desk.menu import dossier_tabs, navigation
from wederhoor.desk.pages import bp as desk_pages
from wederhoor.desk.saying import SAID
from wederhoor.dossiers.process import NoIntake
from wederhoor.dossiers.service import NoSuchDossier
from wederhoor.intake.pages import bp as intake_pages
from wederhoor.messages.pages import bp as message_pages
from wederhoor.messages.saved_pages import bp as saved_text_pages
from wederhoor.misconduct.desk import bp as misconduct_desk
from wederhoor.misconduct.pages import bp as misconduct_pages
from wederhoor.misconduct.portal import bp as misconduct_portal
from wederhoor.organisation import Organisation, OrganisationError
from wederhoor.papers.act_pages import bp as paper_act_pages
from wederhoor.papers.pages import bp as paper_pages
from wederhoor.papers.uploading import bp as upload_pages
from wederhoor.people import pages as people_pages
from wederhoor.people import staff
from wederhoor.people.colleague_pages import away as away_pages
from wederhoor.people.colleague_pages import bp as colleague_pages
from wederhoor.people.factors_pages import bp as factors_pages
from wederhoor.people.leaving_pages import bp as leaving_pages
from wederhoor.people.reachable_pages import bp as reachable_pages
from wederhoor.people.second_step_pages import bp as second_step_pages
from wederhoor.plugins import PluginError
from wederhoor.portal.doors import bp as door_pages
from wederhoor.portal.front import bp as front_pages
from wederhoor.portal.pages import bp as portal_pages
from wederhoor.resources import resource_dir
from wederhoor.rules.names import in_order
from wederhoor.rules.roles import Role, called_at
from wederhoor.settings.service import ReadOnly
from wederhoor.strongboxes import here as strongbox_here
from wederhoor.strongboxes.pages import bp as strongbox_pages
from wederhoor.strongboxes.walls import DoneBefore
from wederhoor.tasks.pages import bp as task_pages
from wederhoor.tenancy.tables import Tenant
from wederhoor.tracks.pages import bp as track_pages
from wederhoor.web import (
    brand,
    capitals,
    cookies,
    drawn,
    errors,
    familiar,
    filters,
    hosts,
    kept,
    language,
    metrics,
    once,
    origins,
    permissions,
    redirects,
    security,
    shown,
    static_files,
    telling,
    whose,
)
from wederhoor.web.permissions import public
from wederhoor.web.request import FIELDS, TEXT_BYTES, MemoryRequest
from wederhoor.web.runtime import address, find_tenant, htmx, no_tenant, page
from wederhoor.work import Installation

WALLED = (misconduct_pages, misconduct_portal, misconduct_desk, confidant_front, confidant_desk, track_pages)
"""Pages nobody counts: how often they are asked for tells that something was reported."""
BLUEPRINTS = (
    people_pages.bp,
    brand.bp,
    second_step_pages,
    factors_pages,
    front_pages,
    intake_pages,
    portal_pages,
    door_pages,
    upload_pages,
    desk_pages,
    delivery_pages,
    saved_text_pages,
    looks_pages,
    accused_pages,
    accused_code_pages,
    complaints_pages,
    paper_pages,
    paper_act_pages,
    message_pages,
    task_pages,
    spoken_pages,
    code_pages,
    conduct_pages,
    signing_pages,
    handing_pages,
    dilemma_pages,
    declare_pages,
    own_declaration_pages,
    decision_pages,
    declaration_register_pages,
    colleague_pages,
    leaving_pages,
    administration_pages.bp,
    reachable_pages,
    away_pages,
    strongbox_pages,
    *WALLED,
)
"""The pages of every installation; those of the demo come beside them."""


def create_app(installation: Installation) -> Flask:
    """The application of one installation."""
    app = Flask(
        "wederhoor",
        template_folder=str(resource_dir("templates")),
        static_folder=str(filters.STATIC),
    )
    app.request_class = MemoryRequest
    secure = installation.config.public_url.startswith("https:")
    app.config.update(
        SECRET_KEY=installation.vault.cookie_key,
        SESSION_COOKIE_NAME=cookies.named("wederhoor", secure=secure),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        REMEMBER_COOKIE_NAME=cookies.named("wederhoor_onthoud", secure=secure),
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_SECURE=secure,
        MAX_FORM_MEMORY_SIZE=TEXT_BYTES,
        MAX_FORM_PARTS=FIELDS,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_I18N_ENABLED=False,  # WTForms speaks the Dutch it brings itself (`BaseForm`)
        TEMPLATES_AUTO_RELOAD=False,
        PROVIDE_AUTOMATIC_OPTIONS=False,
    )
    app.extensions["wederhoor"] = installation
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.strict_slashes = False
    if installation.config.proxies:
        hops = installation.config.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    metrics.register(app, uncounted=frozenset(walled.name for walled in WALLED))
    hosts.register(app, installation.config)
    origins.register(app)
    htmx.init_app(app)
    CSRFProtect(app)
    cookies.register(app)
    once.register(app, walled=frozenset(walled.name for walled in WALLED))
    kept.register(app)
    shown.register(app)
    login = LoginManager(app)
    login.session_protection = None
    people_pages.register_login(login)
    whose.register(app)
    staff.register(app)
    filters.register(app)
    security.register(app)
    language.register(app)
    familiar.register(app)
    capitals.register(app)
    drawn.register(app)
    redirects.register(app)
    telling.register(app, SAID)
    static_files.register(app)
    errors.register(app)
    strongbox_here.register(app)
    app.register_error_handler(NoSuchDossier, lambda _: errors.error_page(404))
    app.register_error_handler(NoIntake, lambda _: errors.error_page(404))
    app.register_error_handler(DoneBefore, _done_before)
    app.register_error_handler(PluginError, _plugin_away)
    app.register_error_handler(OrganisationError, _plugin_away)
    app.url_value_preprocessor(_take_organisation)
    app.url_defaults(_give_organisation)
    app.context_processor(_globals)
    app.jinja_env.globals.update(dossier_tabs=dossier_tabs, in_list=in_list, address=address)
    answered_by(tied_by_name)
    _platform_pages(app)
    health_pages.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if installation.config.demo and installation.config.embedded:
        from wederhoor.demo_pages import bp as demo_pages  # only where the demo exists

        app.register_blueprint(demo_pages)
    permissions.enforce(app)
    return app


def _take_organisation(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "organisation" in values:
        slug = values.pop("organisation")
        capitals.lower_slug(slug)
        g.tenant = find_tenant(slug)


def _give_organisation(endpoint: str, values: dict[str, Any]) -> None:
    if (
        "organisation" not in values
        and "tenant" in g
        and current_app.url_map.is_endpoint_expecting(endpoint, "organisation")
    ):
        values["organisation"] = g.tenant.slug


DONE_AT = {
    "misconduct_portal": "misconduct_portal.status",
    "misconduct_desk": "misconduct_desk.report",
    "confidant_front": "confidant_front.own",
    "confidants": "confidants.talk",
}
"""Where it stands what somebody did behind a wall, by blueprint."""


def _done_before(done: DoneBefore) -> Response:
    """What came twice was done once: on to where it stands."""
    endpoint = DONE_AT[request.blueprint or ""]
    known = {**(request.view_args or {}), "consultation_id": done.made} | (request.view_args or {})
    asked = {rule.endpoint: rule.arguments for rule in current_app.url_map.iter_rules(endpoint)}[endpoint]
    return redirect(url_for(endpoint, **{name: known[name] for name in asked if name in known}), 303)


def _plugin_away(error: Exception) -> Response:
    """Nothing can be changed while the plugin is away; what was typed stays on the screen."""
    if isinstance(error, ReadOnly):
        g.organisation, g.read_only, g.why_read_only = error.organisation, True, error.why
    if request.method == "POST":
        return errors.repost_page(*errors.RULES_AWAY, 503)
    return errors.error_page(503)


def roles_called(organisation: Organisation | None, roles: Iterable[str]) -> list[str]:
    """Somebody's roles in the words of the organisation; of an own role that, and not the one it is like."""
    names = organisation.roles if organisation else ()
    covered = {one.like for one in names if one.like and one.role in roles}
    return [called_at(names, role) for role in sorted(roles) if role not in covered]


def _globals() -> dict[str, Any]:
    organisation: Organisation | None = g.get("organisation")
    roles: frozenset[str] | None = g.get("roles")
    user = None
    if roles is not None:
        user = {"display_name": current_user.name, "roles": roles_called(organisation, roles)}
    config = current_app.extensions["wederhoor"].config
    return {
        "organisation": organisation_view(organisation) if organisation else None,
        "user": user,
        "nav": navigation() if roles is not None else (),
        "demo": config.demo and config.embedded,
        "read_only": g.get("read_only", False),
        "why_read_only": g.get("why_read_only", "") if roles is not None else "",
        "scheduler_late": roles is not None and health_pages.scheduler_late(),
    }


def organisation_view(organisation: Organisation) -> dict[str, Any]:
    """What templates know of an organisation; what no document says is left out."""
    profile = organisation.profile
    slug = g.tenant.slug

    def filled(value: object) -> str | None:
        return value if isinstance(value, str) else None

    return {
        "name": profile.name,
        "slug": slug,
        "phone": filled(profile.phone),
        "phone_hours": filled(profile.phone_hours) or "op werkdagen",
        "website": filled(profile.website),
        "director": next((one.name for one in organisation.roles if one.role == Role.DIRECTOR), "bestuurder"),
        "takes_complaints": bool(organisation.every_process),
        "has_code": not organisation.code_edition.absent,
        "brand_url": brand.brand_url(profile.palette),
        "logo_url": brand.logo_url(profile.slug),
    }


def _platform_pages(app: Flask) -> None:
    @app.get("/")
    @public
    def index() -> Response:
        with no_tenant() as session:
            rows = session.execute(select(Tenant.slug, Tenant.name)).all()
        organisations = [
            {"name": row.name, "slug": row.slug, "statement": "", "url": f"/{row.slug}/"}
            for row in sorted(rows, key=lambda row: in_order(row.name))
        ]
        return page("platform/home.html", organisations=organisations)
