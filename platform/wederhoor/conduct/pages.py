"""For anybody: the code of conduct to read, search, compare and print; what held on a day; and who to talk to."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

from flask import Blueprint, abort, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.conduct import editions, reading
from wederhoor.conduct.askers import STAFF, WHO, Who, about_choices, matters_for
from wederhoor.conduct.contacts import WayView, way_for
from wederhoor.conduct.forms import DayForm, SearchForm
from wederhoor.notices.aside import to_pdf_apart
from wederhoor.rules.regulations import Edition
from wederhoor.rules.reporting_lines import About
from wederhoor.rules.wording import dutch_date
from wederhoor.web.file_names import file_name
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
    """Two editions side by side, article by article and sentence by sentence."""
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
            renumbered=4 * len(by_kind["same"] + by_kind["changed"]) < len(found),
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
        return file_answer(made, "application/pdf", file_name(edition.title, "pdf"))


SAID = "Wij zeggen elk artikel in eigen woorden. De vindplaats staat erachter; het document zelf gaat voor."


@lru_cache(maxsize=16)
def _pdf(title: str, sender: str, text: str) -> bytes:
    return to_pdf_apart(title=title, sender=sender, markdown=text)


@bp.get("/met-wie-praten")
@public
def who() -> Response:
    """Who can I talk to? First: who asks. Nobody has to sign in, nothing of it is kept, and no address tells what was chosen."""
    with resident_work() as work:
        steps = [(one.label, url_for("code.who_asks", asker=number)) for number, one in enumerate(WHO, 1)]
        return _way_page(work, "Wie bent u?", steps)


@bp.get("/met-wie-praten/<int:asker>")
@public
def who_asks(asker: int) -> Response:
    """What it is about: only what there is a way for, for who asks."""
    with resident_work() as work:
        one = _one_of(WHO, asker)
        steps = [
            (label, url_for("code.who_about", asker=asker, matter=number))
            for number, (_, label) in enumerate(matters_for(work.organisation, one.asker), 1)
        ]
        return _way_page(work, "Waar gaat het over?", steps, one, back=url_for("code.who"))


@bp.get("/met-wie-praten/<int:asker>/<int:matter>")
@public
def who_about(asker: int, matter: int) -> Response:
    """Whom it is about, where that makes a difference; else the way itself."""
    with resident_work() as work:
        one = _one_of(WHO, asker)
        code, label = _one_of(matters_for(work.organisation, one.asker), matter)
        back = url_for("code.who_asks", asker=asker)
        choices = about_choices(work.organisation, code, one)
        if not choices:
            return _way_page(work, label, (), one, way=_way(work, code, one, About.UNKNOWN), back=back)
        steps = [
            (name, url_for("code.who_way", asker=asker, matter=matter, about=number))
            for number, (_, name) in enumerate(choices, 1)
        ]
        return _way_page(work, "Over wie gaat het?", steps, one, label=label, back=back)


@bp.get("/met-wie-praten/<int:asker>/<int:matter>/<int:about>")
@public
def who_way(asker: int, matter: int, about: int) -> Response:
    """The way the code shows."""
    with resident_work() as work:
        one = _one_of(WHO, asker)
        code, label = _one_of(matters_for(work.organisation, one.asker), matter)
        whom, name = _one_of(about_choices(work.organisation, code, one), about)
        back = url_for("code.who_about", asker=asker, matter=matter)
        return _way_page(work, label, (), one, way=_way(work, code, one, whom), label=name, back=back)


_T = TypeVar("_T")


def _one_of(choices: Sequence[_T], number: int) -> _T:
    """The choice with this number, from 1."""
    if not 1 <= number <= len(choices):
        abort(404)
    return choices[number - 1]


def _way(work: Work, matter: str, who: Who, about: About) -> WayView | None:
    return way_for(_asked_by(work), matter, who.asker, about)


def _asked_by(work: Work) -> Work:
    """The same work, and who asks when they are signed in: then their own supervisor can be named."""
    if not current_user.is_authenticated or current_user.owes_second_step:
        return work
    return replace(work, actor=Actor(kind=ActorKind.STAFF, account_id=current_user.account_id))


_ASKED: Any = object()


def _way_page(
    work: Work,
    title: str,
    steps: Sequence[tuple[str, str]],
    who: Who | None = None,
    *,
    way: WayView | None = _ASKED,
    label: str = "",
    back: str = "",
) -> Response:
    return page(
        "conduct/who.html",
        title=title,
        steps=steps,
        chosen=[said for said in (who.label if who else "", label) if said],
        way=None if way is _ASKED else way,
        silent=way is None,
        staff=who is not None and who.asker in STAFF,
        back=back,
        edition=editions.edition_view(work, work.organisation.code_edition),
    )
