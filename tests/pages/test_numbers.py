"""A citizen service number that probably stands in a text is asked about once, at every door, and never said back by us."""

import re

import pytest
from flask import Flask
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation

from wederhoor.web.fields import MAYBE_BSN

BSN = "111222333"
"""Fits the proof of eleven; nobody has it."""
TEXT = f"Mijn nummer is {BSN}, kijk maar."
ASKED = MAYBE_BSN[:40]
pytestmark = pytest.mark.parametrize("database", ["sqlite"])  # what is asked at a form, no database sees


def asked_once(visitor: Visitor, address: str, end: str = "", **typed: str) -> None:
    """Asked at the field, with nothing lost and the number only where it was typed; the same text a second time goes."""
    page = visitor.get(address)
    first = visitor.submit(page, end, **typed) if end else visitor.submit(page, **typed)
    assert first.status == 422 and ASKED in first.text, address
    assert TEXT in re.sub(r"\s+", " ", first.text), "nothing typed is lost"
    said = re.sub(r"<textarea.*?</textarea>", "", first.text, flags=re.DOTALL)
    assert BSN not in said, "it stands in the box it was typed in and nowhere else"
    again = visitor.submit(first, end, **typed) if end else visitor.submit(first, **typed)
    assert again.status == 200 and ASKED not in again.text, address


def test_at_each_door_it_is_asked_about_once(app: Flask, lumens: Organisation) -> None:
    caller, resident, office = (visitor_of(app.test_client()) for _ in range(3))
    asked_once(caller, "/lumens/bel-mij", name="Noor", phone="06 12345678", what=TEXT)
    filed = lumens.file_complaint()
    resident.submit(resident.get("/lumens/mijn-klacht"), code=filed.code)
    asked_once(resident, "/lumens/mijn-klacht/berichten", text=TEXT)
    office.sign_in(lumens.hire("Kim Bakvis", "secretary").email, PASSWORD)
    note = {"what": "note", "text": TEXT}
    other = lumens.file_complaint()
    asked_once(office, f"/lumens/kantoor/dossiers/{other.dossier_id}/berichten", **note)


def test_another_text_is_asked_about_anew_and_a_telephone_number_is_not(
    app: Flask, lumens: Organisation
) -> None:
    filed = lumens.file_complaint()
    client = app.test_client()
    visitor = visitor_of(client)
    visitor.submit(visitor.get("/lumens/mijn-klacht"), code=filed.code)
    asked_once(visitor, "/lumens/mijn-klacht/berichten", text=TEXT)
    page = visitor.get("/lumens/mijn-klacht/berichten")
    other = visitor.submit(page, text=f"{TEXT} En nog iets.")
    assert other.status == 422 and ASKED in other.text
    assert visitor.submit(page, text="Bel mij op 0612345678.").status == 200
    with client.session_transaction() as kept:
        assert len(kept["numbers"]) == 2 and BSN not in str(dict(kept)), "only keyed marks are kept"
