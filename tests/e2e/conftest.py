"""One browser and one running program for all journeys."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page
from tests.e2e.browser import chromium, visitor
from tests.e2e.program import Program, running

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with running(tmp_path_factory.mktemp("installation")) as started:
        yield started


@pytest.fixture
def visit(chrome: Browser, program: Program) -> Iterator[Visit]:
    """Open the program in a browser nobody used before: width, JavaScript or not, light or dark."""
    with ExitStack() as stack:

        def fresh(width: int = 1280, *, javascript: bool = True, scheme: str = "light") -> Page:
            options = {"java_script_enabled": javascript, "color_scheme": scheme}
            options |= {"viewport": {"width": width, "height": 800}, "base_url": program.base}
            return stack.enter_context(visitor(chrome, **options)).page

        yield fresh
