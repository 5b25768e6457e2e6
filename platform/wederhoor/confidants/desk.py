"""The confidant's own desk: `/vertrouwenspersoon`, one for every organisation somebody is confidant of. Opens with their strongbox.

One tenant session for each organisation: no query ever spans two.
"""

import uuid
from typing import Any

from flask import Blueprint, abort, g, redirect, url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from wederhoor.confidants import forms, reach, service
from wederhoor.confidants.catalogue import ACTS, BY_SLUG, Act
from wederhoor.confidants.figures import THEMES
from wederhoor.confidants.opened import BY_WORKER, NoSuchConsultation, Opened, with_box
from wederhoor.confidants.reach import CONFIDANT
from wederhoor.confidants.words import ENTRY_TITLES
from wederhoor.notices.aside import to_pdf_apart
from wederhoor.people.service import names_of
from wederhoor.people.staff import staff_work
from wederhoor.people.tables import AccountTenant
from wederhoor.rules.names import in_order
from wederhoor.settings.service import begin_work
from wederhoor.strongboxes.here import need_box
from wederhoor.strongboxes.service import OpenBox
from wederhoor.strongboxes.walls import ActRefused
from wederhoor.tenancy.tables import Tenant
from wederhoor.vault.codes import grouped
from wederhoor.web.drawn import NavItem
from wederhoor.web.fields import choices
from wederhoor.web.file_names import file_name
from wederhoor.web.permissions import signed_in, staff
from wederhoor.web.runtime import file_answer, installation, no_tenant, page
from wederhoor.web.shown import need_shown, show_later
from wederhoor.work import Actor, ActorKind, Work, utc_now

bp = Blueprint("confidants", __name__, url_prefix="/vertrouwenspersoon")
confidants = staff(CONFIDANT)
NOBODY = uuid.UUID(int=0)


def _page(template: str, status: int = 200, /, **context: Any) -> Response:
    user = {"display_name": current_user.name, "roles": ["vertrouwenspersoon"]}
    nav = (
        NavItem("Gesprekken", url_for("confidants.index"), current=True),
        NavItem("Mijn kluis", "/account/kluis", current=False),
    )
    return page(template, status, nav=nav, user=user, **context)


@bp.get("")
@signed_in
def index() -> Response:
    """Every talk this strongbox opens, organisation by organisation."""
    places = _places()
    if not places:
        abort(404)
    if any(not place.demo for place in places) and not current_user.passed:
        return redirect(url_for("factors.index"), 303)
    box = need_box()
    return _page("confidants/index.html", places=[_place(tenant, box) for tenant in places])


def _places() -> list[Tenant]:
    """The organisations where whoever is signed in is confidant today."""
    query = (
        select(Tenant)
        .join(AccountTenant, AccountTenant.tenant_id == Tenant.id)
        .where(AccountTenant.account_id == current_user.account_id)
    )
    with no_tenant() as session:
        tenants = sorted(session.scalars(query), key=lambda tenant: in_order(tenant.name))
    return [tenant for tenant in tenants if _is_confidant(tenant)]


def _work_at(tenant: Tenant) -> Any:
    actor = Actor(kind=ActorKind.STAFF, account_id=current_user.account_id)
    return begin_work(installation(), tenant.id, write=False, actor=actor, now=utc_now())


def _is_confidant(tenant: Tenant) -> bool:
    with _work_at(tenant) as work:
        return reach.has_desk(work, current_user.account_id)


def _place(tenant: Tenant, box: OpenBox) -> dict[str, Any]:
    with _work_at(tenant) as work:
        talks, only_kept = reach.talks_with(work, box)
        opened = [one for _, one in talks if one is not None]
        unread = service.unread_in(work, opened)
        rows = [_row(tenant.slug, one, unread.get(one.id, 0), box) for one in opened]
        return {
            "name": tenant.name,
            "kept": only_kept,
            "broken": [row.begun_at for row, one in talks if one is None],
            "open_rows": [row for row in rows if not row["closed"]],
            "closed_rows": [row for row in rows if row["closed"]],
            "new_url": url_for("confidants.new", organisation=tenant.slug),
            "report_url": url_for("confidants.yearly", organisation=tenant.slug),
        }


def _row(slug: str, opened: Opened, unread: int, box: OpenBox) -> dict[str, Any]:
    body = opened.read()
    return {
        "url": url_for("confidants.talk", organisation=slug, consultation_id=opened.id),
        "begun_at": opened.row.begun_at,
        "title": body["name"] or "Zonder naam",
        "theme": THEMES[body["theme"]],
        "unread": unread,
        "closed": bool(body["closed_on"]),
        "stand_in": service.owner_of(opened) != box.account_id,
    }


def _me(work: Work) -> service.Confidant:
    found = [one for one in service.confidants_today(work) if one.account_id == current_user.account_id]
    return found[0] if found else abort(404)


@bp.get("/<organisation>/nieuw")
@confidants
def new() -> Response:
    """Noting a talk."""
    with staff_work():
        need_box()
        return _page("confidants/new.html", block="form", form=forms.NewForm())


@bp.post("/<organisation>/nieuw")
@confidants
def new_send() -> Response:
    """Keep it in the strongbox."""
    form: Any = forms.NewForm()
    with staff_work(write=True) as work:
        need_box()
        if not form.validate():
            return _page("confidants/new.html", 422, block="form", form=form)
        made = service.begin(work, _me(work), form.theme.data, form.text.data, name=form.name.data or "")
        made_id = made.id
    return redirect(url_for("confidants.talk", consultation_id=made_id), 303)


def _open(work: Work, consultation_id: uuid.UUID, *, lock: bool = False) -> Opened:
    try:
        found = with_box(work, need_box(), consultation_id, lock=lock)
    except NoSuchConsultation:
        abort(404)
    return found if reach.may_open(work, found) else abort(404)


@bp.get("/<organisation>/<uuid:consultation_id>")
@confidants
def talk(consultation_id: uuid.UUID) -> Response:
    """One talk. Looking is on its record."""
    with staff_work(write=True) as work:
        opened = _open(work, consultation_id, lock=True)
        entries = opened.entries(work)
        service.note_read(work, opened)
        names = names_of(work, sorted({entry.author_id for entry in entries if entry.author_id}))
        body = opened.read()
        own = service.owner_of(opened) == current_user.account_id
        return _page(
            "confidants/talk.html",
            place=g.tenant.name,
            title=body["name"] or "Zonder naam",
            theme=THEMES[body["theme"]],
            begun_at=opened.row.begun_at,
            closed=bool(body["closed_on"]),
            has_code=opened.row.code_hash is not None,
            readers=[one.name for one in service.readers_of(work, opened)],
            acts=[
                {
                    "title": act.title,
                    "url": url_for("confidants.act", consultation_id=opened.id, slug=act.slug),
                }
                for act in ACTS
                if own or not act.own
            ],
            entries=[
                {
                    "title": ENTRY_TITLES[entry.kind],
                    "who": "De ander"
                    if entry.kind in BY_WORKER
                    else names.get(entry.author_id or NOBODY, ""),
                    "text": entry.body.get("text", ""),
                    "at": entry.at,
                    "hour": entry.kind not in BY_WORKER,
                    "side": "in" if entry.kind in BY_WORKER else "out",
                }
                for entry in reversed(entries)
            ],
        )


def _act(opened: Opened, slug: str) -> Act:
    found = BY_SLUG.get(slug)
    if found is None or (found.own and service.owner_of(opened) != current_user.account_id):
        abort(404)
    return found


@bp.get("/<organisation>/<uuid:consultation_id>/<slug>")
@confidants
def act(consultation_id: uuid.UUID, slug: str) -> Response:
    """One act, asked."""
    with staff_work() as work:
        opened = _open(work, consultation_id)
        found = _act(opened, slug)
        form = found.form(data=found.begins(opened))
        return _act_page(work, opened, found, form)


def _act_page(work: Work, opened: Opened, found: Act, form: Any, status: int = 200) -> Response:
    _prepare(work, opened, form)
    back = url_for("confidants.talk", consultation_id=opened.id)
    return _page("confidants/act.html", status, block="form", act=found, form=form, back=back)


def _prepare(work: Work, opened: Opened, form: Any) -> None:
    if "who" in form:
        known = {one.account_id for one in service.readers_of(work, opened)}
        others = [one for one in service.confidants_today(work) if one.account_id not in known]
        form.who.choices = choices((str(one.account_id), one.name) for one in others)
    if "agreed_on" in form:
        form.agreed_on.today = work.today


@bp.post("/<organisation>/<uuid:consultation_id>/<slug>")
@confidants
def act_send(consultation_id: uuid.UUID, slug: str) -> Response:
    """Do it."""
    with staff_work(write=True) as work:
        opened = _open(work, consultation_id, lock=True)
        found = _act(opened, slug)
        form = found.form()
        _prepare(work, opened, form)
        if not form.validate():
            return _act_page(work, opened, found, form, 422)
        try:
            made = found.do(work, opened, form)
        except ActRefused as why:
            work.refuse()
            (form[why.field] if why.field in form else next(iter(form))).errors = [why.why]
            return _act_page(work, opened, found, form, 422)
    back = url_for("confidants.talk", consultation_id=consultation_id)
    if isinstance(made, uuid.UUID):
        installation().vault.destroy(g.tenant.id, made)
        return redirect(url_for("confidants.index"), 303)
    if isinstance(made, str):
        told = {"code": grouped(made)}
        return show_later("confidants.code_made", told, consultation_id=consultation_id)
    return redirect(back, 303)


@bp.get("/<organisation>/<uuid:consultation_id>/code-gemaakt/<uuid:shown_id>")
@confidants
def code_made(consultation_id: uuid.UUID, shown_id: uuid.UUID) -> Response:
    """The code that was just made, to hand over."""
    with staff_work() as work:
        _open(work, consultation_id)
        back = url_for("confidants.talk", consultation_id=consultation_id)
        return _page("confidants/code_made.html", back=back, **need_shown(shown_id, back))


@bp.get("/<organisation>/jaarverslag")
@confidants
def yearly() -> Response:
    """The yearly report to the director, over a year that is over."""
    with staff_work() as work:
        return _yearly(work, need_box(), forms.ReportForm())


def _yearly(work: Work, box: OpenBox, form: Any, status: int = 200) -> Response:
    years = service.years(work, box)
    form.year.choices = choices((str(year), str(year)) for year in years)
    counts = service.figures(work, box, work.today.year)
    return _page(
        "confidants/yearly.html",
        status,
        place=g.tenant.name,
        form=form,
        years=years,
        this_year=work.today.year,
        counts=[{"label": THEMES[theme], "count": count} for theme, count in counts.items() if count],
    )


@bp.post("/<organisation>/jaarverslag")
@confidants
def yearly_send() -> Response:
    """As a document to hand over; it is kept nowhere."""
    form: Any = forms.ReportForm()
    with staff_work() as work:
        box = need_box()
        form.year.choices = choices((str(year), str(year)) for year in service.years(work, box))
        if not form.validate():
            return _yearly(work, box, form, 422)
        year = int(form.year.data)
        name = work.organisation.profile.name
        text = service.yearly_report(
            service.figures(work, box, year), year=year, organisation=name, signals=form.signals.data or ""
        )
    body = to_pdf_apart(
        title=f"Jaarverslag vertrouwenspersoon {year}", sender=current_user.name, markdown=text
    )
    return file_answer(body, "application/pdf", file_name(f"jaarverslag {year}", "pdf"), keep=True)
