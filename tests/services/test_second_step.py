"""Papers and letters open after six digits through the registered channel; a lost receipt code is replaced."""

from datetime import timedelta
from typing import Any

import pytest
from tests.support import clock
from tests.support.world import Filed, Organisation, on

from wederhoor.correspondence.code_letters import replace_code
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.service import NoSuchDossier
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.messages import second_step
from wederhoor.messages.second_step import LASTS, OPEN_FOR, TRIES, NoCode, TooManyCodes, Way, WrongCode
from wederhoor.notices.service import notices_of
from wederhoor.record import service as record
from wederhoor.tasks import service as tasks
from wederhoor.work import RESIDENT, Work

NOW = on(clock.TODAY)


def own(work: Work, filed: Filed) -> tuple[Dossier, Party]:
    return dossiers.find_by_code(work, work.vault.code_hash(filed.code), lock=True)


def mailed_digits(work: Work, dossier: Dossier) -> str:
    row = [row for row in notices_of(work, dossier.id) if row.letter == "door_code"][-1]
    assert row.recipient == "anna@bewoner.example"
    return str(row.content["text"]).split("code is: ")[1][:6]


def test_digits_by_mail_open_the_papers_for_an_hour_and_wrong_ones_count(lumens: Organisation) -> None:
    filed = lumens.file_complaint(now=NOW)
    with lumens.work(write=True, actor=RESIDENT, now=NOW) as work:
        dossier, anna = own(work, filed)
        with pytest.raises(NoCode):
            second_step.open_door(work, dossier, anna, "123456")
        assert second_step.ask_code(work, dossier, anna) is Way.EMAIL
        first = mailed_digits(work, dossier)
        second_step.ask_code(work, dossier, anna)  # a newer one stops the older one
        digits = mailed_digits(work, dossier)
        wrong = "000000" if digits != "000000" else "111111"
        with pytest.raises(WrongCode) as why:
            second_step.open_door(work, dossier, anna, wrong)
        assert why.value.left == TRIES - 1
        if first != digits:
            with pytest.raises(WrongCode):
                second_step.open_door(work, dossier, anna, first)
        key = str(second_step.open_door(work, dossier, anna, f"{digits[:3]} {digits[3:]}"))
        with pytest.raises(NoCode):
            second_step.open_door(work, dossier, anna, digits)
        assert second_step.open_until(work, anna, key) == NOW + OPEN_FOR
        assert second_step.open_until(work, anna, "geen sleutel") is None
        sentences = [line.sentence for line in record.read(work, dossier.id)]
        assert digits not in str(sentences)
    with lumens.work(actor=RESIDENT, now=NOW + OPEN_FOR) as work:
        assert second_step.open_until(work, own(work, filed)[1], key) is None
    other = lumens.file_complaint(now=NOW)
    with lumens.work(write=True, actor=RESIDENT, now=NOW) as work:
        dossier, stranger = own(work, other)
        assert second_step.open_until(work, stranger, key) is None
        second_step.ask_code(work, dossier, stranger)
        digits = mailed_digits(work, dossier)
        wrong = "000000" if digits != "000000" else "111111"
        for left in reversed(range(TRIES)):
            with pytest.raises(WrongCode) as why:
                second_step.open_door(work, dossier, stranger, wrong)
            assert why.value.left == left
        with pytest.raises(NoCode):
            second_step.open_door(work, dossier, stranger, digits)
        for _ in range(second_step.PER_HOUR - 1):
            second_step.ask_code(work, dossier, stranger)
        with pytest.raises(TooManyCodes):
            second_step.ask_code(work, dossier, stranger)
        late = mailed_digits(work, dossier)
    with lumens.work(write=True, actor=RESIDENT, now=NOW + LASTS) as work, pytest.raises(NoCode):
        second_step.open_door(work, *own(work, other), late)


def test_without_mail_somebody_of_the_office_gives_the_digits(lumens: Organisation) -> None:
    """Never any need for e-mail."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    told: dict[str, Any] = {"email": "", "phone": "06 12 34 56 78", "contact_channel": "phone"}
    filed = lumens.file_complaint(now=NOW, **told)
    with lumens.work(write=True, actor=RESIDENT, now=NOW) as work:
        dossier, anna = own(work, filed)
        assert second_step.ask_code(work, dossier, anna) is Way.PHONE
        second_step.ask_code(work, dossier, anna)
    with lumens.work(write=True, actor=lumens.as_staff(kim), now=NOW) as work:
        (task,) = tasks.open_tasks(work, dossier_id=filed.dossier_id)  # one, however often they ask
        assert (task.kind, task.text["phone"]) == ("door_code", "06 12 34 56 78")
        dossier = dossiers.find(work, filed.dossier_id, lock=True)
        digits = second_step.give_code(work, dossier, dossiers.complainant_of(work, dossier.id), Way.POST)
    with lumens.work(write=True, actor=RESIDENT, now=NOW + timedelta(days=3)) as work:
        assert second_step.open_door(work, *own(work, filed), digits)


def test_a_lost_code_is_replaced_and_the_old_one_stops_at_once(lumens: Organisation) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=NOW)
    with lumens.work(write=True, actor=lumens.as_staff(kim), now=NOW) as work:
        dossier = dossiers.find(work, filed.dossier_id, lock=True)
        party = dossiers.complainant_of(work, dossier.id)
        code = replace_code(work, dossier, party, ["called", "address"])
    with lumens.work(actor=RESIDENT, now=NOW) as work:
        with pytest.raises(NoSuchDossier):
            own(work, filed)
        assert dossiers.find_by_code(work, work.vault.code_hash(code))[0].id == filed.dossier_id
        assert "nieuwe code" in record.read(work, filed.dossier_id)[-1].sentence
