"""Two complaints go on as one: somebody says who everybody is there, reads what will happen, and can take it back (KR-094, KR-151)."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from tests.support import clock
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Filed, Organisation, StaffAccount

from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.finding import numbered
from wederhoor.dossiers.tables import Party
from wederhoor.notices.service import notices_of
from wederhoor.work import Work

DAY = clock.boxes(clock.TODAY)


@pytest.fixture
def kim(lumens: Organisation) -> StaffAccount:
    return lumens.hire("Kim Bakvis", "secretary")


@pytest.fixture
def office(client: FlaskClient, kim: StaffAccount) -> Visitor:
    visitor = visitor_of(client)
    visitor.sign_in(kim.email, PASSWORD)
    return visitor


def _parties(work: Work, filed: Filed) -> dict[str, Party]:
    """By surname, or "accused" for the first who is complained about."""
    found: dict[str, Party] = {}
    for party in dossiers.parties_of(work, filed.dossier_id):
        found.setdefault((party.name or {}).get("surname") or party.role, party)
    return found


def test_who_comes_along_who_is_the_same_and_whose_details_hold_is_chosen_and_foretold(
    lumens: Organisation, office: Visitor, kim: StaffAccount
) -> None:
    """Nobody is told or let in unasked, the one who comes along gets a code of their own, and apart again they leave."""
    bob, piet = lumens.hire("Bob Barred", "secretary"), lumens.hire("Piet Pot", "secretary")
    moved = {"street": "Nieuweweg 7", "no_voicemail": "yes"}
    nel = {"given_name": "Nel", "surname": "Ander", "email": "nel@example.org"}
    into = lumens.file_complaint(accused_name="B. Eerste")
    here = lumens.file_complaint(accused_name="D. Derde", **moved)
    lone = lumens.file_complaint(accused_name="D. Derde", **nel)
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        dossiers.bar(work, here.dossier_id, [bob.account_id], "tied", "deze persoon is betrokken")
        dossiers.bar(work, into.dossier_id, [piet.account_id], "tied", "deze persoon is betrokken")
        mine, theirs = _parties(work, here), _parties(work, into)
        alone = _parties(work, lone)
        anna, derde = mine["Voorbeeld"].id.hex, mine["accused"].id.hex
        nel_id, other_derde = alone["Ander"].id.hex, alone["accused"].id.hex
        twin = theirs["Voorbeeld"].id
    place = f"/lumens/kantoor/dossiers/{here.dossier_id}/samenvoegen"
    first = {
        "number": into.number.upper().replace("-", "–"),
        "reason": "Het gaat over hetzelfde.",
        "done_on": DAY,
    }
    asked = office.submit(office.get(place), **first)
    assert asked.status == 422 and "Er is iets misgegaan" not in asked.text
    assert "Dezelfde als Anna Voorbeeld (klager)" in asked.text and "Nieuweweg 7" in asked.text
    missing = office.submit(asked)
    assert "Kies wie D. Derde in" in missing.text, "nobody is accused there unasked"
    chosen = {f"who_{derde}": "along", f"details_{anna}": "here"}
    sure = office.submit(missing, **chosen)
    assert sure.status == 422 and "Weet u het zeker?" in sure.text
    assert "krijgt daar pas bericht als u vastlegt over wie de klacht gaat" in sure.text
    assert "gaan voortaan naar Nieuweweg 7" in sure.text
    with lumens.work() as work:
        assert dossiers.find(work, here.dossier_id).closed_on is None, "nothing happened yet"
    assert office.submit(sure, sure_of_it="y").status == 200
    with lumens.work() as work:
        there = dossiers.parties_of(work, into.dossier_id)
        assert [p.role for p in there].count("complainant") == 1
        new = next(p for p in there if p.role == "accused" and (p.name or {}).get("name") == "D. Derde")
        assert new.confirmed_at is None and new.account_id is None
        same = next(p for p in there if p.id == twin)
        assert same.contact["street"] == "Nieuweweg 7" and same.details["no_voicemail"] == "yes"
        barred = {piet.account_id, bob.account_id}
        assert barred <= dossiers.barred_accounts(work, into.dossier_id)
        assert barred <= dossiers.barred_accounts(work, here.dossier_id)
        assert not [n for n in notices_of(work, into.dossier_id) if n.letter == "access_code"]

    place = f"/lumens/kantoor/dossiers/{lone.dossier_id}/samenvoegen"
    who = {f"who_{nel_id}": "along", f"who_{other_derde}": "not"}
    unasked = office.submit(office.submit(office.get(place), **first), **who)
    assert "Vraag eerst of wie meegaat dat wil" in unasked.text
    sure = office.submit(unasked, agreed="y")
    assert "Nel Ander (klager)" not in sure.text.split("Weet u het zeker?")[1].split("</ul>")[0]
    assert "Nel Ander klaagt voortaan ook in" in sure.text
    office.submit(sure, sure_of_it="y")
    with lumens.work() as work:
        came = _parties(work, into)["Ander"]
        assert came.code_hash and came.contact["email"] == "nel@example.org"
        states = [n.state for n in notices_of(work, into.dossier_id) if n.letter == "access_code"]
        assert states == ["to_look"], "one code, looked at before it leaves"
        assert _parties(work, lone)["Ander"].code_hash != came.code_hash

    dossier = office.get(f"/lumens/kantoor/dossiers/{lone.dossier_id}")
    assert f'href="/lumens/kantoor/dossiers/{lone.dossier_id}/uit-elkaar"' in dossier.text
    back = office.get(f"/lumens/kantoor/dossiers/{lone.dossier_id}/uit-elkaar")
    step = back.text.split('name="step"')[1].split('value="')[1].split('"')[0]
    office.submit(back, step=step, reason="Toch twee zaken.", done_on=DAY)
    with lumens.work() as work:
        assert dossiers.find(work, lone.dossier_id).closed_on is None
        assert _parties(work, into)["Ander"].withdrawn_on == clock.TODAY
        states = [n.state for n in notices_of(work, into.dossier_id) if n.letter == "access_code"]
        assert states == ["cancelled"]
        assert dossiers.find(work, here.dossier_id).close_ground == "merged", "the other stays as it was"


def test_a_number_is_found_as_it_was_typed_and_never_past_a_bar(
    lumens: Organisation, kim: StaffAccount
) -> None:
    one, other = lumens.file_complaint(now=clock.NOW - timedelta(days=1)), lumens.file_complaint()
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        for typed in (one.number, one.number.lower(), one.number.upper(), f" {one.number} "):
            assert numbered(work, typed) == one.dossier_id
        assert numbered(work, one.number[:-1]) is None and numbered(work, "") is None
        assert numbered(work, "%") is None
        dossiers.bar(work, other.dossier_id, [kim.account_id], "tied", "deze persoon is betrokken")
        assert numbered(work, other.number.lower()) is None
