"""For anybody: the code of conduct to read, search, compare and print; what held on a day; and who to talk to."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice

from wederhoor.conduct import editions, reading
from wederhoor.conduct.contacts import matters_for, way_for
from wederhoor.conduct.forms import DayForm, SearchForm, WayForm
from wederhoor.notices.pdf import to_pdf_apart
from wederhoor.rules.regulations import Edition
from wederhoor.rules.wording import dutch_date
from wederhoor.web.permissions import public
from wederhoor.web.runtime import file_answer, page, resident_work
from wederhoor.work import Actor, ActorKind, Work

bp = Blueprint("code", __name__, url_prefix="/<organisation>")


def _chosen(work: Work) -> Edition:
    code = request.args.get("uitgave", "")
    try:
        return editions.find_edition(work, code) if code else work.organisation.code_edition
    except editions.NoSuchEdition:
        abort(404)


@bp.get("/gedragscode")
@public
def index() -> Response:
    """The edition in force, or the one asked for, under its headings."""
    with resident_work() as work:
        return _code_page(work, _chosen(work), SearchForm(), DayForm())


@bp.post("/gedragscode")
@public
def search() -> Response:
    """The articles that hold all the words; what is searched for is never in an address."""
    form = SearchForm()
    with resident_work() as work:
        found = form.validate()
        return _code_page(work, _chosen(work), form, DayForm(formdata=None), status=200 if found else 422)


@bp.post("/gedragscode/op-een-dag")
@public
def on_day() -> Response:
    """Which edition held on a day."""
    form = DayForm()
    with resident_work() as work:
        edition = work.organisation.code_edition
        if not form.validate() or form.day is None:
            return _code_page(work, edition, SearchForm(formdata=None), form, status=422)
        held = editions.on_day(work, form.day)
        if held is None:
            form.dag.errors = [f"Van {dutch_date(form.day)} kennen wij geen uitgave van de code."]
            return _code_page(work, edition, SearchForm(formdata=None), form, status=422)
        return _code_page(work, held, SearchForm(formdata=None), form, day=dutch_date(form.day))


def _code_page(
    work: Work,
    edition: Edition,
    form: SearchForm,
    days: DayForm,
    *,
    status: int = 200,
    day: str | None = None,
) -> Response:
    words = reading.words_of(form.zoek.data or "")
    articles = editions.articles_of(work, edition)
    found = reading.themes(articles, words)
    others = [editions.edition_view(work, one) for one in editions.codes(work)]
    return page(
        "conduct/index.html",
        status,
        block="articles" if status == 200 and day is None else None,
        edition=editions.edition_view(work, edition),
        editions=others,
        themes=found,
        count=sum(len(theme.articles) for theme in found),
        total=len(articles),
        form=form,
        days=days,
        day=day,
        searched=bool(words),
        urls={
            "this": url_for("code.index", uitgave=edition.code),
            "editions": url_for("code.all_editions"),
            "pdf": url_for("code.pdf", uitgave=edition.code),
            "day": url_for("code.on_day"),
            "way": url_for("code.who"),
        },
    )


@bp.get("/gedragscode/uitgaven")
@public
def all_editions() -> Response:
    """Every edition with its dates, and what differs from one to the next."""
    with resident_work() as work:
        known = editions.codes(work)
        shown = [
            {
                "view": editions.edition_view(work, one),
                "url": url_for("code.index", uitgave=one.code),
                "compare": url_for("code.compare", van=before.code, naar=one.code) if before else None,
                "before": before.title if before else None,
            }
            for before, one in zip((None, *known), known, strict=False)
        ]
        return page("conduct/editions.html", editions=list(reversed(shown)), back=url_for("code.index"))


@bp.get("/gedragscode/verschil")
@public
def compare() -> Response:
    """Two editions side by side, article by article."""
    with resident_work() as work:
        try:
            one, other = (editions.find_edition(work, request.args.get(name, "")) for name in ("van", "naar"))
        except editions.NoSuchEdition:
            abort(404)
        found = reading.differences(editions.articles_of(work, one), editions.articles_of(work, other))
        by_kind = {kind: [d for d in found if d.kind == kind] for kind in ("changed", "new", "gone", "same")}
        return page(
            "conduct/compare.html",
            before=editions.edition_view(work, one),
            after=editions.edition_view(work, other),
            found=by_kind,
            renumbered=not by_kind["same"] and not by_kind["changed"],
            back=url_for("code.all_editions"),
        )


@bp.get("/gedragscode/pdf")
@public
def pdf() -> Response:
    """The edition as a tagged PDF."""
    with resident_work() as work:
        edition = _chosen(work)
        view = editions.edition_view(work, edition)
        intro = [view.when, *filter(None, (view.caution, view.age)), SAID]
        text = reading.as_markdown(reading.themes(editions.articles_of(work, edition)), intro=intro)
        made = _pdf(edition.title, work.organisation.profile.name, text)
        return file_answer(made, "application/pdf", "gedragscode.pdf")


SAID = "Wij zeggen elk artikel in eigen woorden. De vindplaats staat erachter; het document zelf gaat voor."


@lru_cache(maxsize=16)
def _pdf(title: str, sender: str, text: str) -> bytes:
    return to_pdf_apart(title=title, sender=sender, markdown=text)


@bp.get("/met-wie-praten")
@public
def who() -> Response:
    """Who can I talk to? Nobody has to sign in, and nothing of it is kept."""
    with resident_work() as work:
        return _way_page(_asked_by(work), WayForm(formdata=None))


@bp.post("/met-wie-praten")
@public
def who_send() -> Response:
    """The way the code shows."""
    form = WayForm()
    with resident_work() as work:
        return _way_page(_asked_by(work), form, sent=True)


def _asked_by(work: Work) -> Work:
    """The same work, and who asks when they are signed in: then their own supervisor can be named."""
    if not current_user.is_authenticated or current_user.owes_second_step:
        return work
    return replace(work, actor=Actor(kind=ActorKind.STAFF, account_id=current_user.account_id))


def _way_page(work: Work, form: WayForm, *, sent: bool = False) -> Response:
    matters = matters_for(work.organisation, form.asker)
    form.zaak.choices = [SelectChoice("", "Kies"), *(SelectChoice(code, label) for code, label in matters)]
    # Who asks decides which matters there are: somebody who changed that chooses anew, and nothing is wrong.
    valid = form.validate() if sent else False
    way = way_for(work, form.zaak.data or "", form.asker, form.about) if valid else None
    shown: dict[str, Any] = {"form": form, "way": way, "silent": valid and way is None}
    return page(
        "conduct/who.html",
        422 if sent and not valid else 200,
        block="form",
        edition=editions.edition_view(work, work.organisation.code_edition),
        **shown,
    )
