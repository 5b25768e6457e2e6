"""The page of an act: bad input is an error at its field, two at once both see both, too late says why."""

from flask.testing import FlaskClient
from tests.support import clock
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation

TODAY = clock.TODAY


def signed_in(client: FlaskClient, email: str) -> Visitor:
    visitor = visitor_of(client)
    visitor.sign_in(email, PASSWORD)
    return visitor


def alert(page: Page) -> str:
    return page.text.split('id="ondertussen"')[1].split("</ul>")[0] if "ondertussen" in page.text else ""


def test_an_act_keeps_what_was_typed_shows_what_another_did_and_is_refused_after_closing(
    client: FlaskClient, lumens: Organisation
) -> None:
    """Two people act at once: one wins, the other sees both. After closing: refused with the article (KR-060)."""
    kim, sam = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Sam Stand", "quality_officer")
    filed = lumens.file_complaint()
    base = f"/lumens/kantoor/dossiers/{filed.dossier_id}"
    first, second = signed_in(client, kim.email), signed_in(client.application.test_client(), sam.email)
    assert f'href="{base}/uitstel"' in first.get(base).text
    form = first.get(f"{base}/uitstel")
    day = [TODAY.day, TODAY.month, TODAY.year]
    typed = {"code": "report", "amount": "9", "unit": "weeks", "reason": "Een lid is ziek.", "done_on": day}
    wrong = first.submit(form, **typed | {"amount": "veel", "done_on": [1, 1, 1999]})
    assert wrong.status == 422
    for error in ("Schrijf een heel getal", "vóór de dag waarop de klacht binnenkwam"):
        assert error in wrong.text
    assert "Een lid is ziek." in wrong.text
    bounded = first.submit(wrong, **typed)
    assert bounded.status == 422
    assert "ten hoogste 4 weken" in bounded.text
    describing = second.get(f"{base}/omschrijven")
    done = second.submit(describing, text="Weggestuurd aan de balie", category="service")
    assert done.status == 200
    both = first.submit(bounded, **typed | {"amount": "2"})
    assert both.status == 422
    assert "Sam Stand" in alert(both)
    assert "korte omschrijving" in alert(both)
    assert "Een lid is ziek." in both.text
    again = first.submit(both, **typed | {"amount": "2"})
    assert again.status == 200
    assert "Weggestuurd aan de balie" in again.text
    late = first.get(f"{base}/toewijzen")
    ending = second.get(f"{base}/opname")
    closed = second.submit(ending, secret_recording="y", reasons="Er is opgenomen.", done_on=day)  # KR-026
    assert closed.status == 200
    refused = first.submit(late, handler=str(kim.account_id))
    assert refused.status == 422
    assert "Heropen haar eerst" in refused.text
    assert "Sam Stand" in alert(refused)
    token = dict(late.form().values)["csrf_token"]
    for slug in (
        "ontvankelijkheid",
        "intrekken",
        "opname",
        "overdragen",
        "afsplitsen",
        "samenvoegen",
        "vrijgeven",
    ):
        for page in (first.get(f"{base}/{slug}"), first.post(f"{base}/{slug}", [("csrf_token", token)])):
            assert page.status in (200, 422), slug
            said = page.text.split("Dit kan nu niet")[1].split("</div>")[0]
            assert "Klachtenreglement" in said or "bijlage" in said, (slug, said)
    assert first.get(f"{base}/bestaat-niet").status == 404
    assert f'href="{base}/heropenen"' in first.get(base).text


def test_a_namesake_is_not_offered_and_meets_no_act(client: FlaskClient, lumens: Organisation) -> None:
    """Deny first: a barred person gets the same 404 as for a dossier that is not there."""
    piet, kim = lumens.hire("Piet Pietersen", "secretary"), lumens.hire("Kim Bakvis", "secretary")
    with lumens.work(write=True) as work:
        from wederhoor.people.tables import RoleGrant

        grant = work.session.query(RoleGrant).filter_by(account_id=piet.account_id).one()
        grant.surname_hash = work.vault.search_hash("surname", "pietersen")
    filed = lumens.file_complaint(accused_name="Pietersen")
    address = f"/lumens/kantoor/dossiers/{filed.dossier_id}/toewijzen"
    assert signed_in(client, piet.email).get(address).status == 404
    page = signed_in(client.application.test_client(), kim.email).get(address)
    assert "Kim Bakvis" in page.text
    assert "Piet Pietersen" not in page.text


def test_what_belongs_together_is_on_the_dossier_and_a_note_of_a_breach_starts_from_its_page(
    client: FlaskClient, lumens: Organisation
) -> None:
    """Linked by number; an hour that does not exist is an error at its field."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    first, second = lumens.file_complaint(), lumens.file_complaint()
    office = signed_in(client, kim.email)
    base = f"/lumens/kantoor/dossiers/{first.dossier_id}"
    unknown = office.submit(office.get(f"{base}/koppelen"), number="0099")
    assert unknown.status == 422
    assert "geen dossier met dit nummer" in unknown.text
    linked = office.submit(unknown, number=second.number)
    assert second.number in linked.text
    assert f'href="{base}/vrijgeven"' in linked.text
    day = [TODAY.day, TODAY.month, TODAY.year]
    form = office.get(f"{base}/verkeerd-bezorgd")
    wrong = office.submit(form, what="Naar de buren.", noticed_on=day, noticed_time="25.61")
    assert wrong.status == 422
    assert "Schrijf het tijdstip als 14.30." in wrong.text
    assert "Naar de buren." in wrong.text


def test_a_withdrawn_complaint_does_not_say_what_its_clock_waits_for(
    client: FlaskClient, lumens: Organisation
) -> None:
    """Nothing runs any more, so nothing is missing."""
    kim = signed_in(client, lumens.hire("Kim Bakvis", "secretary").email)
    filed = lumens.file_complaint(objection="")
    base = f"/lumens/kantoor/dossiers/{filed.dossier_id}"
    waits = "De klok begint te lopen als dit er is"
    assert waits in kim.get(base).text
    kim.submit(kim.get(f"{base}/intrekken"), reasons="De klager belde dat het klaar is.")
    closed = kim.get(base).text
    assert "Ingetrokken" in closed and waits not in closed
