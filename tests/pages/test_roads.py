"""What residents meet while filing: a child alone, a decision, changing an answer, and what cannot be sent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from tests.support.papers import photo
from tests.support.roads import ANSWERS, SIGNED, asked_there, name_of, said_on, walk
from tests.support.visitor import Page, Upload, Visitor, visitor_of
from tests.support.world import COMPLETE, PASSWORD, Organisation

from wederhoor.dossiers.content import content_of
from wederhoor.dossiers.service import complainants_of, find_by_code
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.intake import check_pages
from wederhoor.intake.drafts import draft_content
from wederhoor.notices.service import notices_of
from wederhoor.record import service as record
from wederhoor.rules.familiar import is_formal
from wederhoor.tasks import service as tasks
from wederhoor.vault.codes import grouped, read_code
from wederhoor.web.crowd import Crowd
from wederhoor.work import Work, utc_now

LONG_AGO = timedelta(hours=1)
CHILD = {
    **ANSWERS,
    "complainant_kind": "youth",
    "email": "sam@kind.example",
    "description": "Iemand schreeuwde tegen mij op de gang.",
}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits three seconds."""
    monkeypatch.setattr(check_pages, "MINIMUM_FILL", timedelta())


@pytest.fixture
def someone(app: Flask) -> Visitor:
    return visitor_of(app.test_client())


def back_at(visitor: Visitor, org: Organisation, **values: Any) -> str:
    """A draft with these values, open in this browser; its code."""
    code = org.start_draft(now=utc_now() - LONG_AGO, **values)
    visitor.submit(visitor.get(f"/{org.slug}/mijn-klacht"), code=grouped(code))
    return code


def question(visitor: Visitor, org: Organisation, name: str, tail: str = "") -> Page:
    return visitor.get(f"/{org.slug}/klacht-indienen/vraag/{name}{tail}")


def check_page(visitor: Visitor, org: Organisation) -> Page:
    return visitor.get(f"/{org.slug}/klacht-indienen/controle")


def filed_by(work: Work, page: Page) -> tuple[Dossier, Party]:
    """The dossier and party behind the code on a receipt."""
    code = page.text.split('id="code">')[1].split("<")[0]
    return find_by_code(work, work.vault.code_hash(read_code(code)))


@pytest.mark.parametrize("plugin", ["lumens", "interaktcontour", "wil"])
def test_je_stays_je_for_a_child_to_the_end(
    plugin: str, tenant: Callable[..., Organisation], app: Flask
) -> None:
    """Every page of the road, its errors, the check, the receipt, the own page and what can be done there."""
    org, someone = tenant(plugin, plugin), visitor_of(app.test_client())
    formal: dict[str, list[str]] = {}

    def look(page: Page) -> None:
        found = [text for text in said_on(page) if is_formal(text)]
        if found and name_of(page) not in (plugin, "klacht-indienen", "wat-wilt-u", "wie-bent-u"):
            formal[name_of(page)] = found  # those come before it is known who reads

    seen = walk(someone, plugin, {**CHILD, "with_papers": "yes", "heed": "yes", "together": "yes"}, look)
    assert {"jonger-dan-18", "letten", "met-anderen", "bijlagen", "controle", "ontvangst"} <= set(seen)
    for page in ("", "/aanvullen", "/intrekken", "/berichten", "/inzien", "/tweede-code", "/stukken"):
        look(someone.get(f"/{plugin}/mijn-klacht{page}"))
    someone = visitor_of(app.test_client())
    back_at(someone, org, complainant_kind="youth", alone="yes")
    for name, wrong in (
        ("wat-is-er-gebeurd", {"event_on": ["1", "2", "2026"], "event_unknown": "y"}),
        ("bereiken", {"contact_channel": "email"}),
        ("bereiken", {"contact_channel": "phone"}),
        ("bereiken", {"contact_channel": "post"}),
        ("uw-naam", {"street": "Verzinstraat 1", "no_address": "y"}),
    ):
        answer = someone.submit(question(someone, org, name), **wrong)
        assert answer.status == 422, (name, wrong)
        look(answer)
    refused = someone.submit(check_page(someone, org), sign="now", website="spam")
    assert refused.status == 422
    look(refused)
    assert formal == {}


def test_an_adult_reads_u(lumens: Organisation, someone: Visitor) -> None:
    back_at(someone, lumens, complainant_kind="client")
    assert "Hoe bereiken wij u?" in question(someone, lumens, "bereiken").text


def test_a_child_alone_is_named_who_helps_and_gets_no_letter_at_home(
    lumens: Organisation, someone: Visitor
) -> None:
    """AKJ and Kindertelefoon on the start and on the child's pages; no post before a plain yes."""
    start = someone.get("/lumens/").text
    assert "0800-0432" in start and "AKJ" in start
    back_at(someone, lumens, **{**COMPLETE, "complainant_kind": "youth", "alone": "", "contact_channel": ""})
    alone = question(someone, lumens, "jonger-dan-18")
    assert "0800-0432" in alone.text and "akj.nl" in alone.text and "Klaag je alleen?" in alone.text
    someone.submit(alone, alone="yes")
    reach = question(someone, lumens, "bereiken")
    assert "Mag er post naar je huis?" in reach.text and 'value="pick_up"' in reach.text
    asked = someone.submit(reach, contact_channel="post")
    assert asked.status == 422 and 'id="post_home-fout"' in asked.text
    no = someone.submit(reach, contact_channel="post", post_home="no")
    assert no.status == 422
    fine = someone.submit(reach, contact_channel="phone", phone="06 12 34 56 78", post_home="no")
    assert fine.status == 200 and name_of(fine) == "tot-slot"
    sent = someone.submit(check_page(someone, lumens), **SIGNED)
    assert name_of(sent) == "ontvangst"
    with lumens.work() as work:
        dossier, _ = filed_by(work, sent)
        ways = {
            (row.channel, row.recipient or "")
            for row in notices_of(work, dossier.id)
            if "party" in row.addressee
        }
        assert ways == {("email", "")}, "somebody has to call: nothing goes to the address"


def test_a_child_that_says_yes_gets_letters_at_home(lumens: Organisation) -> None:
    values = {"complainant_kind": "youth", "alone": "yes", "contact_channel": "post", "email": ""}
    for post_home, channel in (("yes", "post"), ("", "email"), ("no", "email")):
        filed = lumens.file_complaint(**values, post_home=post_home)
        with lumens.work() as work:
            row = next(row for row in notices_of(work, filed.dossier_id) if "party" in row.addressee)
            assert row.channel == channel, post_home


@pytest.mark.parametrize(
    ("before", "name", "values", "field"),
    [
        ({"no_post": "yes", "heed": "yes"}, "bereiken", {"contact_channel": "post"}, "contact_channel"),
        ({"contact_channel": "post", "heed": "yes"}, "letten", {"no_post": "y"}, "safe_address"),
        ({"no_email": "yes", "heed": "yes"}, "bereiken", {"contact_channel": "email"}, "contact_channel"),
        ({"heed": "yes"}, "letten", {"no_email": "y"}, "no_email"),
        ({}, "bereiken", {"contact_channel": "phone", "phone": ""}, "phone"),
        ({"no_address": "yes", "street": ""}, "bereiken", {"contact_channel": "post"}, "contact_channel"),
    ],
)
def test_wishes_that_cannot_all_be_kept_are_asked_about_at_the_field(
    lumens: Organisation,
    someone: Visitor,
    before: dict[str, str],
    name: str,
    values: dict[str, Any],
    field: str,
) -> None:
    back_at(someone, lumens, **{**COMPLETE, **before})
    answer = someone.submit(question(someone, lumens, name), **values)
    assert answer.status == 422
    assert f'id="{field}-fout"' in answer.text


def test_what_was_kept_before_and_cannot_be_kept_is_not_sent(lumens: Organisation, someone: Visitor) -> None:
    """A draft of an earlier day: the check page says where to mend it, and nothing is filed."""
    back_at(someone, lumens, **{**COMPLETE, "contact_channel": "post", "no_post": "yes"})
    page = check_page(someone, lumens)
    assert "Dit moet eerst" in page.text
    refused = someone.submit(page, **SIGNED)
    assert refused.status == 422 and "geen adres waar die naartoe mogen" in refused.text
    assert "/vraag/letten?terug=controle" in refused.text


# A decision


def test_a_decision_is_signposted_before_question_one_in_every_language(
    tenant: Callable[..., Organisation], someone: Visitor
) -> None:
    """Awb 6:7: six weeks run out while somebody writes a complaint."""
    tenant("wil", "wil")
    for language, told in (
        ("nl", "zes weken"),
        ("en", "six weeks"),
        ("uk", "шість тижнів"),
        ("ar", "ستة أسابيع"),
    ):
        assert told in someone.get(f"/wil/?taal={language}").text, language
    assert "six weeks" in someone.get("/wil/klacht-indienen?taal=en").text
    someone.get("/wil/?taal=nl")


def test_a_decision_is_sent_on_today_with_its_receipt_date(
    tenant: Callable[..., Organisation], someone: Visitor
) -> None:
    """Awb 6:15, 2:3: a task for today, the receipt says so, and nobody is accused."""
    wil = tenant("wil", "wil")
    answers = {**ANSWERS, "complainant_kind": "client", "about_kind": "decision", "as_objection": "yes"}
    pages: dict[str, Page] = {}
    seen = walk(someone, "wil", answers, lambda page: pages.update({name_of(page): page}))
    assert "besluit" in seen and "niet-eens" not in seen
    assert "zes weken" in pages["besluit"].text and "6:5 en 6:6" in pages["besluit"].text
    receipt = pages["ontvangst"].text
    assert "sturen het door als bezwaar" in receipt and "Uw bericht kwam binnen op" in receipt
    with wil.work() as work:
        dossier, _ = filed_by(work, pages["ontvangst"])
        (task,) = [one for one in tasks.open_tasks(work) if one.kind == "forward_objection"]
        assert (task.dossier_id, task.due_on) == (dossier.id, work.today)
        assert "Dit kan een bezwaar zijn" in " ".join(line.sentence for line in record.read(work, dossier.id))
        assert {row.letter for row in notices_of(work, dossier.id)} == {"objection_received"}, (
            "it says nothing of a complaint"
        )
        assert {party.role for party in complainants_of(work, dossier.id)} == {"complainant"}


@pytest.mark.parametrize(
    ("values", "looked_at"),
    [
        ({"about_kind": "decision"}, True),
        ({"description": "Ik wil bezwaar maken tegen het besluit."}, True),
        ({"description": "Ik wil bezwaar maken.", "as_objection": "no"}, False),
        ({"about_kind": "decision", "as_objection": "no"}, False),
        ({"description": "Ze was onbeleefd."}, False),
    ],
)
def test_who_did_not_say_what_it_is_has_it_looked_at_today(
    tenant: Callable[..., Organisation], values: dict[str, str], looked_at: bool
) -> None:
    """In doubt it is looked at: an objection that lies with complaints costs somebody the term (Awb 6:15)."""
    wil, lumens = tenant("wil", "wil"), tenant("lumens")
    for org, expected in ((wil, looked_at), (lumens, False)):
        filed = org.file_complaint(**values)
        with org.work() as work:
            kinds = {task.kind for task in tasks.open_tasks(work) if task.dossier_id == filed.dossier_id}
            assert ("forward_objection" in kinds) is expected


def test_a_story_that_speaks_of_a_decision_gets_a_notice_on_the_next_page(
    tenant: Callable[..., Organisation], someone: Visitor
) -> None:
    wil = tenant("wil", "wil")
    back_at(someone, wil, complainant_kind="client", about_kind="employee")
    story = question(someone, wil, "wat-is-er-gebeurd")
    told = someone.submit(
        story, description="Mijn uitkering is gestopt, ik wil bezwaar maken.", event_unknown="y"
    )
    assert name_of(told) == "misschien-bezwaar" and "U noemt een besluit of bezwaar" in told.text
    assert name_of(someone.submit(told, as_objection="no")) == "uw-naam"
    plain = someone.submit(story, description="Ze was onbeleefd.", event_unknown="y")
    assert name_of(plain) == "uw-naam"


def test_where_nobody_takes_decisions_there_is_no_such_choice(lumens: Organisation, someone: Visitor) -> None:
    back_at(someone, lumens, complainant_kind="client")
    assert 'value="decision"' not in question(someone, lumens, "over-wie").text
    assert "maakt u bezwaar" in someone.get("/lumens/").text


# Changing, and coming back


def test_changing_an_answer_leads_back_to_the_check(lumens: Organisation, someone: Visitor) -> None:
    back_at(someone, lumens, **COMPLETE)
    page = check_page(someone, lumens)
    assert "/vraag/uw-naam?terug=controle" in page.text
    changed = someone.submit(question(someone, lumens, "uw-naam", "?terug=controle"), town="Elders")
    assert name_of(changed) == "controle" and "Elders" in changed.text
    wrong = someone.submit(question(someone, lumens, "bereiken", "?terug=controle"), email="geen adres")
    assert wrong.status == 422
    assert name_of(someone.submit(wrong, email="anna@bewoner.example")) == "controle"


def test_a_question_that_appears_by_the_change_comes_first(lumens: Organisation, someone: Visitor) -> None:
    back_at(someone, lumens, **COMPLETE)
    new = someone.submit(
        question(someone, lumens, "tot-slot", "?terug=controle"), heed="yes", together="yes", with_papers="no"
    )
    assert name_of(new) == "letten"
    next_one = someone.submit(new, no_voicemail="y")
    assert name_of(next_one) == "met-anderen"
    assert name_of(someone.submit(next_one)) == "controle"


def test_a_code_typed_before_the_first_question_leads_back(lumens: Organisation, someone: Visitor) -> None:
    code = lumens.start_draft(filed_as="complaint", complainant_kind="client")
    before = someone.get("/lumens/klacht-indienen")
    assert "30 dagen" in before.text
    assert name_of(someone.submit(before, "mijn-klacht", code=grouped(code))) == "over-wie"


def test_codes_that_worked_are_no_attempts(lumens: Organisation, someone: Visitor) -> None:
    """Whoever helps many people at one computer is not shut out; whoever guesses is."""
    codes = [lumens.start_draft(filed_as="complaint") for _ in range(3)]
    for _ in range(5):
        for code in codes:
            opened = someone.submit(someone.get("/lumens/klacht-indienen"), "mijn-klacht", code=grouped(code))
            assert opened.status == 200
            someone.post("/lumens/mijn-klacht/sluiten", [("csrf_token", "")])
    filed = lumens.file_complaint()
    for _ in range(12):
        other = someone.get("/lumens/mijn-klacht")
        if other.forms and "mijn-klacht" in other.url and 'name="code"' in other.text:
            assert someone.submit(other, code=grouped(filed.code)).status == 200


def test_the_receipt_wipes_the_code_from_this_device(lumens: Organisation, someone: Visitor) -> None:
    pages: dict[str, Page] = {}
    walk(
        someone,
        "lumens",
        {**ANSWERS, "complainant_kind": "client"},
        lambda page: pages.update({name_of(page): page}),
    )
    gone = someone.submit(pages["ontvangst"], "sluiten")
    assert gone.url.rstrip("/") == "/lumens"
    assert 'name="code"' in someone.get("/lumens/mijn-klacht").text


# What fits who asks


def test_a_surviving_relative_is_asked_no_end_of_authority_and_a_parent_no_letter_of_authority(
    lumens: Organisation, someone: Visitor
) -> None:
    for kind, there, away in (
        ("surviving_relative", {"relation"}, {"authority", "authority_until", "minor", "may_know"}),
        ("parent", {"parent_as"}, {"authority", "authority_until", "relation"}),
        ("representative", {"relation", "authority", "authority_until", "minor"}, {"may_know"}),
    ):
        back_at(someone, lumens, filed_as="complaint", complainant_kind=kind)
        page = question(someone, lumens, "voor-wie")
        asked = asked_there(page, dict.fromkeys(there | away, ""))
        assert set(asked) == there, kind
        order = [
            page.text.index(f'name="{name}"') for name in ("represented_given_name", "represented_surname")
        ]
        assert order == sorted(order) and all(order[1] < page.text.index(f'name="{name}"') for name in there)


def test_who_may_know_is_asked_only_of_somebody_younger_than_18(
    lumens: Organisation, someone: Visitor
) -> None:
    """ "Alleen mijn tante" is nothing to ask an adult's representative."""
    for minor, following in (("no", "over-wie"), ("yes", "wie-mag-weten")):
        back_at(someone, lumens, filed_as="complaint", complainant_kind="representative")
        page = question(someone, lumens, "voor-wie")
        assert name_of(someone.submit(page, represented_surname="Verzonnen", minor=minor)) == following


def test_a_representative_says_first_who_they_are_themselves(lumens: Organisation, someone: Visitor) -> None:
    seen = walk(someone, "lumens", {**ANSWERS, "complainant_kind": "representative"})
    assert seen.index("uw-naam") < seen.index("voor-wie")


def test_without_a_fixed_address_nothing_is_missing_and_no_letter_goes_nowhere(
    lumens: Organisation, someone: Visitor
) -> None:
    """KR-082 asks an address; who has none gave the answer there is, and can be written to where post does arrive."""
    answers = {**ANSWERS, "complainant_kind": "client", "street": "", "postal_code": "", "town": ""}
    answers |= {"no_address": "y", "safe_address": "Opvang De Brug, Verzinweg 2, Nergenshuizen"}
    pages: dict[str, Page] = {}
    seen = walk(someone, "lumens", answers, lambda page: pages.update({name_of(page): page}))
    assert "postadres" in seen and "Uw klacht is compleet" in pages["ontvangst"].text
    with lumens.work() as work:
        dossier, party = filed_by(work, pages["ontvangst"])
        assert content_of(work, dossier).no_address == "yes"
        assert (party.details or {})["safe_address"].startswith("Opvang")


def test_why_it_took_more_than_a_year_is_asked_when_the_date_says_so(
    lumens: Organisation, someone: Visitor
) -> None:
    """KR-040 under 5: unless there is a special reason."""
    code = back_at(someone, lumens, filed_as="complaint", complainant_kind="client")
    story = question(someone, lumens, "wat-is-er-gebeurd")
    recent = someone.submit(story, description="Weggestuurd.", event_on=["1", "1", str(utc_now().year)])
    assert name_of(recent) == "niet-eens"
    old = someone.submit(story, description="Weggestuurd.", event_on=["1", "2", "2020"])
    assert name_of(old) == "waarom-nu"
    someone.submit(old, why_late="Ik was ziek.")
    with lumens.work() as work:
        assert draft_content(work, code).why_late == "Ik was ziek."


def test_who_asked_for_help_and_was_refused_is_a_client(lumens: Organisation, someone: Visitor) -> None:
    """KR-069: a client is also who wants to use services."""
    code = back_at(someone, lumens, filed_as="complaint")
    someone.submit(question(someone, lumens, "wie-bent-u"), complainant_kind="refused")
    with lumens.work() as work:
        content = draft_content(work, code)
        assert (content.complainant_kind, content.client_as) == ("client", "refused")
    assert 'value="refused" checked' in question(someone, lumens, "wie-bent-u").text


def test_nothing_yet_is_an_answer(lumens: Organisation, someone: Visitor) -> None:
    code = back_at(someone, lumens, **{**COMPLETE, "steps_taken": ""})
    page = question(someone, lumens, "niet-eens", "?terug=controle")
    assert someone.submit(page, steps_taken="Gebeld", nothing_yet="y").status == 422
    assert name_of(someone.submit(page, nothing_yet="y")) == "controle"
    with lumens.work() as work:
        assert draft_content(work, code).steps_taken == "Nog niets gedaan."


def test_the_words_fit_the_organisation(tenant: Callable[..., Organisation], someone: Visitor) -> None:
    wil = tenant("wil", "wil")
    back_at(someone, wil, about_kind="employee")
    page = question(someone, wil, "wie-bent-u").text
    assert "Ik heb een uitkering" in page and "jeugdhulp" not in page


def test_an_earlier_draft_is_read_and_shown(lumens: Organisation, someone: Visitor) -> None:
    """Answers from when there was one question a page: nothing is lost, nothing is asked twice."""
    back_at(
        someone,
        lumens,
        **{**COMPLETE, "youth_help": "yes", "instructions": "Bel alleen ’s ochtends.", "gone_field": "x"},
        fellows=[{"given_name": "Bo", "surname": "Bedacht", "contact_channel": "post"}],
    )
    page = check_page(someone, lumens)
    assert "Bel alleen ’s ochtends." in page.text and "Bo Bedacht" in page.text
    sent = someone.submit(page, **SIGNED)
    with lumens.work() as work:
        dossier, party = filed_by(work, sent)
        assert (party.details or {})["instructions"].startswith("Bel alleen")
        assert dossier.youth_help == "yes" and len(complainants_of(work, dossier.id)) == 2


@pytest.mark.parametrize(
    ("former", "now"),
    [("naam", "over-wie"), ("wanneer", "wat-is-er-gebeurd"), ("veilig", "letten"), ("uw-adres", "uw-naam")],
)
def test_an_address_of_an_earlier_page_leads_to_the_question(
    lumens: Organisation, someone: Visitor, former: str, now: str
) -> None:
    back_at(someone, lumens, **COMPLETE, heed="yes")
    assert name_of(question(someone, lumens, former)) == now


# What cannot be


def test_a_complaint_with_nothing_in_it_is_not_sent_unless_papers_say_it(
    lumens: Organisation, someone: Visitor
) -> None:
    back_at(someone, lumens, **{**COMPLETE, "description": " .-", "objection": ""})
    empty = someone.submit(check_page(someone, lumens), **SIGNED)
    assert empty.status == 422 and "Er staat nog niets in" in empty.text
    papers = someone.get("/lumens/klacht-indienen/bijlagen")
    someone.submit(papers, "bijlagen", files=Upload(name="brief.jpg", content=photo()))
    assert name_of(someone.submit(check_page(someone, lumens), **SIGNED)) == "ontvangst"


def test_a_signature_is_a_name(lumens: Organisation, someone: Visitor) -> None:
    back_at(someone, lumens, **COMPLETE)
    refused = someone.submit(check_page(someone, lumens), **{**SIGNED, "signed_name": "null"})
    assert refused.status == 422 and "Dit is geen naam" in refused.text


def test_a_date_beside_i_do_not_know_is_asked_about(lumens: Organisation, someone: Visitor) -> None:
    back_at(someone, lumens, **COMPLETE)
    both = someone.submit(
        question(someone, lumens, "wat-is-er-gebeurd"), event_on=["1", "2", "2026"], event_unknown="y"
    )
    assert both.status == 422 and 'id="event_on-fout"' in both.text and 'value="2026"' in both.text


def test_who_has_a_browser_that_fills_in_everything_can_go_on(lumens: Organisation, someone: Visitor) -> None:
    page = someone.get("/lumens/bel-mij")
    caught = someone.submit(page, name="Noor", phone="06 12 34 56 78", website="https://noor.example")
    assert caught.status == 422 and "veld dat leeg moet blijven" in caught.text
    asked = someone.submit(caught)
    assert name_of(asked) == "gevraagd" and "Wij bellen u" in asked.text
    assert someone.get(asked.url).text == asked.text, "to be read again"


def test_capitals_in_an_address_lead_where_it_leads_without(lumens: Organisation, someone: Visitor) -> None:
    for typed, there in (
        ("/Lumens/", "/lumens/"),
        ("/LUMENS", "/lumens"),
        ("/Lumens/bel-mij", "/lumens/bel-mij"),
        ("/lumens/Bel-Mij", "/lumens/bel-mij"),
        ("/Lumens/Klacht-Indienen?taal=en", "/lumens/klacht-indienen?taal=en"),
    ):
        moved = someone.get(typed, follow=False)
        assert moved.status == 308 and moved.headers["Location"].endswith(there), typed
    assert someone.get("/nergens/").status == 404


@pytest.mark.parametrize("channel", ["page", "pick_up"])
def test_who_looks_on_their_own_page_or_comes_by_gets_nothing_sent(
    app: Flask, lumens: Organisation, channel: str
) -> None:
    """A child alone without a safe address: it waits in the office for somebody who notes how it was told."""
    filed = lumens.file_complaint(
        complainant_kind="youth", alone="yes", contact_channel=channel, email="", contact_consent=""
    )
    with lumens.work() as work:
        rows = [row for row in notices_of(work, filed.dossier_id) if "party" in row.addressee]
        assert {(row.channel, row.state) for row in rows} == {("email", "no_addressee")}
    desk = visitor_of(app.test_client())
    desk.sign_in(lumens.hire("Kim Bakvis", "secretary").email, PASSWORD)
    shown = desk.get("/lumens/kantoor/verzending").text
    said = {"page": "kijkt zelf op de eigen pagina", "pick_up": "haalt het op. Leg het klaar"}
    assert said[channel] in shown and "niet aangekomen" not in shown.lower()
    today = desk.get("/lumens/kantoor/").text
    assert "elf vertellen" in today and "niet aangekomen" not in today.lower()
    assert said[channel] in desk.get("/lumens/kantoor/verzending?deel=by_hand").text


def test_a_code_that_worked_behind_a_wall_is_no_attempt_either() -> None:
    """Counted in memory: what was taken back does not count, what was wrong does, and nothing falls below nought."""
    crowd = Crowd(3)
    now = utc_now()
    for _ in range(10):
        assert crowd.admits("somebody", now)
        crowd.forgive("somebody")
    crowd.forgive("somebody")
    assert [crowd.admits("somebody", now) for _ in range(4)] == [True, True, True, False]
