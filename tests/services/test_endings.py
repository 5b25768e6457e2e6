"""One ending, one completion, one reopening: whoever was told hears it, and what had not left does not go."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from tests.support import clock
from tests.support.world import Filed, Organisation, StaffAccount, add_organisation, on

from wederhoor.accused import service as accused
from wederhoor.cases import linking, merging, naming, signing, transfer
from wederhoor.cases.completing import complete
from wederhoor.cases.correcting import correct_date, correct_party
from wederhoor.cases.ending import reopen
from wederhoor.cases.referring import refer
from wederhoor.cases.reversing import reverse_naming
from wederhoor.cases.withdrawing import withdraw_by, withdraw_for
from wederhoor.complaints import handling
from wederhoor.complaints.admissibility import Judgement, judge_admissibility
from wederhoor.complaints.catalogue import act_with
from wederhoor.complaints.term_changes import extend_term, revoke_change, shorten_terms
from wederhoor.deadlines import changes
from wederhoor.deadlines.case import Case, case_of
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called_in
from wederhoor.dossiers.content import content_of
from wederhoor.dossiers.service import find, find_by_code
from wederhoor.notices.labels import to_labels
from wederhoor.notices.service import State, notices_of
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.record import service as record
from wederhoor.rules.deadlines import Term, Unit
from wederhoor.tasks.service import open_tasks
from wederhoor.work import RESIDENT, Refused, Work

MONDAY = date(2026, 3, 2)
begins = clock.starts_at(on(MONDAY - timedelta(days=1)))
NEXT = MONDAY + timedelta(days=1)
GROUND = "too_long_ago"


@contextmanager
def acting(org: Organisation, who: StaffAccount, filed: Filed, day: date = NEXT) -> Iterator[Case]:
    with org.work(write=True, actor=org.as_staff(who), now=on(day)) as work:
        yield case_of(work, find(work, filed.dossier_id, lock=True))


def rows(work: Work, filed: Filed, letter: str) -> list[OutboxRow]:
    return [row for row in notices_of(work, filed.dossier_id) if row.letter == letter]


class Told:
    """A complaint about Bob of whom Anna leads the team; both were told of it."""

    def __init__(self, org: Organisation, **values: str) -> None:
        self.org = org
        self.kim = org.hire("Kim Bakvis", "secretary")
        self.bob, self.anna = org.hire("Bob Tweede", "employee"), org.hire("Anna Leider", "employee")
        self.filed = org.file_complaint(now=on(MONDAY), accused_name="B. Tweede", **values)
        with acting(org, self.kim, self.filed, MONDAY) as case:
            people = {one.account_id: one for one in naming.employees(case.work)}
            naming.confirm_accused(
                case.work,
                case.dossier,
                accused=people[self.bob.account_id],
                supervisor=people[self.anna.account_id],
            )
            for row in notices_of(case.work, self.filed.dossier_id):
                if row.letter in ("notice_accused", "notice_supervisor"):
                    row.state, row.done_at = State.SENT.value, case.work.now

    def news(self, letter: str) -> set[str]:
        with self.org.work() as work:
            return {row.addressee for row in rows(work, self.filed, letter) if row.state != "cancelled"}


def withdrawn(told: Told) -> None:
    with told.org.work(write=True, actor=RESIDENT, now=on(NEXT)) as work:
        dossier, party = find_by_code(work, work.vault.code_hash(told.filed.code), lock=True)
        withdraw_by(case_of(work, dossier), party, "Het is uitgepraat.")


def declined(told: Told) -> None:
    with acting(told.org, told.kim, told.filed) as case:
        ground = case.answers.admissibility[0].code
        judge_admissibility(
            case.work,
            case.dossier,
            Judgement(admissible=False, ground=ground, reason="Te lang geleden.", done_on=NEXT),
        )


def referred(told: Told) -> None:
    with acting(told.org, told.kim, told.filed) as case:
        refer(case, kind="other", where="De gemeente", reason="Die gaat erover.", whole=True, done_on=NEXT)


def transferred(told: Told) -> None:
    with acting(told.org, told.kim, told.filed) as case:
        transfer.transfer(case, body="Een ander", to_slug=None, consent="Ja.", reason="Daar.", done_on=NEXT)


def merged(told: Told) -> None:
    other = told.org.file_complaint(now=on(MONDAY))
    with acting(told.org, told.kim, told.filed) as case:
        into = find(case.work, other.dossier_id, lock=True)
        merging.merge_into(case, into, reason="Dezelfde klacht.", done_on=NEXT)


ENDINGS = {one.__name__: one for one in (withdrawn, declined, referred, transferred, merged)}


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_every_ending_reaches_who_was_told_of_the_complaint(lumens: Organisation, ending: str) -> None:
    """KR-061: the complainant in writing, the employee concerned too; and who leads them, for they had been told."""
    told = Told(lumens)
    ENDINGS[ending](told)
    bob, anna = f"account:{told.bob.account_id}", f"account:{told.anna.account_id}"
    assert {bob, anna} <= told.news("closed")
    with lumens.work() as work:
        dossier = find(work, told.filed.dossier_id)
        assert dossier.closed_on == NEXT and dossier.close_ground
        parties = {
            row.addressee.partition(":")[0]
            for row in notices_of(work, dossier.id)
            if row.occasion.startswith("closed:")
        }
        assert parties == {"party", "account"} | ({"body"} if ending == "transferred" else set())


def test_news_of_an_ending_says_to_whom_it_goes(lumens: Organisation) -> None:
    """Who the notice was for stays that person in the list of letters: not some colleague or member."""
    told = Told(lumens)
    withdrawn(told)
    with lumens.work() as work:
        every = notices_of(work, told.filed.dossier_id)
        words = to_labels(every)
        assert {words[row.id] for row in every if row.letter == "closed"} == {
            "de aangeklaagde",
            "de leidinggevende",
        }


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_who_was_not_told_yet_does_not_hear_of_it_at_the_end(lumens: Organisation, ending: str) -> None:
    """The first news waits for working hours when the case ends: it does not go, and nothing about an ending goes either."""
    told = Told(lumens)
    with lumens.work(write=True) as work:
        for row in notices_of(work, told.filed.dossier_id):
            if row.letter in ("notice_accused", "notice_supervisor"):
                row.state, row.done_at = State.WAITING.value, None
    ENDINGS[ending](told)
    assert told.news("notice_accused") == told.news("notice_supervisor") == set()
    with lumens.work() as work:
        assert not [row for row in rows(work, told.filed, "closed") if row.addressee.startswith("account:")]


def test_a_reopened_case_tells_everyone_and_what_told_of_its_end_does_not_go(lumens: Organisation) -> None:
    """Who withdrew complains again and gets letters; the accused and their supervisor hear it; the clocks run on."""
    told = Told(lumens)
    withdrawn(told)
    with (
        acting(lumens, told.kim, told.filed, NEXT) as case,
        pytest.raises(Refused, match="vóór de dag waarop"),
    ):
        reopen(case, step="conversation", reason="Toch niet.", done_on=MONDAY)
    with acting(lumens, told.kim, told.filed, NEXT) as case:
        open_steps = [step.code for step in case.process.steps if step.open]
        reopen(case, step=open_steps[-1], reason="Zij wil toch verder.", done_on=NEXT)
    assert told.news("withdrawn") == told.news("closed") == set()
    bob, anna = f"account:{told.bob.account_id}", f"account:{told.anna.account_id}"
    assert {bob, anna} <= told.news("reopened")
    with lumens.work(now=on(NEXT)) as work:
        (party,) = dossiers.complainants_of(work, told.filed.dossier_id)
        assert party.withdrawn_on is None
        assert f"party:{party.id}" in told.news("reopened")
        assert "Berichten die nog niet weg waren" in "\n".join(
            line.sentence for line in record.read(work, told.filed.dossier_id)
        )


def test_a_naming_taken_back_reaches_the_supervisor_and_the_right_person_is_told(
    lumens: Organisation,
) -> None:
    """KR-156(2): who was told hears that it is not so; a letter that happens to be held does not stand for the first news."""
    told = Told(lumens)
    carl = lumens.hire("Carl Derde", "employee")
    with acting(lumens, told.kim, told.filed) as case:
        (party,) = dossiers.accused_of(case.work, case.dossier.id)
        reverse_naming(case, party_id=party.id, reason="Een ander met die naam.")
        shorten_terms(case, until=date(2026, 3, 12), reason="Er dreigt schade.", done_on=NEXT)
    assert told.news("naming_reversed") == {f"account:{told.bob.account_id}"}
    assert told.news("supervisor_corrected") == {f"account:{told.anna.account_id}"}
    with lumens.work() as work:
        assert accused.supervised(work, told.anna.account_id) == []
        assert [row.state for row in rows(work, told.filed, "urgent") if row.addressee == "accused"] == [
            "held"
        ]
    with acting(lumens, told.kim, told.filed) as case:
        people = {one.account_id: one for one in naming.employees(case.work)}
        naming.confirm_accused(
            case.work, case.dossier, accused=people[carl.account_id], supervisor=people[told.anna.account_id]
        )
    place = f"account:{carl.account_id}"
    with lumens.work() as work:
        mine = {
            row.letter: row.state for row in notices_of(work, told.filed.dossier_id) if row.addressee == place
        }
        assert mine["notice_accused"] == mine["urgent"] == "waiting"
        again = [row for row in rows(work, told.filed, "notice_supervisor") if row.state == "waiting"]
        assert len(again) == 1


def test_a_naming_taken_back_before_the_supervisor_was_told_stops_that_news(lumens: Organisation) -> None:
    told = Told(lumens)
    with lumens.work(write=True) as work:
        for row in rows(work, told.filed, "notice_supervisor"):
            row.state, row.done_at = State.WAITING.value, None
    with acting(lumens, told.kim, told.filed) as case:
        (party,) = dossiers.accused_of(case.work, case.dossier.id)
        reverse_naming(case, party_id=party.id, reason="Een ander met die naam.")
    assert told.news("notice_supervisor") == told.news("supervisor_corrected") == set()


def test_a_decision_taken_back_takes_its_letters_back_or_says_that_it_no_longer_holds(
    lumens: Organisation,
) -> None:
    """KR-128, KR-138: what waits does not go; who had read it gets a draft with the dates that hold now."""
    told = Told(lumens)
    with acting(lumens, told.kim, told.filed) as case:
        shorten_terms(case, until=date(2026, 3, 12), reason="Er dreigt schade.", done_on=NEXT)
    with acting(lumens, told.kim, told.filed) as case:
        (decision,) = changes.changes_of(case.work, case.dossier.id)
        first, *others = rows(case.work, told.filed, "urgent")
        first.state, first.done_at = State.SENT.value, case.work.now
        assert others, "the accused is told as well"
        revoke_change(case, change_id=decision.id.hex, reason="De schade is weg.")
        assert {row.state for row in others} == {"cancelled"}
        (corrected,) = rows(case.work, told.filed, "corrected")
        assert (corrected.addressee, corrected.state) == (first.addressee, "to_look")
        body = case.work.session.get_one(Letter, (case.work.tenant_id, corrected.letter_id)).body
        assert "Dat geldt niet meer" in body and "6 april 2026" in body and told.filed.number in body


def test_a_corrected_date_makes_the_letters_that_say_it_again(lumens: Organisation) -> None:
    """What waits is replaced; what had left is followed by a draft; a letter that says nothing else is left alone."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(date(2026, 3, 9)))
    with acting(lumens, kim, filed, date(2026, 3, 9)) as case:
        (waiting,) = rows(case.work, filed, "confirmation")
        correct_date(case, which="start:arrival", right=MONDAY, reason="De brief lag een week.")
        correct_date(case, which="start:receipt", right=MONDAY, reason="De brief lag een week.")
        assert waiting.state == "cancelled"
        (now,) = [row for row in rows(case.work, filed, "confirmation") if row.state != "cancelled"]
        assert (now.state, now.meets) == ("waiting", "confirmation_sent")
        letter = case.work.session.get_one(Letter, (case.work.tenant_id, now.letter_id))
        assert "6 april 2026" in letter.body and "13 april 2026" not in letter.body
        now.state, now.done_at = State.SENT.value, case.work.now
    with acting(lumens, kim, filed, date(2026, 3, 10)) as case:
        correct_date(case, which="start:receipt", right=date(2026, 3, 3), reason="Eén dag later.")
        draft = [row for row in rows(case.work, filed, "confirmation") if row.state == "to_look"]
        assert len(draft) == 1 and draft[0].meets is None
        assert (
            "7 april 2026"
            in case.work.session.get_one(Letter, (case.work.tenant_id, draft[0].letter_id)).body
        )


@pytest.mark.parametrize(
    ("which", "right", "why"),
    [
        ("start:arrival", date(2026, 3, 5), "niet later zijn"),
        ("start:receipt", date(2026, 2, 27), "vóór de dag waarop de klacht binnenkwam"),
    ],
)
def test_dates_keep_their_order(lumens: Organisation, which: str, right: date, why: str) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    with acting(lumens, kim, filed, date(2026, 3, 6)) as case, pytest.raises(Refused, match=why):
        correct_date(case, which=which, right=right, reason="Verkeerd.")


def test_corrected_contact_data_survives_a_signature_and_a_completion(lumens: Organisation) -> None:
    """One truth: the corrected address wins; what is completed adds what was missing, and writes over nothing."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY), signed=False, objection="", phone="")
    with acting(lumens, kim, filed) as case:
        (party,) = dossiers.complainants_of(case.work, filed.dossier_id)
        new = {"given_name": "Annelies", "email": "veilig@bewoner.example", "phone": "06 99 99 99 99"}
        correct_party(case, party_id=party.id, values=new, reason="Onveilig adres.")
    with lumens.work(write=True, actor=RESIDENT, now=on(NEXT)) as work:
        dossier, party = find_by_code(work, work.vault.code_hash(filed.code), lock=True)
        complete(case_of(work, dossier), party, {}, signed_name="Anna Voorbeeld")
    with acting(lumens, kim, filed, NEXT) as case:
        act = act_with(case, "compleet")
        assert act is not None
        act.do(case, {"objection": "Zo hoort het niet.", "done_on": NEXT})
        (party,) = dossiers.complainants_of(case.work, filed.dossier_id)
        assert party.contact["email"] == "veilig@bewoner.example"
        assert (party.name["given_name"], party.contact["phone"]) == ("Annelies", "06 99 99 99 99")
        completed = [r for r in notices_of(case.work, filed.dossier_id) if r.occasion == "completed"]
        assert [row.recipient for row in completed] == ["veilig@bewoner.example"]
        letter = case.work.session.get_one(Letter, (case.work.tenant_id, completed[0].letter_id))
        assert "Beste Annelies Voorbeeld" in letter.body
    with acting(lumens, kim, filed, NEXT) as case:
        assert case.content.email == "veilig@bewoner.example" and case.content.given_name == "Annelies"


FELLOW = {
    "given_name": "Bert",
    "surname": "Buurman",
    "email": "bert@bewoner.example",
    "contact_channel": "email",
}


def test_a_fellow_who_signs_signs_for_nobody_else(lumens: Organisation) -> None:
    """KR-082: the complaint is signed when who filed it has signed."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY), signed=False, fellows=(FELLOW,))
    with acting(lumens, kim, filed) as case:
        anna, bert = sorted(dossiers.complainants_of(case.work, filed.dossier_id), key=lambda one: one.id)
        assert not complete(case, bert, {}, signed_name="Bert Buurman")
        assert bert.signed_at is not None and anna.signed_at is None and case.dossier.received_on is None
    with acting(lumens, kim, filed) as case:
        anna = min(dossiers.complainants_of(case.work, filed.dossier_id), key=lambda one: one.id)
        assert complete(case, anna, {}, signed_name="Anna Voorbeeld")
        assert case.dossier.received_on == NEXT


def test_the_office_withdraws_for_one_of_two_and_the_other_goes_on(lumens: Organisation) -> None:
    """KR-080: withdrawing is of each person; only who left gets the letter."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY), fellows=(FELLOW,))
    with acting(lumens, kim, filed) as case:
        act = act_with(case, "intrekken")
        assert act is not None
        anna, bert = sorted(dossiers.complainants_of(case.work, filed.dossier_id), key=lambda one: one.id)
        boxes = [field.name for field in act.fields(case) if field.name.startswith("party_")]
        assert boxes == [f"party_{anna.id.hex}", f"party_{bert.id.hex}"]
        typed = {"reasons": "Hij wil niet meer.", "done_on": NEXT}
        with pytest.raises(Refused, match="wie de klacht intrekt"):
            act.do(case, typed | dict.fromkeys(boxes, False))
        act.do(case, typed | {boxes[0]: False, boxes[1]: True})
        assert (anna.withdrawn_on, bert.withdrawn_on) == (None, NEXT)
        assert case.dossier.closed_on is None
        assert [row.addressee for row in rows(case.work, filed, "withdrawn")] == [f"party:{bert.id}"]
    with acting(lumens, kim, filed) as case:
        assert not [field for field in act.fields(case) if field.name.startswith("party_")]
        withdraw_for(case, [anna], on=NEXT, details=None, reason="Ook niet meer.")
        assert case.dossier.close_ground == "withdrawn"
    with acting(lumens, kim, filed) as case:
        reopen(case, step="assess", reason="Zij gaat toch door.", done_on=NEXT)
        who = {one.id: one.withdrawn_on for one in dossiers.complainants_of(case.work, filed.dossier_id)}
        assert who == {anna.id: None, bert.id: NEXT}, "Bert left before it closed, on the same day"


def test_a_part_that_is_split_off_takes_its_own_people_and_leaves_the_others(lumens: Organisation) -> None:
    """C16: who stays is in neither the number, the text nor the letters of the new one."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY), fellows=(FELLOW,))
    with acting(lumens, kim, filed) as case:
        anna, bert = sorted(dossiers.complainants_of(case.work, filed.dossier_id), key=lambda one: one.id)
        made = linking.split_off(case, parties=frozenset({bert.id}), reason="Een eigen verhaal.")
    with lumens.work() as work:
        other = case_of(work, find(work, made))
        assert [one.name["surname"] for one in dossiers.complainants_of(work, made)] == ["Buurman"]
        assert (other.content.surname, other.content.fellows) == ("Buurman", ())
        assert "-BUU-" in other.dossier.number
        here = case_of(work, find(work, filed.dossier_id))
        assert here.content.surname == "Voorbeeld"


def test_whom_the_office_confirmed_is_shown_with_what_the_complaint_called_them(lumens: Organisation) -> None:
    told = Told(lumens)
    with lumens.work() as work:
        (party,) = dossiers.accused_of(work, told.filed.dossier_id)
        who = called_in(work, [party])[party.id]
        assert (who.name, who.named) == ("Bob Tweede", "B. Tweede")
        assert str(who) == "Bob Tweede, in de klacht genoemd ‘B. Tweede’ (aangeklaagde)"


@pytest.mark.parametrize("text", ["Over Jansen aan de balie", "De vries heeft gelijk", "BUURMAN klaagt"])
def test_half_a_name_is_a_name_in_the_register(lumens: Organisation, text: str) -> None:
    """KR-150: the description names nobody, however the name is written."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(
        now=on(MONDAY), surname="Jansen-de Vries", fellows=({**FELLOW, "surname": "Büürman"},)
    )
    with acting(lumens, kim, filed) as case, pytest.raises(Refused, match="een naam"):
        handling.describe(case, text=text, category="treatment")


def test_answers_to_questions_that_are_no_longer_asked_are_not_filed(lumens: Organisation) -> None:
    """Namens een ander was chosen, filled in, and changed back; a handler too. Nobody is barred and the number is one's own."""
    handler = lumens.hire("Piet Beklaagde", "secretary")
    filed = lumens.file_complaint(
        now=on(MONDAY),
        complainant_kind="client",
        represented_surname="Ander",
        represented_given_name="Ans",
        about_kind="organisation",
        accused_name="",
        concerned_role="secretary",
    )
    with lumens.work(actor=lumens.as_staff(handler)) as work:
        dossier = find(work, filed.dossier_id)
        assert content_of(work, dossier).concerned_role == ""
        assert "-VOO-" in dossier.number
        assert dossiers.barred_accounts(work, dossier.id) == frozenset()
        assert {one.role for one in dossiers.complainants_of(work, dossier.id)} == {"complainant"}
        assert open_tasks(work, dossier_id=dossier.id) == []


def test_an_extension_keeps_its_due_date_in_its_letter_when_a_start_is_corrected(
    lumens: Organisation,
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(date(2026, 3, 9)))
    with acting(lumens, kim, filed, date(2026, 3, 9)) as case:
        extend_term(
            case,
            code="report",
            amount=Term(2, Unit.WEEKS),
            reason="Een lid is ziek.",
            done_on=date(2026, 3, 9),
        )
    with acting(lumens, kim, filed, date(2026, 3, 9)) as case:
        correct_date(case, which="start:arrival", right=MONDAY, reason="Lag een week.")
        correct_date(case, which="start:receipt", right=MONDAY, reason="Lag een week.")
        live = [
            row
            for row in notices_of(case.work, filed.dossier_id)
            if row.occasion.startswith("term:") and row.state != "cancelled" and row.letter_id is not None
        ]
        bodies = [case.work.session.get_one(Letter, (case.work.tenant_id, r.letter_id)).body for r in live]
        assert bodies and all("20 april 2026" in body and "27 april 2026" not in body for body in bodies)


def test_other_organisations_tell_the_accused_too(lumens: Organisation) -> None:
    """The same ending under another process (Awb)."""
    wil = add_organisation(lumens.installation, "wil", plugin="wil")
    told = Told(wil)
    withdrawn(told)
    assert f"account:{told.bob.account_id}" in told.news("closed")


def test_an_older_text_never_overwrites_a_newer_one(lumens: Organisation) -> None:
    """KR-079: what is read is what is signed. Whoever signs on an old page reads the new text first."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY), signed=False, objection="", channel="phone")
    with acting(lumens, kim, filed, MONDAY) as case:
        seen = signing.version_of(case.work, case.dossier)
        (party,) = signing.unsigned(case.work, case.dossier)
        complete(case, party, {"objection": "Zo hoort het niet."}, signed_name=None)
    old = {"description": "Ik werd weggestuurd.", "objection": "Weet ik niet."}
    with acting(lumens, kim, filed) as case, pytest.raises(signing.TextChanged):
        (party,) = signing.unsigned(case.work, case.dossier)
        signing.sign_complaint(
            case.work, case.dossier, party, old, signed_name="Anna Voorbeeld", how="op papier", seen=seen
        )
    with acting(lumens, kim, filed) as case:
        assert case.content.objection == "Zo hoort het niet."
        (party,) = signing.unsigned(case.work, case.dossier)
        now = signing.version_of(case.work, case.dossier)
        assert signing.sign_complaint(
            case.work, case.dossier, party, old, signed_name="Anna Voorbeeld", how="op papier", seen=now
        )


def test_what_asked_for_something_ends_with_the_case(lumens: Organisation) -> None:
    """A task to read back, or to settle dissatisfaction, is nobody's any more when the case has ended."""
    filed = lumens.file_complaint(now=on(MONDAY), filed_as="dissatisfaction")
    with lumens.work(now=on(MONDAY)) as work:
        assert [task.kind for task in open_tasks(work, dossier_id=filed.dossier_id)] == ["dissatisfaction"]
    with lumens.work(write=True, actor=RESIDENT, now=on(NEXT)) as work:
        dossier, party = find_by_code(work, work.vault.code_hash(filed.code), lock=True)
        withdraw_by(case_of(work, dossier), party, "")
    with lumens.work(now=on(NEXT)) as work:
        assert open_tasks(work, dossier_id=filed.dossier_id) == []
