"""Pictures of every template in ./screenshots: python -m tests.e2e.look [part of a template's name]."""

import sys
from pathlib import Path

from tests.e2e.browser import chromium
from tests.e2e.preview import preview
from tests.e2e.samples import PAGES


def main(part: str, out: Path) -> None:
    out.mkdir(exist_ok=True)
    with preview() as base, chromium() as browser:
        page = browser.new_page()
        for name, variants in PAGES.items():
            for variant in variants:
                if part not in f"{name}:{variant}":
                    continue
                for width, scheme in ((1280, "light"), (390, "light"), (1280, "dark")):
                    page.set_viewport_size({"width": width, "height": 800})
                    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                    page.goto(f"{base}/{name}?variant={variant}")
                    page.evaluate("document.fonts.ready")
                    label = f"{name.removesuffix('.html').replace('/', '-')}{'-' if variant else ''}{variant}"
                    page.screenshot(path=out / f"{label}-{width}-{scheme}.png", full_page=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "", Path("screenshots"))
