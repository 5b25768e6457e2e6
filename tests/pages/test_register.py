"""The register: who is on it, and that what was drawn for one person is shown to no other."""

from flask.testing import FlaskClient
from tests.support import clock
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Organisation, on

from wederhoor.desk import service
from wederhoor.desk.filters import Filters

REGISTER = "/lumens/kantoor/register"


def test_each_sees_their_own_register_though_its_lines_are_drawn_once(
    client: FlaskClient, lumens: Organisation
) -> None:
    """Kept as drawn is what a line shows, not who may see it: somebody concerned finds nothing (KR-156)."""
    kim, mo = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Mo Lid", "committee_member")
    piet = lumens.hire("Piet Pietersen", "secretary")
    about_piet = lumens.file_complaint(now=on(clock.day(-1)), accused_name="Pietersen")
    other = lumens.file_complaint(now=on(clock.day(-1)), accused_name="Jansen")
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        service.save_view(work, "Mijn open zaken", Filters(status="open"))
    people = {}
    for who in (kim, mo, piet):
        people[who.email] = visitor_of(client.application.test_client())
        people[who.email].sign_in(who.email, PASSWORD)
    for _ in range(2):
        seen = {email: visitor.get(REGISTER).text for email, visitor in people.items()}
        assert all(other.number in text for text in seen.values())
        assert [about_piet.number in seen[who.email] for who in (kim, mo, piet)] == [True, True, False]
        assert ["Mijn open zaken" in seen[who.email] for who in (kim, mo, piet)] == [True, False, False]
        for text in seen.values():  # the members by name and function (KR-150)
            assert "<dd>Mo Lid</dd>" in text
            assert "<dd>Kim Bakvis</dd>" in text


def test_who_reads_is_looked_up_in_the_transaction_of_the_page_and_it_always_ends(
    client: FlaskClient, lumens: Organisation
) -> None:
    """No session, no role here, an ended session: the same answers as anywhere, and no connection stays behind."""
    kim, mo = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Mo Werker", "employee")
    pool = lumens.installation.engine.pool
    assert client.get(REGISTER).status_code == 303
    nobody = visitor_of(client.application.test_client())
    nobody.sign_in(mo.email, PASSWORD)
    assert nobody.get(REGISTER).status == 404
    visitor = visitor_of(client)
    visitor.sign_in(kim.email, PASSWORD)
    assert visitor.get(REGISTER).status == 200
    assert visitor.get(f"{REGISTER}?vanaf=gisteren").status == 422
    assert visitor.get("/lumens/kantoor/").status == 200
    assert pool.checkedout() == 0
