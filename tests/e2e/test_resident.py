"""Somebody with a complaint: from the start page to the letter and back out, in a real browser."""

import io
import re
from urllib.parse import urljoin

import pikepdf
import pytest
from playwright.sync_api import Page, expect
from tests.e2e import resident
from tests.e2e.browser import sound, too_wide
from tests.e2e.conftest import Visit
from tests.support import clock

from wederhoor.rules.wording import dutch_date

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("residents")]

LAST_YEAR = str(clock.TODAY.year - 1)
RECENT = clock.day(-60)


def fits(page: Page) -> None:
    assert not too_wide(page), page.url


def errors_have_the_focus(page: Page) -> None:
    expect(page.locator("#fouten")).to_be_focused()


WAYS = [
    pytest.param(1280, True, sound, id="1280"),
    pytest.param(390, True, fits, id="390"),
    pytest.param(390, False, fits, id="390-no-script"),
    pytest.param(1280, False, fits, id="1280-no-script"),
]


@pytest.mark.parametrize(("width", "javascript", "look"), WAYS)
def test_whole_path(visit: Visit, width: int, javascript: bool, look: resident.Look) -> None:
    page = visit(width)

    code = resident.begin(page, look)
    look(page)
    resident.about(page)
    look(page)
    resident.date(page, "31", "2", LAST_YEAR)
    page.get_by_role("button", name="Verder").click()
    errors_have_the_focus(page)
    expect(page.get_by_label("Dag", exact=True)).to_have_value("31")
    look(page)
    page.locator("#fouten a").click()
    expect(page.get_by_label("Dag", exact=True)).to_be_focused()
    resident.date(page, str(RECENT.day), str(RECENT.month), str(RECENT.year))
    resident.story(page, steps_taken="")
    resident.person(page)
    assert page.locator("#code").inner_text() == code
    for text in (
        "Wil Wijkwerker",
        dutch_date(RECENT),
        "Daarna belde niemand terug.",
        "1234 AB",
        "Noor",
    ):
        expect(page.get_by_text(text).first).to_be_visible()
    look(page)
    page.get_by_label("Nee, ik onderteken later").check()
    resident.send(page)
    filed = resident.receipt(page)
    assert filed.code == code
    expect(page.get_by_text("Uw handtekening")).to_be_visible()
    look(page)

    page.get_by_role("link", name="Bekijk mijn klacht").click()
    expect(page.get_by_text("Nog niet compleet", exact=True)).to_be_visible()
    assert "Stuur ons wat nog ontbreekt" in page.get_by_role("main").inner_text()
    look(page)
    page.get_by_role("link", name="Aanvullen").click()
    look(page)
    page.get_by_label("Wat hebt u zelf al gedaan?").fill("Ik heb gebeld.")
    page.get_by_label("Uw volledige naam, als handtekening").fill("Noor Verzonnen")
    page.get_by_role("button", name="Aanvulling versturen").click()
    errors_have_the_focus(page)
    expect(page.get_by_label("Wat hebt u zelf al gedaan?")).to_have_value("Ik heb gebeld.")
    page.get_by_label("Wat ik heb ingevuld klopt").check()
    page.get_by_role("button", name="Aanvulling versturen").click()
    resident.arrive(page, "mijn-klacht")
    expect(page.get_by_text("of wij uw klacht behandelen").first).to_be_visible()
    look(page)

    read_letter(page, javascript, look)

    page.get_by_role("link", name="Mijn klacht intrekken").click()
    look(page)
    page.get_by_role("button", name="Trek mijn klacht in").click()
    errors_have_the_focus(page)
    page.get_by_label("Ja, ik wil mijn klacht intrekken").check()
    page.get_by_role("button", name="Trek mijn klacht in").click()
    resident.arrive(page, "mijn-klacht")
    expect(page.get_by_text("Ingetrokken", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="U hebt uw klacht ingetrokken").first).to_be_visible()
    expect(page.get_by_role("link", name="Mijn klacht intrekken")).to_have_count(0)
    look(page)


def open_papers(page: Page, address: str) -> None:
    """The second step: six digits that come by mail, read in the mailbox of the demo."""
    page.goto(urljoin(page.url, address))  # asks for the digits instead

    def mailed() -> list[str]:
        return re.findall(r"code is: (\d{6})", page.request.get(urljoin(page.url, "/demo/postvak")).text())

    before = len(mailed())
    page.get_by_role("button", name="Vraag een code").click()
    expect(page.get_by_text("Wij hebben u een code")).to_be_visible()
    for _ in range(30):
        if len(mailed()) > before:
            break
        page.wait_for_timeout(1_000)
    page.get_by_label("Code van zes cijfers").fill(mailed()[0])  # the newest stands first
    page.get_by_role("button", name="Openen").click()
    expect(page.get_by_role("heading", name="De stukken", exact=True)).to_be_visible()
    page.goto(urljoin(page.url, "/".join(address.split("/")[:3])))


def read_letter(page: Page, javascript: bool, look: resident.Look) -> None:
    # what each letter is about stands there after the second step; the second one confirms the receipt
    pdf = page.get_by_role("link", name=re.compile("Als pdf.*Brief 2"))
    if javascript:
        expect(pdf).to_be_visible(timeout=30_000)  # appears by itself
    for _ in range(30):
        if pdf.count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    address = pdf.get_attribute("href") or ""
    open_papers(page, address)
    made = page.request.get(address)
    assert made.headers["content-type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(made.body())) as document:
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        assert str(document.Root.Lang) == "nl"
    page.get_by_role("link", name="Wij hebben uw klacht ontvangen", exact=True).click()
    expect(page.get_by_role("heading", name="Wij hebben uw klacht ontvangen")).to_be_visible()
    expect(page.get_by_text("Aan de balie zei iemand dat ik weg moest.")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Terug naar mijn klacht").click()
    resident.arrive(page, "mijn-klacht")


def test_sending_twice_and_going_back_makes_one_complaint(visit: Visit) -> None:
    page = visit()
    resident.fill_in(page)
    resident.sign(page)
    resident.send(page, clicks=2)
    first = resident.receipt(page)
    page.go_back()
    if page.url.endswith("/controle") and page.get_by_role("button", name="Verstuur mijn klacht").count():
        page.get_by_role("button", name="Verstuur mijn klacht").click()
    assert resident.receipt(page) == first
    page.goto("/lumens/klacht-indienen/vraag/wat-is-er-gebeurd")
    assert resident.receipt(page) == first

    other = visit()
    resident.fill_in(other)
    resident.sign(other)
    resident.send(other)
    assert int(resident.receipt(other).number[:4]) == int(first.number[:4]) + 1


def test_nothing_typed_is_lost_on_the_way_back(visit: Visit) -> None:
    page = visit()
    resident.begin(page)
    resident.about(page)
    resident.story(page)
    page.get_by_label("Achternaam").fill("Verzonnen")
    page.get_by_role("button", name="Bewaar en ga terug").click()
    resident.arrive(page, "vraag/niet-eens")
    expect(page.get_by_label("Wat hebt u zelf al gedaan?")).to_have_value("Ik heb twee keer gebeld.")
    resident.onwards(page, "uw-naam")
    expect(page.get_by_label("Achternaam")).to_have_value("Verzonnen")
    page.goto("/lumens/klacht-indienen/vraag/wat-is-er-gebeurd")
    expect(page.get_by_label("Wat is er gebeurd?")).to_have_value(resident.WHAT_HAPPENED)
    page.goto("/lumens/klacht-indienen")
    page.get_by_role("link", name="Ga verder met uw klacht").click()
    resident.arrive(page, "vraag/bereiken")  # where they were, not a question they left open on purpose


def test_changing_an_answer_leads_back_to_the_check(visit: Visit, javascript: bool) -> None:
    """And a question that appears by it comes first."""
    page = visit(390)
    resident.fill_in(page)
    page.get_by_role("link", name=re.compile("Wijzigen.*Voornaam")).click()
    resident.arrive(page, r"vraag/uw-naam\?terug=controle")
    page.get_by_label("Woonplaats").fill("Elders")
    back = page.get_by_role("button", name="Bewaar en ga naar het overzicht")
    back.click()
    resident.arrive(page, "klacht-indienen/controle")
    expect(page.get_by_text("Elders")).to_be_visible()
    page.get_by_role("link", name=re.compile("Wijzigen.*Moeten wij ergens op letten")).click()
    resident.last(page, heed="Ja")
    back.click()
    resident.arrive(page, r"vraag/letten\?terug=controle")
    page.get_by_label("Stuur mij geen e-mail").check()
    back.click()
    errors_have_the_focus(page)
    page.get_by_label("Stuur mij geen e-mail").uncheck()
    page.get_by_label("Spreek geen voicemail in").check()
    back.click()
    resident.arrive(page, "klacht-indienen/controle")
    if javascript:
        sound(page)


def test_code_opens_the_door_from_another_browser(visit: Visit) -> None:
    page = visit()
    code = resident.fill_in(page)
    resident.sign(page)
    resident.send(page)
    filed = resident.receipt(page)

    other = visit(390)
    other.goto("/lumens/mijn-klacht")
    sound(other)
    swapped = code[:-1] + ("2" if code[-1] != "2" else "3")
    other.get_by_label("Uw code").fill(swapped)
    other.get_by_role("button", name="Bekijk mijn klacht").click()
    errors_have_the_focus(other)
    expect(other.get_by_label("Uw code")).to_have_value(swapped)
    sound(other)
    other.get_by_label("Uw code").fill(code.lower().replace("-", " "))
    other.get_by_role("button", name="Bekijk mijn klacht").click()
    expect(other.get_by_text(filed.number)).to_be_visible()
    other.get_by_role("button", name="Sluit deze pagina af").click()
    other.wait_for_url("**/lumens/")
    other.goto("/lumens/mijn-klacht")
    expect(other.get_by_label("Uw code")).to_be_visible()


def test_keyboard_alone_is_enough_on_the_smallest_screen(visit: Visit) -> None:
    page = visit(320)

    def to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                break
        else:
            raise AssertionError(f"{selector} was not reached on {page.url}")
        seen = page.evaluate(
            "() => { const r = document.activeElement.getBoundingClientRect();"
            " return r.bottom > 0 && r.top < innerHeight; }"
        )
        assert seen, f"{selector} is out of sight"

    def type_in(selector: str, text: str) -> None:
        to(selector)
        page.keyboard.type(text)

    def press(selector: str, key: str, address: str = "") -> None:
        to(selector)
        page.keyboard.press(key)
        if address:
            page.wait_for_url(address)
            fits(page)

    page.goto("/lumens/")
    press("main a[href$='/klacht-indienen']", "Enter", "**/klacht-indienen")
    press("main button[type=submit]", "Enter", "**/wat-wilt-u")

    def answer(selector: str, then: str) -> None:
        press(selector, "Space")
        press("main button[type=submit]", "Enter", f"**/{then}")

    answer("[name=filed_as]", "wie-bent-u")
    answer("[name=complainant_kind]", "over-wie")
    press("[name=about_kind]", "Space")
    type_in("[name=accused_name]", "Wil Wijkwerker")
    answer("[name=category]", "wat-is-er-gebeurd")
    type_in("[name=description]", "Er werd niet geluisterd.")
    for part in (str(RECENT.day), str(RECENT.month), str(RECENT.year)):
        type_in("[name=event_on]", part)
    press("main button[type=submit]", "Enter", "**/niet-eens")
    type_in("[name=objection]", "Dat hoort wel.")
    press("[name=nothing_yet]", "Space")
    press("main button[type=submit]", "Enter", "**/uw-naam")
    type_in("[name=given_name]", "Noor")
    type_in("[name=surname]", "Toetsenbord")
    for name, text in (("street", "Verzinstraat 1"), ("postal_code", "1234 AB"), ("town", "Nergenshuizen")):
        type_in(f"[name={name}]", text)
    press("main button[type=submit]", "Enter", "**/bereiken")
    press("[name=contact_channel]", "Space")
    page.keyboard.press("ArrowDown")  # by post
    press("main button[type=submit]:not([name])", "Enter", "**/tot-slot")
    for name in ("heed", "together"):
        press(f"[name={name}]", "Space")
        page.keyboard.press("ArrowDown")  # no
    press("[name=with_papers]", "Space")
    press("main button[type=submit]:not([name])", "Enter", "**/bijlagen")
    press("main button[name=onward]", "Enter", "**/controle")
    type_in("[name=signed_name]", "Noor Toetsenbord")
    press("[name=statement]", "Space")
    page.wait_for_timeout(3_200)  # nobody fills in a complaint faster: it would be taken for a machine
    press("button[type=submit]", "Enter", "**/ontvangst")
    assert re.search(r"-TOE-", resident.receipt(page).number)
    sound(page)


@pytest.mark.parametrize("slug", ["interaktcontour", "wil"])
def test_every_organisation_has_a_start_page_of_its_own(visit: Visit, slug: str) -> None:
    page = visit(390)
    page.goto(f"/{slug}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    sound(page)
