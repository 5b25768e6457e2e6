"""Going through the questions of filing, page by page."""

from collections.abc import Mapping
from typing import Any

from tests.support.visitor import Page, Visitor

from wederhoor.intake.questions import QUESTIONS

FIELDS = {question.name: question.fields for question in QUESTIONS}


def answer_all(visitor: Visitor, page: Page, values: Mapping[str, Any]) -> Page:
    """Answer every question from here on with these values; returns the first page that is none."""
    for _ in range(len(QUESTIONS) + 1):
        name = page.url.rsplit("/", 1)[-1]
        if "/vraag/" not in page.url or name not in FIELDS:
            return page
        page = visitor.submit(page, **{n: values[n] for n in FIELDS[name] if n in values})
        assert page.status == 200, page.text
    raise AssertionError("the questions never end")
