"""Answers stored with a case: of every shape that was ever stored, they thaw and decide what they decided then."""

import gzip
import json
from dataclasses import replace

import pytest
from tests.support.shapes import FIELDS, answers_of_today, bodies, folder, roads, shape_of_today

from wederhoor.organisation import OrganisationError, content_hash, freeze, thaw
from wederhoor.rules import duties
from wederhoor.rules.letters import Addressee
from wederhoor.rules.profile import DecideWithin, OrganisationProfile
from wederhoor.rules.provenance import ToConfirm
from wederhoor.rules.roles import RoleName
from wederhoor.rules.shapes import MARK, SHAPE, STEPS
from wederhoor.rules.tables import Row

STORED = [
    pytest.param(shape, name, body, id=f"{shape}-{name}")
    for shape in range(1, SHAPE + 1)
    for name, body in bodies(shape)
]


def test_every_shape_has_its_bodies_and_a_step_to_the_next() -> None:
    for shape in range(1, SHAPE + 1):
        assert len(list(bodies(shape))) >= 5, shape
    assert sorted(STEPS) == list(range(1, SHAPE))


@pytest.mark.parametrize(("shape", "name", "body"), STORED)
def test_a_stored_body_decides_what_it_decided_when_it_was_stored(shape: int, name: str, body: bytes) -> None:
    found = thaw(body)
    assert roads(found) == (folder(shape) / f"{name}.roads.txt").read_text(encoding="utf-8")
    assert thaw(freeze(found)) == found


def test_values_changed_shape_only_with_a_shape_of_their_own() -> None:
    """Change a field and raise `SHAPE`, add a step to `STEPS` and run `python -m tests.support.shapes`."""
    assert shape_of_today() == (folder(SHAPE) / FIELDS).read_text(encoding="utf-8")


def test_a_body_of_today_is_whole_and_marked() -> None:
    for name, organisation in answers_of_today():
        body = json.loads(freeze(organisation))
        assert body[MARK] == SHAPE
        assert "take_over" in body["profile"], name
        assert all("beforehand" in row for row in body["gift_policy"]["rows"])


@pytest.mark.parametrize(("shape", "name", "body"), STORED)
def test_a_default_that_changes_changes_no_stored_answer(
    shape: int, name: str, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = thaw(body)
    longer = DecideWithin(days=90, source=ToConfirm(reason="een andere dag"))
    monkeypatch.setitem(OrganisationProfile.__init__.__kwdefaults__, "declarations", longer)
    monkeypatch.setitem(Row.__init__.__kwdefaults__, "beforehand", True)
    assert thaw(body) == before
    assert before.profile.declarations.days == 14


def test_a_sentence_no_plugin_had_names_nobody_and_is_refused_nothing() -> None:
    """A body of the first shape from elsewhere still opens: what it says in Dutch only is said aloud, never guessed."""
    body = json.loads(dict(bodies(1))["wil-2016"])
    row = next(row for row in body["gift_policy"]["rows"] if row.get("duties"))
    row["duties"] = [{"$": "Duty", "who": "de waard", "what": "melden", "to": "de baas", "when": "straks"}]
    duty = thaw(json.dumps(body).encode()).gift_policy.rows[body["gift_policy"]["rows"].index(row)].duties[0]
    assert duty.by == (RoleName(role="not_said", name="de waard"),)
    assert duty.towards == (RoleName(role="not_said", name="de baas"),)
    assert duty.moment is duties.Moment.NOT_SAID


def test_notices_and_laws_of_the_first_shape_become_data() -> None:
    old = thaw(dict(bodies(1))["lumens-2016"])
    extension = old.deadline("decision").extension
    assert extension is not None
    assert extension.addressees == (Addressee.COMPLAINANT, Addressee.ACCUSED, Addressee.MEMBERS)
    assert {law.value for regime in old.regimes for law in regime.laws} == {"jeugdwet", "wbk", "wmo"}


def test_a_body_of_a_newer_version_is_refused_in_words() -> None:
    body = json.loads(dict(bodies(SHAPE))["wil-2016"]) | {MARK: SHAPE + 1}
    with pytest.raises(OrganisationError, match="nieuwere versie"):
        thaw(json.dumps(body).encode())


def test_equal_answers_have_one_hash_and_others_another() -> None:
    (_, first), *_ = answers_of_today()
    assert content_hash(thaw(freeze(first))) == content_hash(first)
    assert content_hash(replace(first, texts=())) != content_hash(first)
    assert gzip.decompress((folder(SHAPE) / "wil-2016.json.gz").read_bytes()).startswith(
        b'{"$":"Organisation"'
    )
