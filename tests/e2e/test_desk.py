"""The desk by hand: an incomplete complaint is made whole, Enter does no harm, and the demo world is true throughout."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from tests.e2e.browser import sound
from tests.e2e.conftest import Visit, needs_script
from tests.e2e.program import Program
from tests.support.walk import contradictions

from wederhoor import config as settings
from wederhoor import operations
from wederhoor.settings.service import begin_work, platform_session
from wederhoor.tenancy.tables import Tenant
from wederhoor.work import SYSTEM, utc_now

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]


def _kim(visit: Visit, width: int = 1280) -> Page:
    page = visit(width)
    page.goto("/demo")
    page.get_by_role("button", name="Meld aan als Kim Bakvis, Lumens", exact=True).click()
    page.wait_for_load_state()
    return page


@needs_script("the world is the same without")
def test_the_demo_world_holds_no_contradictions(program: Program) -> None:
    """Made by the same services as in life: a walk through every matter finds nothing that cannot be true together."""
    installation = operations.open_installation(settings.load({}, cwd=program.folder))
    try:
        with platform_session(installation, write=False) as session:
            tenants = {tenant.slug: tenant.id for tenant in session.scalars(select(Tenant))}
        found = {}
        for slug, tenant_id in tenants.items():
            with begin_work(installation, tenant_id, write=False, actor=SYSTEM, now=utc_now()) as work:
                found[slug] = contradictions(work)
    finally:
        operations.close(installation)
    assert len(found) > 1 and found == {slug: [] for slug in tenants}


def test_an_incomplete_complaint_is_made_whole_from_its_screen(visit: Visit) -> None:
    page = _kim(visit)
    page.goto("/lumens/kantoor/register")
    page.get_by_role("link", name="-DUM-").first.click()
    sound(page)
    now = page.locator(".w-now")
    expect(now).to_contain_text("Waarom de klager het er niet mee eens is")
    now.get_by_role("link", name="De klacht aanvullen van papier").click()
    sound(page)
    page.get_by_label("Waarom de klager het er niet mee eens is").fill("Afspraak is afspraak.")
    page.get_by_label("Wat de klager zelf al deed").fill("Drie keer gebeld.")
    page.get_by_label("Naam zoals de klager heeft ondertekend").fill("Bert van Dummy")
    page.get_by_role("button", name="Vastleggen").click()
    page.wait_for_url("**/dossiers/*")
    expect(page.locator(".w-title")).to_contain_text("Ontvankelijkheid beoordelen")
    expect(now).not_to_contain_text("De klok begint te lopen")
    sound(page)


def test_enter_under_a_reason_sends_no_letter_and_files_no_complaint(visit: Visit) -> None:
    page = _kim(visit)
    page.goto("/lumens/kantoor/verzending")
    page.get_by_role("link", name="Bekijk en verstuur").first.click()
    reason = page.get_by_label("Waarom gaat deze brief niet de deur uit?")
    reason.fill("Ik bel eerst.")
    reason.press("Enter")
    page.wait_for_load_state()
    assert page.url.endswith("/nakijken"), "it is still a draft"
    expect(reason).to_have_value("Ik bel eerst.")
    page.get_by_role("button", name="Brief wegleggen").click()
    page.wait_for_url("**/verzending")
    page.goto("/lumens/kantoor/klacht-opnemen")
    page.get_by_label("Wie, en welk telefoonnummer?").fill("Onbekende beller")
    page.get_by_label("Wat werd er gezegd?").fill("Niemand belde terug.")
    page.get_by_role("button", name="Bewaren en verder").click()
    first = page.locator("#given_name")
    first.fill("Noor")
    first.press("Enter")
    expect(page.get_by_text("Er is nog niets ingeschreven")).to_be_visible()
    expect(page.locator("#given_name")).to_have_value("Noor")
    sound(page)
