"""How many pages somebody sees from the start to the receipt, walked as they would: without JavaScript, every page opened and sent."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from tests.support.filling import answer_all  # noqa: F401
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.world import Organisation

from wederhoor.intake import check_pages

ANSWERS: dict[str, Any] = {
    "filed_as": "complaint", "about_kind": "employee", "category": "treatment", "youth_help": "no",
    "description": "Aan de balie werd ik weggestuurd.", "objection": "Zo hoort het niet.", "steps_taken": "Gebeld.",
    "event_unknown": "y", "given_name": "Noor", "surname": "Verzonnen", "street": "Verzinstraat 1", "postal_code": "1234 AB",
    "town": "Nergenshuizen", "contact_channel": "email", "email": "noor@bewoner.example", "contact_consent": "y",
    "represented_given_name": "Sam", "represented_surname": "Verzonnen", "relation": "dochter", "authority": "written",
    "heed": "no", "together": "no", "with_papers": "no", "alone": "yes", "post_home": "no",
}
KINDS = ["client","youth","relative","concerned","parent","representative","surviving_relative","employee","partner","other"]

def walk(visitor: Visitor, slug: str, kind: str) -> list[str]:
    seen = ["start"]
    assert visitor.get(f"/{slug}/").status == 200
    page: Page = visitor.get(f"/{slug}/klacht-indienen")
    seen.append("klacht-indienen")
    page = visitor.submit(page, "klacht-indienen")
    for _ in range(40):
        name = page.url.rsplit("/", 1)[-1].split("?")[0]
        seen.append(name)
        assert page.status == 200, page.text
        if name == "ontvangst":
            return seen
        if name == "bijlagen":
            page = visitor.get(f"/{slug}/klacht-indienen/controle")
        elif name == "controle":
            page = visitor.submit(page, sign="now", signed_name="Noor Verzonnen", statement="y")
        else:
            form = page.form()
            fields = {n for n in {**ANSWERS, "complainant_kind": kind} if f'name="{n}"' in page.text}
            values = {n: {**ANSWERS, "complainant_kind": kind}[n] for n in fields}
            if "event_unknown" in values: pass
            page = visitor.submit(page, **values)
    raise AssertionError("no end")

@pytest.mark.parametrize("slug", ["lumens", "interaktcontour", "wil"])
def test_screens(slug: str, tenant: Callable[..., Organisation], app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    tenant(slug, slug)
    from datetime import timedelta
    monkeypatch.setattr(check_pages, "MINIMUM_FILL", timedelta())
    for kind in KINDS:
        got = walk(visitor_of(app.test_client()), slug, kind)
        print("BASE", slug, kind, len(got), got)
