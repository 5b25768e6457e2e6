"""A worked context for every template, for the template tests and the preview: one file per folder of templates."""

from tests.e2e.samples import (
    accused,
    acts,
    conduct,
    confidants,
    declarations,
    desk,
    door,
    intake,
    letters,
    papers,
    people,
    platform,
    portal,
    walls,
)
from tests.e2e.samples.common import Maker, dress, surroundings

__all__ = ["PAGES", "dress", "surroundings"]

# template -> variant -> context beside the globals. A function, because a form remembers.
PAGES: dict[str, dict[str, Maker]] = (
    platform.PAGES
    | door.PAGES
    | intake.PAGES
    | desk.PAGES
    | papers.PAGES
    | acts.PAGES
    | letters.PAGES
    | accused.PAGES
    | portal.PAGES
    | declarations.PAGES
    | walls.PAGES
    | confidants.PAGES
    | conduct.PAGES
    | people.PAGES
)
