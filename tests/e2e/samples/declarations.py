"""Samples of the templates in `declarations/`: the real questions and answers of the three codes."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask import Flask
from tests.e2e.samples.common import Maker, at, thing

from wederhoor.declarations.forms import (
    ActForm,
    AssignForm,
    CheckForm,
    CorrectionForm,
    DecisionForm,
    ReactionForm,
    ReasonForm,
    SharingForm,
    check_form,
)
from wederhoor.declarations.pages import _groups
from wederhoor.declarations.questions import questions_of
from wederhoor.declarations.service import Whereto, Whom
from wederhoor.declarations.sums import Sum
from wederhoor.declarations.topics import Topic, judge, topic_by_code
from wederhoor.declarations.views import answer_view, sum_view
from wederhoor.organisation import Organisation, build_organisation
from wederhoor.people.service import StaffMember
from wederhoor.rules.declaring import VALUE, Outcome, acted_on
from wederhoor.rules.tables import Worth

TODAY = date(2026, 11, 22)
LUMENS = build_organisation("lumens", on=TODAY)
NEWER = build_organisation("lumens", on=TODAY, code_edition="nieuw")
IC = build_organisation("interaktcontour", on=TODAY)
WIL = build_organisation("wil", on=TODAY)
GIFT = {"giver": "relation", "kind": "goods", "in_talks": "no", "state": "done"}


def _filled(organisation: Organisation, code: str, **values: str) -> tuple[Topic, CheckForm]:
    topic = topic_by_code(organisation, code)
    assert topic is not None
    form = check_form(topic, questions_of(topic), recipient="employee", today=TODAY, fresh=True)
    for name, value in values.items():
        form[name].data = value
    return topic, form


def _check(
    organisation: Organisation,
    code: str,
    worth: str | None = None,
    *,
    answered: bool = False,
    changed: bool = False,
    **values: str,
) -> dict[str, Any]:
    topic, form = _filled(organisation, code, **values)
    answer, total = None, None
    if answered:
        value = Worth(low=Decimal(worth), high=Decimal(worth)) if worth else None
        judged = judge(organisation, topic, form.facts(), value)
        people = (StaffMember(account_id=IDS, name="Lea Leider", email="lea@voorbeeld.example"),)
        readers = tuple(
            Whom(role=one.role, name=one.name, part=one.part, people=people)
            for one in judged.handling.readers
        )
        answer = answer_view(judged, Whereto(readers=readers), organisation)
        total = sum_view(Sum(gifts=3, low=6000, high=8000, unknown=1), organisation, year=2026, own=True)
    return {
        "topic": {"label": topic.label, "gift": code == "gift", "once": topic.once},
        "edition": organisation.code_edition.title,
        "form": form,
        "groups": _groups(form),
        "no_amount": code == "gift" and VALUE not in acted_on(topic.policy),
        "answer": answer,
        "changed": changed,
        "total": total,
        "links": [{"label": "Met wie kan ik praten?", "url": "/lumens/met-wie-praten"}],
        "index_url": "/lumens/gedragscode/melden",
    }


def _wrong() -> dict[str, Any]:
    found = _check(IC, "gift", **GIFT)
    found["form"]["value"].data = "heel veel"
    found["form"]["value"].errors = [
        "Het bedrag ‘heel veel’ begrijpen wij niet. Schrijf een bedrag in cijfers."
    ]
    found["form"]["day"].errors = ["Deze dag ligt in de toekomst."]
    found["form"]["giver"].errors = ["Kies wie geeft."]
    return found


IDS: Any = "0193"
ONE: dict[str, Any] = {
    "label": "Geschenk",
    "what": "Een taart en een fles wijn",
    "who": "Bakkerij Jansen BV",
    "story": "Na afloop van het traject.\nHet stond ingepakt op mijn bureau.",
    "declarer": "Wim Werker",
    "declared_at": at(11, 16),
    "happened_on": date(2026, 11, 14),
    "worth": "tussen € 20 en € 30",
    "verdict": "Meld het nu: uw leidinggevende beslist",
    "tone": "warning",
    "explanation": "Uw schatting kan boven de 25 euro uitkomen. Uw leidinggevende beslist of u het mag aannemen.",
    "sources": ["Integriteitscode, Relatiegeschenken"],
    "articles": ["IC-44"],
    "duties": ["Medewerker: overleggen (leidinggevende, alsnog)"],
    "edition": "Integriteitscode InteraktContour",
    "breach": True,
    "remarks": [],
    "step": "wacht op een beslissing",
    "badge": "warning",
    "late": "te laat gemeld",
    "lateness": "late",
    "decide_by": date(2026, 11, 30),
    "outcome": None,
    "reason": "",
    "destination": "",
    "decided_at": None,
    "decided_by": None,
    "earlier": [],
    "review_on": None,
    "share_year": None,
}
DECIDED = {
    **ONE,
    "step": "afgehandeld",
    "badge": "quiet",
    "decide_by": None,
    "outcome": "wordt overgedragen",
    "reason": "Dit is te veel om te houden.",
    "destination": "Voedselbank Verzonnen",
    "decided_at": at(11, 18),
    "decided_by": "Lea Leider",
    "earlier": [
        {
            "outcome": "goedgevonden",
            "reason": "Een kleinigheid.",
            "on": "17 november 2026",
            "by": "Lea Leider",
            "why": "Het bleek meer waard.",
        }
    ],
    "late": "3 dagen later gemeld",
    "lateness": "afterwards",
    "share_year": 2026,
}
PEOPLE = [
    thing(name="leidinggevende", person="Lea Leider", part="beslist", seen_at=None, words="", nobody=False),
    thing(
        name="afdeling Communicatie",
        person="",
        part="wordt vooraf gevraagd",
        seen_at=at(11, 17),
        words="Akkoord, ik lees mee.",
        nobody=False,
    ),
    thing(name="animo-coach", person="", part="beslist", seen_at=None, words="", nobody=True),
]
ACTS = [
    thing(
        says="Een medewerker is op non-actief gezet",
        number="LN-24",
        done_on=date(2026, 11, 2),
        until_on=date(2026, 11, 23),
        over=False,
        note="Tijdens het onderzoek.",
        by="Lea Leider",
    ),
    thing(
        says="Aangifte is gedaan",
        number="LN-23",
        done_on=date(2026, 10, 1),
        until_on=date(2026, 10, 22),
        over=True,
        note="",
        by="",
    ),
]
TOTAL = {"gifts": 3, "amount": "€ 90", "unknown": 1, "known": True, "year": 2026, "ruled": False, "own": True}


def _show(one: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {
        "one": one,
        "people": PEOPLE,
        "used": [],
        "unused": [],
        "total": TOTAL,
        "form": None,
        "wrong": "",
        "withdraw_url": "/lumens/mijn-meldingen/0193/intrekken",
        "review_url": None,
        "note_url": None,
        "log": [(at(11, 16), "Er is een melding gedaan.")],
        "index_url": "/lumens/mijn-meldingen",
        **values,
    }


def _decision(*outcomes: Outcome) -> DecisionForm:
    form = DecisionForm(formdata=None)
    form.prepare(outcomes or tuple(Outcome))
    return form


def _correction() -> CorrectionForm:
    form = CorrectionForm(formdata=None)
    form.prepare(tuple(Outcome))
    form.why.errors = ["Schrijf op waarom u het besluit verbetert."]
    return form


def _act() -> ActForm:
    form = ActForm(formdata=None)
    form.prepare([("police_report", "Aangifte is gedaan"), ("suspension", "Op non-actief gezet")], TODAY)
    return form


def _decide(one: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {
        "one": one,
        "people": PEOPLE,
        "waits_for": [],
        "form": None,
        "only_note": False,
        "reaction": None,
        "acts": [],
        "act": None,
        "correction": None,
        "correct_url": "/wil/beslissen/0193/verbetering",
        "total": {**TOTAL, "own": False},
        "wrong": "",
        "decide_url": "/wil/beslissen/0193/besluit",
        "react_url": "/wil/beslissen/0193/reactie",
        "act_url": "/wil/beslissen/0193/gedaan",
        "note_url": None,
        "note_ready": False,
        "note_failed": False,
        "term": IC.profile.declarations,
        "index_url": "/wil/beslissen",
        **values,
    }


def _refused() -> dict[str, Any]:
    form = _decision()
    form.outcome.errors = ["Kies uw antwoord."]
    form.reason.errors = ["Schrijf op waarom."]
    return _decide(ONE, form=form, waits_for=["afdeling Communicatie"])


ROW = thing(
    label="Geschenk",
    what="Een taart",
    declarer="Wim Werker",
    url="/wil/beslissen/0193",
    declared_at=at(11, 16),
    decide_by=date(2026, 11, 20),
    overdue=True,
    for_another=True,
    late="te laat gemeld",
)
QUIET = thing(**{**vars(ROW), "decide_by": None, "overdue": False, "for_another": False, "late": ""})


def _own(**values: Any) -> Any:
    made = {
        "label": "Geschenk",
        "url": "/wil/mijn-meldingen/0193",
        "declared_at": at(11, 16),
        "worth": "€ 25",
        "state": "wacht op een beslissing",
        "badge": "warning",
        "late": True,
        "decide_by": date(2026, 11, 30),
        "review": False,
    }
    return thing(**{**made, **values})


def _register(**values: Any) -> dict[str, Any]:
    made = {
        "filters": {
            "topics": [thing(value="", label="Alle onderwerpen", current=True)],
            "states": [thing(value="open", label="wacht op een beslissing", current=True)],
            "late": [thing(value="", label="Op tijd of niet", current=True)],
            "declarer": "0193",
            "declarer_name": "Wim Werker",
            "days": {"vanaf": "2-3-2026", "tot": "gisteren"},
            "errors": {"tot": "Schrijf deze datum als 2-3-2026."},
            "narrowed": True,
            "pairs": [("stand", "open")],
        },
        "rows": [
            thing(
                label="Geschenk",
                declarer="Wim Werker",
                url="/wil/kantoor/meldingen/0193",
                declarer_url="/wil/kantoor/meldingen?wie=0193",
                declared_at=at(11, 16),
                worth="€ 25",
                state="wacht op een beslissing",
                badge="warning",
                late="te laat gemeld",
                decide_by=date(2026, 11, 20),
                overdue=True,
                decides="Lea Leider",
            )
        ],
        "overdue": 1,
        "remind_url": "/wil/kantoor/meldingen/herinner",
        "reminded": 2,
        "more": "/wil/kantoor/meldingen?na=abc",
        "wrong": "",
        "register_url": "/wil/kantoor/meldingen",
        "export_url": "/wil/kantoor/meldingen/uitvoer",
        "waiting": [
            thing(
                label="Een melding",
                declarer="Bo Boven",
                url="/wil/kantoor/meldingen/0194/aanwijzen",
                declared_at=at(11, 16),
            )
        ],
        "more_waiting": "/wil/kantoor/meldingen",
        "year_end_url": "/wil/kantoor/meldingen/jaareinde",
    }
    return {**made, **values}


def _entry(**values: Any) -> dict[str, Any]:
    made = {
        "one": ONE,
        "people": PEOPLE,
        "total": {**TOTAL, "own": False},
        "decides": "",
        "late": False,
        "remind_url": None,
        "reminded": None,
        "index_url": "/wil/kantoor/meldingen",
    }
    return {**made, **values}


def _quiet_register() -> dict[str, Any]:
    found = _register(
        rows=[],
        more=None,
        waiting=[],
        more_waiting=None,
        year_end_url=None,
        overdue=0,
        reminded=None,
        wrong="Te veel voor één bestand.",
    )
    calm = {"declarer": "", "declarer_name": "", "errors": {}, "narrowed": False, "pairs": []}
    found["filters"] = {**found["filters"], **calm, "days": {"vanaf": "", "tot": ""}}
    return found


def _assign(wrong: bool = False) -> dict[str, Any]:
    form = AssignForm(formdata=None)
    form.prepare([("0193", "Lea Leider")])
    if wrong:
        form.account.errors = ["Kies iemand uit de lijst."]
    return {
        "form": form,
        "declarer": "Bo Boven",
        "declared_at": at(11, 16),
        "index_url": "/wil/kantoor/meldingen",
    }


def _year(done: bool = False, **values: Any) -> dict[str, Any]:
    task = {
        "due_on": date(2026, 12, 31),
        "done_at": at(12, 18) if done else None,
        "done_by": "Hilde Haar" if done else "",
        "gifts": 1 if done else None,
        "result": "Verloot op de kerstborrel." if done else "",
    }
    gift = {"what": "Fles wijn", "who": "Bakkerij Jansen", "declarer": "Wim Werker", "worth": "€ 12"}
    made = {
        "year": 2026,
        "gifts": [{**gift, "happened_on": date(2026, 5, 1)}],
        "task": task,
        "form": None if done else SharingForm(formdata=None),
        "years_url": "/wil/kantoor/meldingen/jaareinde",
        "more": None,
    }
    return {**made, **values}


def _here(maker: Maker) -> Maker:
    """Our forms ask the application for the language of their messages."""

    def make() -> dict[str, Any]:
        with Flask("voorbeeld").app_context():
            return dict(maker())

    return make


_PAGES: dict[str, dict[str, Maker]] = {
    "declarations/index.html": {
        "": lambda: {
            "edition": "Missie en Gedragscode",
            "caution": "Deze uitgave is waarschijnlijk vervangen.",
            "mine": [thing(label="Geschenk", url="/lumens/gedragscode/geschenk")],
            "others": [thing(label="Kleding", url="/lumens/gedragscode/melden/kleding")],
            "coming": [
                {
                    "edition": "Gedragscode Lumens",
                    "from": None,
                    "topics": [{"label": "Diefstal", "says": "Diefstal meldt u bij uw leidinggevende."}],
                },
                {"edition": "Later", "from": date(2027, 1, 1), "topics": []},
            ],
        },
    },
    "declarations/check.html": {
        "": lambda: _check(IC, "gift"),
        "antwoord": lambda: _check(
            IC, "gift", "60", answered=True, who="Bakkerij Jansen BV", what="Taart", **GIFT
        ),
        "mag-niet": lambda: _check(
            IC, "gift", answered=True, changed=True, giver="client", kind="cash", state="offered"
        ),
        "fout": _wrong,
        "lumens": lambda: _check(LUMENS, "gift", answered=True, giver="client", kind="goods", state="done"),
        "wil": lambda: _check(WIL, "side_activity", answered=True, conflict="unclear", state="done"),
        "rechten": lambda: _check(NEWER, "unsafe_at_client", answered=True),
        "diefstal": lambda: _check(NEWER, "theft", answered=True),
        "relatie": lambda: _check(IC, "personal_relation"),
    },
    "declarations/own.html": {
        "": lambda: {
            "rows": [
                _own(),
                _own(state="goedgevonden", badge="ok", late=False, decide_by=None, worth="", review=True),
            ],
            "more": "/wil/mijn-meldingen?na=abc",
            "declare_url": "/wil/gedragscode/melden",
        },
        "leeg": lambda: {"rows": [], "more": None, "declare_url": "/wil/gedragscode/melden"},
    },
    "declarations/show.html": {
        "": lambda: _show(ONE, form=ReasonForm(formdata=None)),
        "besluit": lambda: _show(
            DECIDED,
            note_url="/lumens/beslissen/0193/aantekening.pdf",
            review_url="/lumens/mijn-meldingen/0193/nakijken",
        ),
        "rechten": lambda: _show(
            {**ONE, "worth": None, "who": "", "story": ""},
            total=None,
            used=[
                thing(
                    says="Ik ben meteen gestopt met werken bij deze klant.",
                    number="LN-29",
                    done_on=date(2026, 11, 14),
                    until_on=None,
                    over=False,
                    note="",
                    by="Wim Werker",
                )
            ],
            unused=[
                thing(
                    says="Ik wil niet opnieuw bij deze klant worden geplaatst.",
                    number="LN-31",
                    url="/lumens/mijn-meldingen/0193/recht/refuses_placement",
                )
            ],
            wrong="Dit had u al laten weten.",
        ),
    },
    "declarations/waiting.html": {
        "": lambda: {
            "to_decide": [ROW],
            "to_answer": [QUIET],
            "to_read": [QUIET],
            "more": "/wil/beslissen?na=x",
        },
        "leeg": lambda: {"to_decide": [], "to_answer": [], "to_read": [], "more": None},
    },
    "declarations/decide.html": {
        "": lambda: _decide(ONE, form=_decision()),
        "gelezen": lambda: _decide({**ONE, "decide_by": None}, form=_decision(Outcome.NOTED), only_note=True),
        "fout": _refused,
        "reactie": lambda: _decide(ONE, reaction=ReactionForm(formdata=None)),
        "verbeteren": lambda: _decide(DECIDED, correction=_correction()),
        "besluit": lambda: _decide(DECIDED, note_url="/wil/beslissen/0193/aantekening.pdf", note_ready=True),
        "diefstal": lambda: _decide(
            DECIDED,
            acts=ACTS,
            act=_act(),
            note_url="/wil/beslissen/0193/aantekening.pdf",
            wrong="Een ander heeft hier al op beslist.",
        ),
    },
    "declarations/register.html": {"": lambda: _register(), "leeg": _quiet_register},
    "declarations/entry.html": {
        "": lambda: _entry(one=DECIDED),
        "wacht": lambda: _entry(
            decides="Lea Leider", late=True, remind_url="/wil/kantoor/meldingen/0193/herinner", reminded=0
        ),
    },
    "declarations/assign.html": {"": lambda: _assign(), "fout": lambda: _assign(wrong=True)},
    "declarations/years.html": {
        "": lambda: {
            "years": [
                thing(year=2027, url="/jaareinde/2027", done_at=None, due_on=None, late=False),
                thing(year=2026, url="/jaareinde/2026", done_at=None, due_on=date(2026, 12, 31), late=True),
                thing(
                    year=2025,
                    url="/jaareinde/2025",
                    done_at=at(1, 5),
                    due_on=date(2025, 12, 31),
                    late=False,
                ),
            ],
            "index_url": "/wil/kantoor/meldingen",
        },
        "leeg": lambda: {"years": [], "index_url": "/wil/kantoor/meldingen"},
    },
    "declarations/year.html": {
        "": lambda: _year(),
        "gedeeld": lambda: _year(done=True),
        "leeg": lambda: _year(gifts=[], task=None),
    },
}
PAGES = {
    name: {variant: _here(maker) for variant, maker in variants.items()} for name, variants in _PAGES.items()
}
