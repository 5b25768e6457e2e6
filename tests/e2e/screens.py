"""The pictures in docs/screens, from the demo world: python -m tests.e2e.screens [folder] [address of a running demo]."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page
from tests.e2e.browser import chromium
from tests.e2e.program import running
from tests.e2e.resident import begin
from tests.support import clock

PHONE, DESK = (390, 844), (1280, 900)
SECRETARY, WORKER, OTHER_WORKER = (
    "Kim Bakvis, Lumens",
    "Wil Wijkwerker, Lumens",
    "Wil Wijkwerker, InteraktContour",
)
COLOURS = 128


class Camera:
    """Takes pictures of a running demo."""

    def __init__(self, browser: Browser, base: str, out: Path) -> None:
        self._browser, self._base, self._out = browser, base, out

    @contextmanager
    def page(self, size: tuple[int, int], *, dark: bool = False, who: str | None = None) -> Iterator[Page]:
        """A page of a browser nobody used before, perhaps of somebody who is signed in ("Kim Bakvis, Lumens")."""
        scheme = "dark" if dark else "light"
        context = self._browser.new_context(
            base_url=self._base,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            locale="nl-NL",
        )
        page = context.new_page()
        if who:
            page.goto("/demo")
            page.get_by_role("button", name=f"Meld aan als {who}", exact=True).click()
            page.wait_for_url(lambda url: not url.endswith("/demo"))
        yield page
        context.close()

    def take(self, page: Page, name: str) -> None:
        """One picture, as small as it can be and still be read."""
        page.mouse.move(0, 0)
        page.evaluate("document.fonts.ready")
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        path = self._out / f"{name}.png"
        page.screenshot(path=path)
        with Image.open(path) as picture:
            small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(path, optimize=True)


def residents(camera: Camera) -> None:
    """What somebody with a complaint sees, on a phone."""
    with camera.page(DESK) as page:
        page.goto("/lumens/")
        camera.take(page, "start")
        page.goto("/lumens/gedragscode")
        camera.take(page, "gedragscode")
    with camera.page(PHONE) as page:
        for address, name in (("", "start"), ("bel-mij", "bel-mij"), ("klacht-indienen", "voordat-u-begint")):
            page.goto(f"/lumens/{address}")
            camera.take(page, f"{name}-telefoon")
        begin(page)
        page.goto("/lumens/klacht-indienen/vraag/over-wie")
        camera.take(page, "een-vraag-telefoon")
    with camera.page(PHONE, dark=True) as page:
        begin(page)
        page.goto("/lumens/klacht-indienen/bijlagen")
        camera.take(page, "bijlagen-telefoon-donker")


def people_at_work(camera: Camera) -> None:
    """What somebody who works there sees: a complaint about them, and what the code says."""
    with camera.page(PHONE, who=WORKER) as page:
        page.goto("/lumens/over-mij")
        page.get_by_role("main").get_by_role("link").first.click()
        camera.take(page, "over-mij-telefoon")
    with camera.page((1280, 1300), who=OTHER_WORKER) as page:
        page.goto("/interaktcontour/gedragscode/geschenk")
        page.get_by_label("Wie geeft?").select_option("relation")
        page.get_by_label("Wat is het?", exact=True).select_option("goods")
        page.get_by_label("Hoeveel is het waard").fill("zestig")
        page.get_by_role("radio", name="Nee").check()
        page.get_by_label("Ik heb het aangenomen").check()
        page.get_by_role("button", name="Wat zegt de code?").click()
        page.locator("#antwoord").wait_for()
        camera.take(page, "mag-dit")


def office(camera: Camera) -> None:
    """What the office sees."""
    with camera.page(DESK, who=SECRETARY) as page:
        for address, name in (
            ("", "vandaag"),
            ("/register", "register"),
            ("/verzending", "verzending"),
            ("/medewerkers", "medewerkers"),
        ):
            page.goto(f"/lumens/kantoor{address}")
            camera.take(page, name)
        page.goto("/lumens/kantoor/register?status=open")
        dossier = page.locator("#rijen th a").nth(3).get_attribute("href") or ""
        page.goto(dossier)
        camera.take(page, "dossier")
    with camera.page(DESK, dark=True, who=SECRETARY) as page:
        page.goto(dossier)
        camera.take(page, "dossier-donker")


def main(out: Path, base: str) -> None:
    """Every picture."""
    out.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        camera = Camera(browser, base, out)
        for part in (residents, people_at_work, office):
            part(camera)


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screens")
    if len(sys.argv) > 2:
        main(folder, sys.argv[2])
    else:
        clock.begin(clock.NOW)
        with tempfile.TemporaryDirectory() as empty, running(Path(empty)) as program:
            main(folder, program.base)
