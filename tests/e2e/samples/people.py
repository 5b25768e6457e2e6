"""Who works here, and who stands in."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.e2e.samples.common import Maker
from tests.e2e.samples.portal import plain
from werkzeug.datastructures import MultiDict

from wederhoor.administration import CHECKS, AccountLine, JobLine, LeftLine, MailLine, Overview, PluginLine
from wederhoor.people.away import Away
from wederhoor.people.colleague_forms import (
    LeavingForm,
    ReachForm,
    SearchForm,
    StandInForm,
    TakeForm,
    TeamForm,
    WorkForm,
)
from wederhoor.people.colleagues import Colleague, Stage
from wederhoor.people.doors import Door, Shut
from wederhoor.people.employments import KIND_LABELS
from wederhoor.people.leaving import Held, RoleHeld
from wederhoor.people.reach import Waiting
from wederhoor.people.reachable import Reach

ONE, OTHER = UUID(int=1), UUID(int=2)
HERE = "/lumens/kantoor/medewerkers"
URLS = {"index": HERE, "reach": HERE, "show": HERE, "work": HERE, "stand_in": HERE, "own": "/lumens/afwezig"}
PEOPLE = [(str(ONE), "Kim Bakvis"), (str(OTHER), "Joost Kwaliteit")]


def _away(until: date | None = date(2026, 12, 4), *, now: bool = True) -> Away:
    return Away(
        id=ONE,
        account_id=ONE,
        name="Kim Bakvis",
        stand_in_id=OTHER,
        stand_in="Joost Kwaliteit",
        valid_from=date(2026, 11, 23),
        valid_until=until,
        now=now,
    )


def _rows(*found: Away) -> list[dict[str, Any]]:
    return [{"one": one, "end_url": HERE} for one in found]


def _person(name: str, *does: str, **more: Any) -> dict[str, Any]:
    told = {"team": None, "supervisor": None, "away": (), **more}
    return {"who": Colleague(account_id=ONE, name=name, does=does, **told), "url": HERE}


def _team(typed: str | None = None) -> Any:
    form = plain(TeamForm)(MultiDict({"name": typed}) if typed is not None else None)
    if typed is not None:
        form.validate()
    return form


def _index(**more: Any) -> dict[str, Any]:
    people = [
        _person("Dirk Directeur", "bestuurder", team="Bestuur"),
        _person("Kim Bakvis", "medewerker", "secretaris", team="Kantoor", supervisor="Dirk Directeur", away=(_away(),)),
        _person("Vera Voorzit", "voorzitter van de commissie", away=(_away(None, now=False),)),
    ]  # fmt: skip
    told = {
        "people": people,
        "total": 3,
        "text": "",
        "looked": plain(SearchForm)(),
        "urls": URLS | {"search": HERE},
    }
    return {**told, "teams": ["Bestuur", "Kantoor"], "form": _team(), **more}


def _stage(since: date, until: date | None, **more: Any) -> Stage:
    told = {
        "kind": "employee",
        "team": "Kantoor",
        "supervisor": "Dirk Directeur",
        "now": False,
        "planned": False,
    }
    return Stage(id=ONE, since=since, until=until, **{**told, **more})


STAGES = [
    _stage(date(2027, 1, 1), None, supervisor=None, team=None, planned=True),
    _stage(date(2026, 3, 2), date(2026, 12, 31), now=True),
    _stage(date(2024, 9, 1), date(2026, 3, 1), team="Wijkteam Noord", supervisor="Sanne Teamleider"),
]


REACH = Reach(phone="06 12345678", email="kim.bakvis@lumens.voorbeeld.example")


def _reach(typed: dict[str, str] | None = None) -> dict[str, Any]:
    form = plain(ReachForm)(MultiDict(typed) if typed is not None else None)
    if typed is not None:
        form.validate()
    return {"name": "Kim Bakvis", "form": form, "urls": URLS}


def _person_page(**more: Any) -> dict[str, Any]:
    told = {
        "name": "Kim Bakvis",
        "stages": STAGES,
        "kinds": KIND_LABELS,
        "away": _rows(_away(), _away(None, now=False)),
    }
    held = [
        Held(id=ONE, label="medewerker", since=date(2024, 9, 1), until=None),
        Held(id=OTHER, label="de rol secretaris", since=date(2025, 1, 1), until=date(2026, 12, 31)),
    ]
    told |= {"held": held, "end_url": HERE}
    return {**told, "instead": [_away()], "mine": False, "reach": REACH, "urls": URLS, **more}


def _leaving(typed: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    form = plain(LeavingForm)(MultiDict(typed) if typed is not None else None)
    form.prepare(
        [
            (str(ONE), "Medewerker, vanaf 1 september 2024"),
            (str(OTHER), "De rol secretaris, vanaf 1 januari 2025"),
        ]
    )
    if typed is not None:
        form.validate()
    return {
        "name": "Kim Bakvis",
        "form": form,
        "lefts": ["3 dossiers", "de leiding aan Vera Voorzit"],
        "roles": [
            RoleHeld(role="secretary", label="secretaris", others=("Joost Kwaliteit",), apart=False),
            RoleHeld(role="confidant", label="vertrouwenspersoon", others=(), apart=True),
        ],
        "mine": False,
        "urls": URLS,
        "foretold": [],
        "look": "look",
        **more,
    }


def _taking(**more: Any) -> dict[str, Any]:
    """Somebody would leave something: who takes it."""
    made = _leaving({"what": str(ONE), "last_day": ["22", "11", "2026"], "reason": "Gaat weg."})
    form = made["form"]
    form.offer(PEOPLE[1:])
    form.offer_roles({"secretary": (PEOPLE[1:], True)}, {"secretary": "secretaris"})
    form.taker.errors = ["Dit blijft anders liggen: 3 dossiers. Kies wie het overneemt. Dat gaat meteen in."]
    return {**made, **more}


SHUT = (
    Shut(says="De link van de uitnodiging is verlopen", at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC)),
    Shut(says="Te vaak een verkeerd wachtwoord; wacht tot", at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),
)


def _overview(**more: Any) -> dict[str, Any]:
    """How it stands at an organisation; all well unless told otherwise."""
    seen = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)

    def account(name: str, *does: str, **told: Any) -> AccountLine:
        usual = {"account_id": ONE, "last_in": seen, "door": Door(has_password=True, second_step=True)}
        return AccountLine(name=name, does=does, **{**usual, **told})

    usual: dict[str, Any] = {
        "accounts": [
            account("Ada Beheer", "beheerder"),
            account("Kim Bakvis", "secretaris", door=Door(has_password=True, shut=SHUT)),
            account("Nel Invaller", "kwaliteitsfunctionaris", door=Door(has_password=True)),
            account("Sam Nieuw", "medewerker", last_in=None, door=Door(shut=SHUT[:1])),
        ],
        "left": [LeftLine(name="Wim Weg", until=date(2026, 10, 31))],
        "checks": [(label, True) for label in CHECKS.values()],
        "scheduler_at": seen,
        "mail": [],
        "jobs": [],
        "backup_at": seen,
        "backup_late": False,
        "program": "0.1.0",
        "database": "0033",
        "plugin": PluginLine(
            name="lumens",
            distribution="wederhoor-lumens 0.1.0",
            contract="2",
            layers="jeugdwet",
            unanswered="statements, texts",
            wrong="",
            going_out=("letters, closed: laat ‘mail_subject’ weg",),
        ),
    }
    return {"found": Overview(**{**usual, **more}), "door_urls": {ONE: "/lumens/kantoor/beheer/accounts/1"}}


def _door(**more: Any) -> dict[str, Any]:
    usual = {
        "name": "Kim Bakvis",
        "door": Door(has_password=True, second_step=True),
        "mine": False,
        "done": "",
        "wrong": "",
        "asks": False,
        "urls": {"index": HERE, "link": HERE, "sessions": HERE, "step": HERE},
    }
    return {**usual, **more}


def _in_trouble() -> dict[str, Any]:
    since = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    return _overview(
        checks=[(label, label != "Database") for label in CHECKS.values()],
        scheduler_at=None,
        mail=[MailLine(label="Niet gelukt", colleagues=2, others=1, oldest=since, wrong=True)],
        jobs=[
            JobLine(
                label="Mail versturen",
                waiting=3,
                ended=1,
                since=since,
                faults=("TimeoutError at wederhoor/notices/mail.py:88",),
            )
        ],
        backup_at=None,
        backup_late=True,
        plugin=PluginLine(
            name="lumens",
            distribution="",
            contract="",
            layers="",
            unanswered="",
            wrong="Plugin ‘lumens’ is niet geïnstalleerd; kies er een die dat wel is.",
            going_out=(),
        ),
    )


def _waiting(*whats: str) -> dict[str, Any]:
    rows = [
        Waiting(room="dossier", id=ONE, what=what, since=date(2026, 11, 20), takers=frozenset({OTHER}))
        for what in whats
    ]
    return {"rows": [{"one": one, "url": HERE} for one in rows]}


def _take(typed: str | None = None, *, anybody: bool = True) -> dict[str, Any]:
    form = plain(TakeForm)(MultiDict({"taker": typed}) if typed is not None else None)
    form.offer(PEOPLE[1:])
    if typed is not None:
        form.validate()
    one = _waiting("Een dossier: wie klachten behandelt, mag het niet openen")["rows"][0]["one"]
    return {"one": one, "form": form, "anybody": anybody, "index_url": HERE}


def _work(typed: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    form = plain(WorkForm)(MultiDict(typed) if typed else None)
    form.prepare(["Bestuur", "Kantoor"], PEOPLE)
    if typed:
        form.validate()
    return {
        "name": "Kim Bakvis",
        "now": STAGES[1],
        "kinds": KIND_LABELS,
        "form": form,
        "mine": False,
        "urls": URLS,
        **more,
    }


def _stand_in(typed: dict[str, Any] | None = None) -> Any:
    form = plain(StandInForm)(MultiDict(typed) if typed else None)
    form.prepare(PEOPLE, date(2026, 11, 22))
    if typed:
        form.validate()
    return form


WRONG = {"stand_in": "", "valid_from": ["20", "11", "2026"], "valid_until": ["1", "11", "2026"]}

PAGES: dict[str, dict[str, Maker]] = {
    "people/colleagues.html": {
        "lijst": lambda: _index(),
        "leeg": lambda: _index(people=[], total=0, teams=[]),
        "gezocht": lambda: _index(
            people=[], text="piet", looked=plain(SearchForm)(MultiDict({"zoek": "piet"}))
        ),
        "fout": lambda: _index(form=_team(" ")),
    },
    "people/colleague.html": {
        "persoon": lambda: _person_page(),
        "niets": lambda: _person_page(stages=[], away=[], instead=[], held=[], end_url=None, reach=None),
        "zelf": lambda: _person_page(mine=True, away=[]),
    },
    "people/reachable.html": {
        "leeg": lambda: _reach(),
        "fout": lambda: _reach({"phone": "06", "email": "kim"}),
    },
    "people/work.html": {
        "leeg": lambda: _work(),
        "fout": lambda: _work({"kind": "", "supervisor": "", "valid_from": ["31", "2", "2026"]}),
        "zelf": lambda: _work(mine=True),
    },
    "people/account_door.html": {
        "": lambda: _door(),
        "dicht": lambda: _door(door=Door(second_step=True, shut=SHUT), wrong="Dit doet u niet voor uzelf."),
        "zeker": lambda: _door(asks=True),
        "klaar": lambda: _door(done="Deze collega is overal afgemeld.", mine=True),
    },
    "people/administration.html": {"": _overview, "mis": _in_trouble},
    "people/leaving.html": {
        "leeg": lambda: _leaving(),
        "fout": lambda: _leaving({"reason": "", "last_day": ["31", "2", "2026"]}),
        "zelf": lambda: _leaving(mine=True),
        "nagekeken": lambda: _taking(
            foretold=["Medewerker, vanaf 1 september 2024: tot en met 22 november 2026."]
        ),
        "overdragen": lambda: _taking(),
    },
    "people/waiting.html": {
        "wacht": lambda: _waiting(
            "Een dossier: wie klachten behandelt, mag het niet openen",
            "Een melding bij de gedragscode: niemand leest haar",
        ),
        "niets": lambda: _waiting(),
    },
    "people/take.html": {
        "leeg": lambda: _take(),
        "fout": lambda: _take(""),
        "niemand": lambda: _take(anybody=False),
    },
    "people/stand_in.html": {
        "leeg": lambda: {"name": "Kim Bakvis", "form": _stand_in(), "urls": URLS},
        "fout": lambda: {"name": "Kim Bakvis", "form": _stand_in(WRONG), "urls": URLS},
    },
    "people/away.html": {
        "leeg": lambda: {"away": [], "instead": [], "form": _stand_in()},
        "weg": lambda: {"away": _rows(_away()), "instead": [_away(None)], "form": _stand_in(WRONG)},
    },
}
