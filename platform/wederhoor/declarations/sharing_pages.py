"""Gifts of a year and how they were shared: pages for HR."""

import uuid

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.declarations import sharing
from wederhoor.declarations.forms import SharingForm
from wederhoor.declarations.register_pages import bp, hr
from wederhoor.declarations.sharing import NothingToShare
from wederhoor.declarations.words import worth_in_words
from wederhoor.people.service import names_of
from wederhoor.people.staff import staff_work
from wederhoor.web.keyset import place_text, read_place
from wederhoor.web.runtime import page
from wederhoor.work import Work


@bp.get("/jaareinde")
@hr
def years() -> Response:
    """The years with gifts to share."""
    with staff_work() as work:
        rows = []
        for year in sharing.years_to_share(work):
            task = sharing.sharing_of(work, year)
            rows.append(
                {
                    "year": year,
                    "url": url_for("declaration_register.year", year=year),
                    "done_at": task.done_at if task else None,
                    "due_on": task.due_on if task else None,
                    "late": task is not None and task.done_at is None and task.due_on < work.today,
                }
            )
        return page("declarations/years.html", years=rows, index_url=url_for("declaration_register.index"))


@bp.get("/jaareinde/<year>")
@hr
def year(year: str) -> Response:
    """The gifts of one year that were accepted, and how they were shared."""
    with staff_work() as work:
        return _year_page(work, _known_year(year), SharingForm(formdata=None))


@bp.post("/jaareinde/<year>")
@hr
def year_send(year: str) -> Response:
    """They were shared."""
    form = SharingForm()
    with staff_work(write=True) as work:
        known = _known_year(year)
        if not form.validate() or not form.result.data:
            form.result.errors = form.result.errors or ["Schrijf op hoe en met wie er is gedeeld."]
            return _year_page(work, known, form, 422)
        try:
            sharing.share_gifts(work, known, form.result.data)
        except NothingToShare:
            form.result.errors = ["Een ander heeft dit al vastgelegd, of er is van dat jaar niets te delen."]
            return _year_page(work, known, form, 422)
    return redirect(url_for("declaration_register.year", year=year), 303)


def _known_year(text: str) -> int:
    """A year in four digits; 404 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else abort(404)


def _year_page(work: Work, year: int, form: SharingForm, status: int = 200) -> Response:
    after = read_place(request.args.get("na", ""), uuid.UUID)
    gifts, following = sharing.gifts_page(work, year, after[0] if after else None)  # type: ignore[arg-type]
    task = sharing.sharing_of(work, year)
    if not gifts and task is None and after is None:
        abort(404)
    accounts = [gift.declarer_id for gift in gifts]
    if task is not None and task.done_by:
        accounts.append(task.done_by)
    named = names_of(work, list(set(accounts)))
    return page(
        "declarations/year.html",
        status,
        block="form",
        year=year,
        gifts=[
            {
                "what": gift.what,
                "who": gift.who,
                "declarer": named.get(gift.declarer_id, "een medewerker"),
                "happened_on": gift.happened_on,
                "worth": worth_in_words(gift.cents_low, gift.cents_high),
            }
            for gift in gifts
        ],
        task={
            "due_on": task.due_on,
            "done_at": task.done_at,
            "done_by": named.get(task.done_by, "") if task.done_by else "",
            "gifts": task.gifts,
            "result": task.result or "",
        }
        if task
        else None,
        form=None if task is not None and task.done_at and not form.errors else form,
        years_url=url_for("declaration_register.years"),
        more=url_for("declaration_register.year", year=year, na=place_text((following,)))
        if following
        else None,
    )
