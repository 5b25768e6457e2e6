"""Stored answers of an older form, brought step by step to the form of today before anything is built from them.

A body says of itself in which shape it was stored (`MARK`); one that does not is of shape 1. A shape is released once answers are
stored in it. Whoever changes a field of a rule value after that raises `SHAPE`, adds a step from the shape before it, and keeps a
body of the new shape among the fixtures of the tests.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

MARK = "$shape"
SHAPE = 4
"""The shape answers are stored in today: every field written out, also where it holds its default."""

Plain = dict[str, Any]


class UnknownShape(Exception):
    """A body of a shape this version does not know: stored by a newer one."""


def upgraded(body: object) -> object:
    """A stored body in the shape of today. Raises ``UnknownShape``."""
    if not isinstance(body, dict):
        return body
    shape = body.pop(MARK, 1)
    if shape != SHAPE and shape not in STEPS:
        raise UnknownShape(f"vorm {shape} is van een nieuwere versie van het platform")
    while shape != SHAPE:
        _walk(body, STEPS[shape])
        shape += 1
    return body


def _walk(value: object, step: Callable[[Plain], None]) -> None:
    """A step for every value in a body, the inner ones first."""
    if isinstance(value, list):
        for item in value:
            _walk(item, step)
    elif isinstance(value, dict):
        for item in value.values():
            _walk(item, step)
        step(value)


@lru_cache(maxsize=1)
def _shape_1() -> Mapping[str, Mapping[str, Any]]:
    return json.loads(files("wederhoor.rules").joinpath("shape_1.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _from_1(value: Plain) -> None:
    """Shape 1 left out what held its default, and said in Dutch only who has a duty, towards whom and when.

    Here, and nowhere else, a sentence becomes data: by a table of the very sentences the plugins of that day had, so that what was
    stored decides what it decided then. A sentence that is not in the table names nobody (`not_said`), which is said aloud.
    The defaults are those of the day the shape was left, whatever they are today.
    """
    then = _shape_1()
    for name, default in then["defaults"].get(value.get("$", ""), {}).items():
        if name not in value:
            value[name] = json.loads(json.dumps(default))
    match value.get("$"):
        case "Duty":
            to = then["towards"].get(value["to"], {"towards": [["not_said", value["to"]]], "choice": None})
            value["by"] = _named(then["by"].get(value["who"], [["not_said", value["who"]]]))
            value["towards"] = _named(to["towards"])
            value["choice"] = _code("ContactOrder", to["choice"]) if to["choice"] else None
            value["moment"] = _code("Moment", then["moments"].get(value["when"], "not_said"))
            value["days"] = None
        case "Extension":
            told = [then["notices"].get(word, "others") for word in value["notice_to"]]
            value["addressees"] = [_code("Addressee", one) for one in told]
        case "Regime":
            value["laws"] = [
                _code("Law", then["laws"][name]) for name in value["governs"] if name in then["laws"]
            ]


def _named(pairs: list[list[str]]) -> list[Plain]:
    return [{"$": "RoleName", "role": role, "name": name} for role, name in pairs]


def _code(kind: str, value: str) -> Plain:
    return {"$": kind, "v": value}


def _from_2(value: Plain) -> None:
    """Shape 2 did not say how a contact stands to the others of its line, and kept what is still unknown among the notes;
    it said of a case that the director decides, also when it is about the director.
    """
    match value.get("$"):
        case "Contact":
            value.setdefault("place", _code("Place", "next"))
        case "ReportingLine":
            value.setdefault("unsaid", None)
        case "Step":
            value.setdefault("accused_label", "")
            if value["public_label"] == "De bestuurder beslist wat er gaat gebeuren":
                value["public_label"] = "{decision}"


_NEW_IN_4: Mapping[str, Plain] = {
    "AdmissibilityGround": {"when": [], "sign": None, "limit": None, "asks": ""},
    "Committee": {"panel": None, "excludes": []},
    "ComplaintProcess": {"when": [], "decider": None, "outcomes": [], "start_informal": None},
    "DeadlineRule": {"when": [], "step": None, "urgent": None, "counts_start": False},
    "Edition": {"absent": False},
    "Extension": {"again": False, "only_before_due": False},
    "FurtherOption": {"when": [], "places": []},
    "LetterTemplate": {"when": []},
    "Move": {"means": None, "letters": [], "meets": [], "starts": []},
    "Need": {"asks": []},
    "Organisation": {"processes": []},
    "RoleName": {"like": None},
    "RequiredItem": {"when": [], "question": None},
    "Row": {"becomes": {"$": "Becomes", "v": "takers"}, "only": []},
    "Seat": {"deputies": None, "pool": False, "qualities": []},
    "Step": {"body": ""},
    "Text": {"title": ""},
}
"""The fields shape 3 did not have, by type: what answers stored without them meant."""


_MEANINGS = frozenset(
    {
        "complete",
        "judge_admissible",
        "judge_inadmissible",
        "invite_conversation",
        "conversation_settled",
        "conversation_unsolved",
        "satisfied",
        "settle",
        "close_goal_reached",
        "close_no_reaction",
        "close_nothing_more",
        "close_other_handling",
        "close_secret_recording",
        "finish_investigation",
        "send_report",
        "findings",
        "answer",
        "decide",
        "withdraw",
    }
)
"""Codes of moves that were what today's `Meaning` of the same name says."""


_SIGNS = {
    "older_than_a_year": "too_late",
    "handled_before": "handled_earlier",
    "same_pending": "still_pending",
    "anonymous": "unnamed",
    "objection_possible": "decision",
    "appeal_possible": "decision",
}
_ASKED = {
    "older_than_a_year": "Welke bijzondere reden is er om de klacht toch te behandelen?",
    "handled_before": "Welke nieuwe feiten of omstandigheden zijn er?",
}
"""What was seen of a ground, and asked with its exception, by its code."""


def _from_3(value: Plain) -> None:
    """Shape 3 had fewer fields; a body without one gets what it meant then, written as it is stored.

    What a move is to the platform, and where dissatisfaction begins, was read from codes.
    """
    match value.get("$"):
        case "AdmissibilityGround" if value["code"] in _SIGNS:
            value.setdefault("sign", _code("Sign", _SIGNS[value["code"]]))
            value.setdefault("asks", _ASKED.get(value["code"], ""))
            if value["code"] == "older_than_a_year":
                year = {"$": "Term", "amount": 1, "unit": _code("Unit", "years")}
                limit = {"$": "FilingLimit", "term": year, "starts": _code("StartEvent", "happened")}
                value.setdefault("limit", limit)
        case "Move" if value["code"] in _MEANINGS:
            value.setdefault("means", _code("Meaning", value["code"]))
        case "ComplaintProcess" if any(step["code"] == "conversation" for step in value["steps"]):
            value.setdefault("start_informal", "conversation")
    for name, meant in _NEW_IN_4.get(value.get("$", ""), {}).items():
        value.setdefault(name, json.loads(json.dumps(meant)))


STEPS: Mapping[int, Callable[[Plain], None]] = {1: _from_1, 2: _from_2, 3: _from_3}
"""From each released shape to the one after it."""
