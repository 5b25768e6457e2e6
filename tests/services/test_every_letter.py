"""Every letter of every organisation, in every situation in which it can leave: nothing empty, nothing untrue (KR-060, 088, 115)."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from tests.support import clock
from tests.support.world import Filed, Organisation, StaffAccount, on

from wederhoor.cases.naming import confirm_accused
from wederhoor.cases.reversing import reverse_naming
from wederhoor.complaints.catalogue import act_with
from wederhoor.correspondence.again import offer_again
from wederhoor.correspondence.code_letters import send_code
from wederhoor.correspondence.outsiders import Outsider
from wederhoor.deadlines.case import Case, case_of
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.parties import place_of
from wederhoor.dossiers.sheets import sheet_of
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.messages import service as messages
from wederhoor.notices.pdf import to_pdf
from wederhoor.notices.service import State, notices_of
from wederhoor.notices.tables import Letter
from wederhoor.organisation import build_organisation
from wederhoor.people.service import ROLES, staff_with_role
from wederhoor.rules.familiar import familiar
from wederhoor.rules.letters import LETTER_FACTS, Addressee, placeholders, render_letter
from wederhoor.rules.wording import MONTHS, dutch_date
from wederhoor.work import Work

MONDAY = date(2026, 3, 2)
LATER = MONDAY + timedelta(days=3)
starts = clock.starts_at(on(MONDAY, 8))
PLUGINS = ("lumens", "wil", "interaktcontour")
BERT = {
    "given_name": "Bert",
    "surname": "Bedacht",
    "email": "bert@bewoner.example",
    "contact_channel": "email",
    "contact_consent": "yes",
}

WHO: Mapping[str, dict[str, Any]] = {
    "a client by mail": {},
    "a client by post": {"email": "", "contact_channel": "post"},
    "a client who wants large print": {"email": "", "contact_channel": "post", "large_print": "yes"},
    "a relative": {"complainant_kind": "relative"},
    "two together": {"fellows": [BERT]},
    "somebody who speaks for another": {
        "complainant_kind": "representative", "represented_given_name": "Jan", "represented_surname": "Vertegenwoordigd",
        "relation": "kleindochter", "authority": "written",
    },
    "a surviving relative": {
        "complainant_kind": "surviving_relative", "represented_given_name": "Opa", "represented_surname": "Overleden", "relation": "kind",
    },
    "a child alone": {"complainant_kind": "youth", "alone": "yes", "youth_help": "yes"},
    "somebody who works here": {"complainant_kind": "employee"},
    "about youth help": {"youth_help": "yes"},
    "about the director": {"about_kind": "director"},
    "about the secretary": {"about_kind": "handler", "concerned_role": "secretary"},
    "about the organisation": {"about_kind": "organisation", "accused_name": ""},
    "not complete": {"description": "", "objection": "", "steps_taken": ""},
    "in another script": {"given_name": "محمد", "surname": "الأمين"},
}  # fmt: skip
"""Who complains about what, as far as it changes a letter."""

EMPTY = (
    (r"[{}]", "a place for a fact"),
    (
        r"\b(?:op|om|door|naar|aan|van|bij|uiterlijk|over|voor) +[.,:;?!](?!\w)|uiterlijk(?: op)?[.,]",
        "a fact that is not there",
    ),
    (r":\s*\.", "nothing before the full stop"),
    (r"^\s*-\s*$", "an empty item"),
    (r"^##[^\n]*\n+(?=##|\Z)", "a heading with nothing below it"),
    (r"\b(?:None|null|undefined|NaN|TODO)\b", "a value that is none"),
    (r"\.\.(?!\.)|,,|  \S", "signs or spaces twice"),
    (r"aangeklaagde\b", "an internal name for somebody"),
    (
        r"(?:zit|zitten|vindt u) (?:bij|in) deze (?:brief|envelop)|bijgaand|in de bijlage",
        "something enclosed that is not",
    ),
    (r"kies 'Mijn klacht", "a way through the site that may change"),
)
YOU = re.compile(r"(?<![\w.-])[Uu]w?(?![\w-])")
DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """One database: what a letter says does not depend on it."""
    return str(request.param)


@dataclass
class Story:
    """One complaint and who works at the organisation it is about."""

    org: Organisation
    filed: Filed
    people: Mapping[str, StaffAccount]
    day: date = MONDAY

    @contextmanager
    def case(self, role: str = "secretary") -> Iterator[Case]:
        who = self.people[role]
        with self.org.work(write=True, actor=self.org.as_staff(who), now=on(self.day, 12)) as work:
            yield case_of(work, work.session.get_one(Dossier, (work.tenant_id, self.filed.dossier_id)))

    def act(self, slug: str, role: str = "secretary", **values: Any) -> None:
        with self.case(role) as case:
            act = act_with(case, slug)
            assert act is not None, slug
            act.do(
                case,
                {
                    "done_on": self.day,
                    "reason": "Een getuige is ziek.",
                    "reasons": "Wij hebben erover gepraat.",
                    **values,
                },
            )
            case.work.session.flush()

    def name(self, who: StaffAccount | Outsider | None, *, supervisor: bool = False) -> None:
        with self.case() as case:
            staff = {one.account_id: one for one in staff_with_role(case.work, ROLES)}
            accused = staff[who.account_id] if isinstance(who, StaffAccount) else who
            above = staff[self.people["supervisor"].account_id] if supervisor else None
            confirm_accused(case.work, case.dossier, accused=accused, supervisor=above)


def staff(org: Organisation) -> dict[str, StaffAccount]:
    return {
        "secretary": org.hire("Kim Bakvis", "secretary", "quality_officer"),
        "director": org.hire("Dirk Verzonnen", "director"),
        "committee_chair": org.hire("Vera Voorzit", "committee_chair"),
        "quality_officer": org.hire("Kees Kwaliteit", "quality_officer"),
        "employee": org.hire("Piet Verzonnen", "employee"),
        "supervisor": org.hire("Lea Leiding", "employee"),
        "confidant": org.hire("Vic Vertrouwd", "confidant"),
    }


def begin(org: Organisation, people: Mapping[str, StaffAccount], who: str) -> Story:
    filed = org.file_complaint(now=on(MONDAY, 9), **WHO[who])
    return Story(org=org, filed=filed, people=people)


def judge(story: Story, admissible: bool) -> None:
    with story.case() as case:
        grounds = {f"ground_{one.code}": "no" for one in case.answers.admissibility}
    if not admissible:
        grounds[next(iter(grounds))] = "yes"
    verdict = "judge_admissible" if admissible else "judge_inadmissible"
    story.act("ontvankelijkheid", verdict=verdict, reason="Er is al eerder over geoordeeld.", **grounds)


def named_staff(story: Story) -> None:
    story.name(story.people["employee"], supervisor=True)


def named_alone(story: Story) -> None:
    story.name(story.people["employee"])


def named_outside(story: Story) -> None:
    story.name(
        Outsider(
            given_name="Olaf",
            surname="Oud",
            channel="post",
            street="Verzinstraat 2",
            postal_code="1234 AB",
            town="Nergens",
        )
    )


def reversed_naming(story: Story) -> None:
    named_outside(story)
    with story.case() as case:
        for row in notices_of(case.work, case.dossier.id):
            if row.letter == "notice_accused":
                row.state = State.POSTED.value
        party = next(one for one in dossiers.accused_of(case.work, case.dossier.id) if one.confirmed_at)
        reverse_naming(case, party_id=party.id, reason="Er werkte nog iemand met die naam.")


def taken_up(story: Story) -> None:
    judge(story, True)


def declined(story: Story) -> None:
    judge(story, False)


def urgent(story: Story) -> None:
    named_alone(story)
    story.day = LATER
    story.act("spoed", until=LATER + timedelta(days=4))


def longer(story: Story) -> None:
    named_alone(story)
    longer_unnamed(story)


def longer_unnamed(story: Story) -> None:
    with story.case() as case:
        running = {code for code, row in case.clocks.items() if row.due_on and row.state == "running"}
        code = next(rule.code for rule in case.answers.deadlines if rule.extension and rule.code in running)
    story.act("uitstel", code=code, amount=1, unit="weeks")


def referred(story: Story) -> None:
    story.act("doorsturen", kind="objection", where="de gemeente Voorbeeld, afdeling bezwaar", whole=True)


def all_withdrew(story: Story) -> None:
    story.act("intrekken")


def one_withdrew(story: Story) -> None:
    with story.case() as case:
        party = min(dossiers.complainants_of(case.work, case.dossier.id), key=lambda one: one.id)
    story.act("intrekken", **{f"party_{party.id.hex}": True})


def reopened(story: Story) -> None:
    all_withdrew(story)
    with story.case() as case:
        step = case.process.start_complete
    story.act("heropenen", step=step)


def messaged(story: Story) -> None:
    with story.case() as case:
        party = dossiers.complainants_of(case.work, case.dossier.id)[0]
        messages.write_to_party(case.work, case.dossier, party, "Wij willen u graag spreken.")
        send_code(case.work, case.dossier, party)


def ends(
    slug: str, *, role: str = "secretary", first: Callable[[Story], None] | None = None, **values: Any
) -> Callable[[Story], None]:
    def do(story: Story) -> None:
        if first:
            first(story)
        story.act(slug, role, **values)

    return do


def talked(story: Story) -> None:
    story.act("gesprek")


TOLD = {
    "outcome": "Wij vinden de klacht gegrond.",
    "measures": "Het team praat erover voor 1 mei 2026.",
    "heard": "no",
    "waived": "Degene die klaagt wilde het niet.",
}
HAPPENS: Mapping[str, tuple[tuple[str, ...], Callable[[Story], None]]] = {
    "filed": (PLUGINS, lambda _story: None),
    "named, with a supervisor": (PLUGINS, named_staff),
    "named, without one": (PLUGINS, named_alone),
    "named, no account": (PLUGINS, named_outside),
    "wrongly named": (PLUGINS, reversed_naming),
    "taken up": (("lumens", "wil"), taken_up),
    "not taken up": (("lumens", "wil"), declined),
    "urgent": (("lumens",), urgent),
    "longer": (PLUGINS, longer),
    "longer, nobody named": (PLUGINS, longer_unnamed),
    "sent on": (PLUGINS, referred),
    "withdrawn": (PLUGINS, all_withdrew),
    "taken up again": (PLUGINS, reopened),
    "a message and a code": (PLUGINS, messaged),
    "solved in the talk": (("lumens",), ends("gesprek-gelukt", first=talked, complainant_satisfied=True, how_known="gebeld")),
    "nothing more to reach": (("lumens",), ends("niets-meer-te-bereiken", first=talked, role="quality_officer")),
    "secretly recorded": (("lumens",), ends("opname", secret_recording=True)),
    "satisfied": (("wil",), ends("klager-tevreden", complainant_satisfied=True, how_known="gebeld")),
    "findings": (("wil",), ends("bevindingen", first=taken_up, **TOLD)),
    "answer": (("interaktcontour",), ends("antwoord", **TOLD)),
}  # fmt: skip
"""What happens to it, and where that can."""


def rows() -> Iterator[Any]:
    for happening, (plugins, _) in HAPPENS.items():
        for plugin in plugins:
            yield pytest.param(plugin, happening, id=f"{plugin}: {happening}")


NEEDS_ALL = frozenset(
    {
        "taken up",
        "findings",
        "solved in the talk",
        "nothing more to reach",
        "longer",
        "longer, nobody named",
        "urgent",
    }
)


@pytest.mark.parametrize(("plugin", "happening"), tuple(rows()))
def test_every_letter_says_only_what_is_so(
    tenant: Callable[..., Organisation], plugin: str, happening: str
) -> None:
    do = HAPPENS[happening][1]
    org = tenant(plugin, plugin)
    people = staff(org)
    for who in WHO:
        if who == "not complete" and happening in NEEDS_ALL:
            continue
        if who == "about the organisation" and happening.startswith(("named", "wrongly")):
            continue
        if plugin == "interaktcontour" and who == "not complete" and happening == "answer":
            continue
        story = begin(org, people, who)
        do(story)
        with story.org.work(now=on(story.day, 13)) as work:
            letters = list(
                work.session.scalars(select(Letter).where(Letter.matter_id == story.filed.dossier_id))
            )
            assert letters or who == "about the secretary"
            for letter in letters:
                look_at(work, story, letter, who, happening)
            one_of_each(work, story, happening)


def look_at(work: Work, story: Story, letter: Letter, who: str, happening: str) -> None:
    body, where = letter.body, f"{letter.code} ({who}, {happening})"
    for pattern, what in EMPTY:
        found = re.search(pattern, re.sub(r"\\(\W)", r"\1", body), re.MULTILINE)
        assert not found, f"{where}: {what}: {found[0]!r} in\n{body}"
    assert story.filed.number in re.sub(r"\\(\W)", r"\1", body) or letter.code in ("message",), (
        f"KR-152: {where}"
    )
    addressed(work, letter, where)
    for day, month, year in DATE.findall(body):
        on_day = date(int(year), MONTHS.index(month) + 1, int(day))
        assert on_day >= MONDAY, f"{where}: {on_day} lies before the complaint"
    if "Dit bericht gaat ook naar" in body:
        others = {
            row.addressee for row in notices_of(work, letter.matter_id) if row.letter == letter.code
        } - {letter.addressee}
        assert others, f"{where}: nobody else is told"
    elif letter.code in ("extended", "postponed", "urgent") and happening == "longer, nobody named":
        assert "gaat ook naar degene" not in body, where
    if letter.code in ("findings", "inadmissible") and story.org.slug.startswith("wil"):
        assert "Ombudsman" in body, "Awb 9:12 lid 2"
    if letter.code == "close_nothing_more":
        assert "naar de klachtencommissie" in body, "KR-060 c"
    if letter.code == "urgent":
        assert dutch_date(LATER + timedelta(days=4)) in body, "its new dates"
    if (
        who == "about the director"
        and letter.addressee.startswith("party:")
        and letter.code in ("confirmation", "decision")
    ):
        assert "beslist de bestuurder" not in body and "beslist door de bestuurder" not in body, (
            f"C9: {where}"
        )
        assert "Een ander behandelt de klacht" in body, f"C9: {where}"
    if who == "a child alone" and letter.addressee.startswith("party:") and letter.code not in ("message",):
        said = re.sub(r"In English: .*", "", body)
        assert not YOU.search(said) and not YOU.search(letter.title), (
            f"{where}: {YOU.findall(said)} in {letter.title}\n{said}"
        )
    if letter.code == "withdrawn":
        assert ("afgesloten op" in body) == (happening != "one withdrew"), where
    sheet = sheet_of(work, letter, "https://post.voorbeeld.nl/x")
    assert sheet.head and sheet.number == story.filed.number
    if letter.code in ("notice_accused", "confirmation", "urgent") and happening in (
        "filed",
        "named, no account",
        "urgent",
    ):
        made = to_pdf(title=letter.title, sender="x", markdown=body, sheet=sheet)
        assert made.startswith(b"%PDF")


def addressed(work: Work, letter: Letter, where: str) -> None:
    """To somebody who is there, by their name; what waits until somebody says who it is goes to nobody yet."""
    kind, _, _ = letter.addressee.partition(":")
    if kind == "party" or letter.addressee.startswith("accused:"):
        parties = work.session.scalars(select(Party).where(Party.dossier_id == letter.matter_id)).all()
        assert letter.addressee in {place_of(one) for one in parties} | {
            f"party:{one.id}" for one in parties
        }, where
    else:
        held = {row.letter_id for row in notices_of(work, letter.matter_id) if row.state == State.HELD}
        assert kind in ("account", "body") or letter.id in held, f"{where}: {letter.addressee}"
    if letter.code != "message":
        greeting = re.search(r"^Beste (.+),$", letter.body, re.MULTILINE)
        assert greeting and greeting[1].strip() and "  " not in greeting[1], where


def one_of_each(work: Work, story: Story, happening: str) -> None:
    """Each notice with a letter is about one that is there, and goes to whom the letter is to."""
    letters = {
        one.id: one
        for one in work.session.scalars(select(Letter).where(Letter.matter_id == story.filed.dossier_id))
    }
    for row in notices_of(work, story.filed.dossier_id):
        if row.letter_id is not None and row.state != State.HELD:
            assert letters[row.letter_id].addressee == row.addressee, (row.letter, happening)


@pytest.mark.parametrize("plugin", PLUGINS)
@pytest.mark.parametrize("youth", [False, True], ids=["u", "je"])
def test_every_template_says_nothing_empty_with_all_its_facts_and_with_only_those_it_needs(
    plugin: str, youth: bool
) -> None:
    """Those the program sends by itself, and those it leaves to the office."""
    for template in build_organisation(plugin, on=MONDAY).letters:
        body = familiar(template.body) if youth else template.body
        needed = placeholders(body) - frozenset(re.findall(r"\{\?([a-z_]+)\}", body))
        known = {name: familiar(fact) if youth else fact for name, fact in LETTER_FACTS.items()}
        for facts in (known, {name: known[name] for name in needed}):
            made = render_letter(replace(template, body=body), facts)
            for pattern, what in EMPTY:
                found = re.search(pattern, re.sub(r"\\(\W)", r"\1", made), re.MULTILINE)
                assert not found, f"{plugin} {template.code}: {what}: {found[0]!r} in\n{made}"
            kept = re.sub(
                "|".join(re.escape(fact) for fact in LETTER_FACTS.values() if " " in fact), "", made
            )
            if youth and template.to is Addressee.COMPLAINANT:
                assert not YOU.search(kept), f"{plugin} {template.code}: {YOU.findall(kept)}\n{kept}"


def test_one_of_several_who_stops_is_told_that_it_goes_on_for_the_others(lumens: Organisation) -> None:
    """KR-080: the complaint is not closed, so no letter says so."""
    story = begin(lumens, staff(lumens), "two together")
    one_withdrew(story)
    with lumens.work(now=on(story.day, 13)) as work:
        letter = work.session.scalars(select(Letter).where(Letter.code == "withdrawn")).one()
        look_at(work, story, letter, "two together", "one withdrew")
        assert "De klacht gaat door voor wie verder klagen" in letter.body
        assert f"ingetrokken op {dutch_date(MONDAY)}" in letter.body


def test_titles_are_for_who_reads_them() -> None:
    """No name the office has for a kind of letter or for a person stands above a letter."""
    inside = re.compile(r"aangeklaagde|leidinggevende van|commissieleden|behandelaar|Bericht (?:aan|dat)")
    for plugin in PLUGINS:
        for letter in build_organisation(plugin, on=MONDAY).letters:
            assert not inside.search(letter.title), letter.title


def test_a_letter_that_says_the_same_to_a_child_is_not_offered_again(lumens: Organisation) -> None:
    """What is said with "je" is no other fact than what is said with "u"."""
    story = begin(lumens, staff(lumens), "a child alone")
    declined(story)
    with story.case() as case:
        before = len(notices_of(case.work, case.dossier.id))
        offer_again(case)
        assert len(notices_of(case.work, case.dossier.id)) == before
