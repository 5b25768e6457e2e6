"""One browser, and a running program for each way of asking: with JavaScript and without.

Every journey goes both ways, unless it says why not (`needs_script`). Each way has a demo world of its own, so that neither meets
what the other did.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page
from tests.e2e.browser import chromium, visitor
from tests.e2e.program import Program, running

Visit = Callable[..., Page]


def needs_script(why: str) -> pytest.MarkDecorator:
    """For a journey that there is only with JavaScript; `why` says what people do without."""
    assert why
    return pytest.mark.parametrize("javascript", [True], ids=["script"])


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[bool], Program]]:
    with ExitStack() as stack:
        started: dict[bool, Program] = {}

        def one(javascript: bool) -> Program:
            if javascript not in started:
                folder = tmp_path_factory.mktemp("installation")
                started[javascript] = stack.enter_context(running(folder))
            return started[javascript]

        yield one


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Whether the browsers of this journey run scripts."""
    return bool(request.param)


@pytest.fixture
def program(programs: Callable[[bool], Program], javascript: bool) -> Program:
    return programs(javascript)


@pytest.fixture
def visit(chrome: Browser, program: Program, javascript: bool) -> Iterator[Visit]:
    """Open the program in a browser nobody used before: width, light or dark."""
    with ExitStack() as stack:

        def fresh(width: int = 1280, *, scheme: str = "light") -> Page:
            options = {"java_script_enabled": javascript, "color_scheme": scheme}
            options |= {"viewport": {"width": width, "height": 800}, "base_url": program.base}
            return stack.enter_context(visitor(chrome, **options)).page

        yield fresh
