"""HR and the secretary keep who works where; everybody says who stands in; without JavaScript, nothing typed lost."""

import re
from datetime import timedelta

from flask import Flask
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.workplace import workplace
from tests.support.world import PASSWORD, Organisation, StaffAccount

from wederhoor.work import local_date, utc_now

TODAY = local_date(utc_now())


def _as(app: Flask, person: StaffAccount) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.sign_in(person.email, PASSWORD)
    return visitor


def _error(page: Page, field: str) -> str:
    found = re.search(rf'id="{field}-fout">([^<]+)<', page.text)
    return found[1] if found else ""


def _boxes(days: int = 0) -> list[str]:
    return str(TODAY + timedelta(days=days)).split("-")[::-1]


def test_hr_changes_work_and_stand_ins_and_a_worker_says_who_does_theirs(
    app: Flask, lumens: Organisation
) -> None:
    place = workplace(lumens, password=PASSWORD)
    hilde, wim, other = _as(app, place.hr), _as(app, place.worker), str(place.other.account_id)
    people = hilde.get("/lumens/kantoor/medewerkers")
    assert "Wim Werker" in people.text
    assert "Medewerkers</a>" in people.text
    empty = hilde.submit(people, name=" ")
    assert (empty.status, _error(empty, "name")) == (422, "Schrijf hoe het team heet.")
    found = hilde.submit(people, "/zoek", zoek="WIM wèrker")
    assert found.url == "/lumens/kantoor/medewerkers/zoek"
    assert "1 van de 5 gevonden" in found.text
    assert "Lea Leider</a>" not in found.text
    assert 'value="WIM wèrker"' in found.text
    assert (
        "2 van de 5 gevonden" in hilde.submit(people, "/zoek", zoek="bo boven").text
    )  # by who leads them as well
    assert "Niemand gevonden" in hilde.submit(people, "/zoek", zoek="zqx").text
    assert hilde.submit(people, "/zoek", zoek="x" * 81).status == 422
    people = hilde.submit(people, "", name="Noord")
    again = hilde.submit(people, name="noord")
    assert (again.status, _error(again, "name")) == (422, "Dit team is er al.")
    assert 'value="noord"' in again.text

    path = f"/lumens/kantoor/medewerkers/{place.worker.account_id}"
    form = hilde.get(f"{path}/werk")
    assert f'value="{place.leader.account_id}" selected' in form.text
    wrong = hilde.submit(form, kind="koning", team="Zuid", supervisor="", valid_from=["31", "2", "2026"])
    assert wrong.status == 422
    assert "Kies hoe" in _error(wrong, "kind")
    assert "geen team" in _error(wrong, "team")
    assert "Kies wie leiding" in _error(wrong, "supervisor")
    assert "bestaat niet" in _error(wrong, "valid_from")
    assert 'value="31"' in wrong.text
    too_early = hilde.submit(form, supervisor=other, valid_from=["1", "1", "2019"])
    assert "Vanaf 1 januari 2020 is al iets genoteerd" in _error(too_early, "valid_from")
    assert f'value="{other}" selected' in too_early.text
    own = hilde.submit(form, supervisor=str(place.hr.account_id))
    assert own.status == 422
    done = hilde.submit(form, team="Noord", supervisor=other, valid_from=_boxes())
    assert done.url == path
    assert "Ot Ander" in done.text
    assert "Lea Leider" in done.text, "what was noted before stays"
    late = hilde.submit(form, team="", valid_from=_boxes())
    assert (late.status, "Een collega wijzigde dit net" in _error(late, "kind")) == (422, True)
    assert "onder Ot Ander" in late.text

    asked = hilde.get(f"{path}/vervanger")
    past = hilde.submit(asked, stand_in="", valid_from=_boxes(-1), valid_until=_boxes(-3))
    assert past.status == 422
    assert _error(past, "stand_in") == "Kies wie vervangt."
    assert "al voorbij" in _error(past, "valid_from")
    assert "vóór de eerste" in _error(past, "valid_until")
    named = hilde.submit(asked, stand_in=other, valid_from=_boxes(), valid_until=_boxes(3))
    assert "Vervangt nu" in named.text

    mine = wim.get("/lumens/afwezig")
    assert "Ot Ander" in mine.text
    twice = wim.submit(mine, stand_in=other, valid_from=_boxes(1), valid_until=["", "", ""])
    assert (twice.status, _error(twice, "stand_in")) == (422, "Deze persoon vervangt in die dagen al.")
    ending = mine.form("/einde").action
    ot = _as(app, place.other)
    token = ot.get("/lumens/afwezig").form().values
    assert ot.post(ending, list(token)).status == 404, "only who is away ends it, or HR"
    back = wim.submit(mine, "/einde")
    assert "Vervangt nu" not in back.text
    wim.submit(back, stand_in=other, valid_from=_boxes(1))
    assert "U vervangt zelf" in ot.get("/lumens/afwezig").text
    assert wim.get("/lumens/kantoor/medewerkers").status == 404
    assert wim.get(path).status == 404


def test_hr_ends_work_and_roles_with_a_reason(app: Flask, lumens: Organisation) -> None:
    """Errors at their fields with what was typed kept; nobody else than HR, and nobody for themselves."""
    place = workplace(lumens, password=PASSWORD)
    kim = lumens.hire("Kim Bakvis", "secretary")
    hilde, base = _as(app, place.hr), "/lumens/kantoor/medewerkers"
    path = f"{base}/{place.worker.account_id}"
    assert f'href="{path}/einde"' in hilde.get(path).text
    form = hilde.get(f"{path}/einde")
    empty = hilde.submit(form, last_day=["31", "2", "2026"], reason=" ")
    assert empty.status == 422
    for field, said in (("what", "Kies wat"), ("last_day", "bestaat niet"), ("reason", "Schrijf op waarom")):
        assert said in _error(empty, field)
    boxes = re.findall(r'name="what"\s+value="([^"]+)"', form.text)
    early = hilde.submit(form, what=boxes, last_day=["1", "1", "2019"], reason="Weg.")
    assert "begint pas op 1 januari 2020" in _error(early, "last_day")
    assert "Weg." in early.text
    assert early.text.count(" checked") == len(boxes) == 2
    foreign = hilde.submit(form, what=["0" * 32], reason="Weg.")
    assert "Kies wat" in _error(foreign, "what")
    done = hilde.submit(form, what=boxes, last_day=_boxes(-1), reason="Weg.")
    assert done.url == path
    assert "Geldt nu of straks" not in done.text
    assert "Er is niets meer" in hilde.get(f"{path}/einde").text
    last = hilde.get(f"{base}/{kim.account_id}/einde")
    refused = hilde.submit(last, what=re.findall(r'name="what"\s+value="([^"]+)"', last.text), reason="Weg.")
    assert "niemand meer klachten" in _error(refused, "what")
    assert "collega van HR" in hilde.get(f"{base}/{place.hr.account_id}/einde").text
    office = _as(app, kim)
    assert "/einde" not in office.get(f"{base}/{place.other.account_id}").text
    assert office.get(f"{base}/{place.other.account_id}/einde").status == 404
