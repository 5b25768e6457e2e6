"""Talks with a confidant: sealed, shared only with consent, counted without anybody in it (L16-12..14, LN-35, IC-51, WIL-48)."""

import re
from collections.abc import Callable
from datetime import date

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail
from tests.support.visitor import Visitor, visitor_of
from tests.support.walls import give_box, open_strongbox
from tests.support.world import PASSWORD, Organisation, on

from wederhoor import scheduler
from wederhoor.confidants import service
from wederhoor.confidants.figures import FEWER, LEAST, THEMES, counted, hidden
from wederhoor.confidants.tables import Consultation, ConsultationEntry
from wederhoor.misconduct.tables import MisconductReport
from wederhoor.notices.words import SUBJECT
from wederhoor.people.service import grant_role

WORDS = "Mijn collega scheldt mij uit."
CODE = re.compile(r"[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}")
OWN = "/lumens/vertrouwenspersoon/mijn-bericht"


def _visitor(app: Flask, email: str = "") -> Visitor:
    visitor = visitor_of(app.test_client())
    if email:
        visitor.sign_in(email, PASSWORD)
        open_strongbox(visitor)
    return visitor


def test_worker_writes_is_answered_shares_with_a_stand_in_and_goes_on_to_a_report_or_complaint(
    app: Flask, tenant: Callable[..., Organisation], mail: FakeMail
) -> None:
    """One external confidant of two organisations, a stand-in at one; change of track by the worker alone."""
    app.config["WTF_CSRF_ENABLED"] = False
    lumens, wil = tenant("lumens"), tenant("wil", "wil")
    vic = lumens.hire("Vic Vertrouwd", "confidant", email="vic@extern.example")
    give_box(lumens, vic)
    stand_in = lumens.hire("Sam Stand", "confidant")
    give_box(lumens, stand_in)
    give_box(lumens, lumens.hire("Inge Integer", "integrity_officer"))
    with wil.work(write=True) as work:
        grant_role(work, vic.account_id, "confidant", valid_from=work.today)

    worker = _visitor(app)
    about = worker.get("/lumens/vertrouwenspersoon").text
    assert about.index("Sam Stand") < about.index("Vic Vertrouwd")
    assert "Gedragscode 2016" in about
    assert "Gedragscode WIL" in worker.get("/wil/vertrouwenspersoon").text
    silent = worker.get("/wil/misstand-melden").text  # WIL-53: no definition, no scheme, and nobody appointed
    for said in (
        "zeggen niet wat een misstand is",
        "WIL moet reageren op een melding",
        "Nu kan niemand hier",
    ):
        assert said in silent
    form = worker.get("/lumens/vertrouwenspersoon/schrijven")
    assert worker.submit(form, text=WORDS).status == 422, "to whom"
    people = {
        name: key for key, name in re.findall(r'value="([0-9a-f-]{36})"[^>]*><span>([^<]+)<', form.text)
    }
    sent = worker.submit(form, text=WORDS, who=people["Vic Vertrouwd"])
    code = CODE.search(sent.text)
    assert code
    assert WORDS in worker.get(OWN).text
    scheduler.sweep(lumens.installation, mail)
    assert [(m["To"], m["Subject"]) for m in mail.messages] == [(vic.email, SUBJECT)]

    desk = _visitor(app, vic.email)
    index = desk.get("/vertrouwenspersoon").text
    assert index.index("Lumens") < index.index("Werk en Inkomen Lekstroom")
    assert "1 nieuw" in index
    found = re.search(r'href="(/vertrouwenspersoon/lumens/[0-9a-f-]{36})"', index)
    assert found
    place = found[1]
    assert WORDS in desk.get(place).text
    assert "1 nieuw" not in desk.get("/vertrouwenspersoon").text
    other = _visitor(app, stand_in.email)
    assert place not in other.get("/vertrouwenspersoon").text
    assert other.get(place).status == 404, "a stand-in sees nothing without consent"
    desk.submit(desk.get(f"{place}/bericht"), text="Wat naar. Zullen we bellen?")
    desk.submit(desk.get(f"{place}/notitie"), text="Eigen gedachte.")
    own = worker.get(OWN).text
    assert "Zullen we bellen?" in own
    assert "Eigen gedachte." not in own
    desk.submit(desk.get(f"{place}/waarnemer"), who=people["Sam Stand"])
    asked = worker.get(OWN)
    assert worker.post(f"{OWN}/antwoord", [("vraag", "x"), ("antwoord", "yes")]).status == 422
    yes = asked.form("/antwoord").filled({"antwoord": "yes"})
    worker.post(f"{OWN}/antwoord", yes)
    assert worker.post(f"{OWN}/antwoord", yes).url == OWN, "the same form twice is one answer"
    anew = [(name, value) for name, value in yes if name != "once"]
    assert worker.post(f"{OWN}/antwoord", anew).status == 422
    assert WORDS in other.get(place).text
    assert other.get(f"{place}/wissen").status == 404, "a stand-in does not decide"
    worker.submit(worker.get(OWN), "/niet-meer-delen")
    assert other.get(place).status == 404

    named = desk.submit(desk.get(f"{place}/onderwerp"), theme="bullying", name="Wim Werker")
    assert named.status == 422, "no name without consent"
    desk.submit(desk.get(f"{place}/onderwerp"), theme="bullying", name="Wim Werker", agreed="y")
    support = desk.get(f"{place}/ondersteuning")
    assert desk.submit(support, text="Ga mee.", agreed_on=clock.boxes(clock.day(-8))).status == 422
    desk.submit(support, text="Ik ga mee naar het gesprek.", agreed_on=clock.boxes(clock.day(-8)), agreed="y")
    assert "Ik ga mee naar het gesprek." in worker.get(OWN).text

    chosen = worker.get("/lumens/ander-spoor/gesprek")
    assert ("Maak er een melding van" in chosen.text, "Maak er een klacht van" in chosen.text) == (True, True)
    taken = worker.get("/lumens/ander-spoor/gesprek/melding")
    assert WORDS in taken.text
    received = worker.submit(taken, naming="anonymous")
    assert received.url.endswith("/misstand-melden/ontvangen")
    assert code[0] not in received.text, "a code of its own"
    draft = worker.submit(worker.get("/lumens/ander-spoor/melding/klacht"), text=f"{WORDS} Zonder namen.")
    assert "/klacht-indienen/" in draft.url
    assert "Zonder namen." in worker.get("/lumens/klacht-indienen/vraag/wat-is-er-gebeurd").text
    assert _visitor(app).get("/lumens/ander-spoor/gesprek/melding").url.endswith("/mijn-bericht"), (
        "only with the code"
    )

    again = desk.submit(desk.get(f"{place}/code"), sure="y")
    assert CODE.search(again.text)
    assert "niets bekend" in worker.submit(_visitor(app).get(OWN), code=code[0]).text, "the old code is over"
    desk.submit(desk.get(f"{place}/afronden"), text="Het ga je goed.")
    gone = desk.submit(desk.get(f"{place}/wissen"), sure="y")
    assert place not in gone.text
    with lumens.work() as work:
        assert work.session.scalars(select(Consultation)).all() == []
        assert work.session.scalars(select(ConsultationEntry)).all() == []
        assert len(work.session.scalars(select(MisconductReport)).all()) == 1


def test_yearly_report_tells_numbers_and_nobody(app: Flask, lumens: Organisation) -> None:
    """L16-13, 14: to the director, over a year that is over, small numbers hidden."""
    app.config["WTF_CSRF_ENABLED"] = False
    vic = give_box(lumens, lumens.hire("Vic Vertrouwd", "confidant"))
    with lumens.work(write=True, actor=lumens.as_staff(vic.account)) as work:
        (me,) = service.confidants_today(work)
        for number in range(8):
            theme = "bullying" if number < 6 else "dilemma"
            service.begin(work, me, theme, "Besproken.")
    year = clock.TODAY.year
    with clock.travel(on(date(year + 1, 2, 1), 10)):
        desk = _visitor(app, vic.account.email)
        form = desk.get("/vertrouwenspersoon/lumens/jaarverslag")
        assert str(year) in form.text
        assert desk.submit(form, year=str(year + 1)).status == 422, "not of a year that still runs"
        made = desk.submit(form, year=str(year), signals="De kantine is te krap.")
        assert made.headers["Content-Type"] == "application/pdf"
        assert made.body.startswith(b"%PDF")
        with lumens.work() as work:
            counts = service.figures(work, vic.box, year)
    text = service.yearly_report(counts, year=year, organisation="Lumens", signals="De *kantine*")
    assert "Pesten: 6" in text
    assert f"Dilemma in het werk: {FEWER}" in text
    assert "**ten minste 6**" in text
    assert "De *kantine*" not in text, "what people type is never markup"


@given(st.lists(st.sampled_from(sorted(THEMES)), max_size=60))
def test_no_small_number_can_be_read_or_worked_out(themes: list[str]) -> None:
    """Whatever is shown fits several truths for each hidden number, nought included."""
    counts = counted(themes)
    shown = hidden(counts)
    for (_, told), count in zip(shown.rows, counts.values(), strict=bool(shown.rows)):
        assert told == (str(count) if count >= LEAST else FEWER)
    small = [count for count in counts.values() if count < LEAST]
    if small and len(themes) >= LEAST:
        assert not shown.total.isdigit()
        less = {theme: 0 if count < LEAST else count for theme, count in counts.items()}
        most = {theme: LEAST - 1 if count < LEAST else count for theme, count in counts.items()}
        if sum(less.values()) >= LEAST:
            assert hidden(less) == hidden(most) == shown
