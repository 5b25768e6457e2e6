"""Which layers of a PDF a reader sees when it is opened (ISO 32000, 8.11); what is in the others is not shown."""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

DEEPEST = 20


def hidden_groups(pdf: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    """The layers that are off on a screen, by their object numbers."""
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return frozenset()
    groups = [one for one in _list(properties.get("/OCGs")) if isinstance(one, Dictionary)]
    default = properties.get("/D", Dictionary())
    off = {one.objgen for one in groups} if default.get("/BaseState") == "/OFF" else set()
    off |= {one.objgen for one in _list(default.get("/OFF")) if isinstance(one, Dictionary)}
    off -= {one.objgen for one in _list(default.get("/ON")) if isinstance(one, Dictionary)}
    for usage in _list(default.get("/AS")):
        if isinstance(usage, Dictionary) and usage.get("/Event") == "/View":
            for one in _list(usage.get("/OCGs")):
                state = _state(one)
                if state == "/OFF":
                    off.add(one.objgen)
                elif state == "/ON":
                    off.discard(one.objgen)
    return frozenset(off)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else []


def _state(group: Any) -> str:
    if not isinstance(group, Dictionary):
        return ""
    usage = group.get("/Usage", Dictionary())
    view = usage.get("/View", Dictionary()) if isinstance(usage, Dictionary) else Dictionary()
    return str(view.get("/ViewState", "")) if isinstance(view, Dictionary) else ""


def shown(content: Any, hidden: frozenset[tuple[int, int]]) -> bool:
    """Whether what belongs to this layer, or to these layers together, is seen."""
    if not hidden or not isinstance(content, Dictionary):
        return True
    if content.get("/Type") != "/OCMD":
        return content.objgen not in hidden
    rule = content.get("/VE")
    if isinstance(rule, Array):
        return _judged(rule, hidden, 0)
    named = content.get("/OCGs")
    groups = [named] if isinstance(named, Dictionary) else _list(named)
    states = [one.objgen not in hidden for one in groups if isinstance(one, Dictionary)]
    if not states:
        return True
    policy = str(content.get("/P", "/AnyOn"))
    return {
        "/AllOn": all(states),
        "/AnyOff": not all(states),
        "/AllOff": not any(states),
    }.get(policy, any(states))


def _judged(rule: Any, hidden: frozenset[tuple[int, int]], depth: int) -> bool:
    if isinstance(rule, Dictionary):
        return rule.objgen not in hidden
    if not isinstance(rule, Array) or len(rule) < 2 or depth > DEEPEST:
        return True
    states = [_judged(one, hidden, depth + 1) for one in list(rule)[1:]]
    word = str(rule[0])
    if word == "/Not":
        return not states[0]
    return all(states) if word == "/And" else any(states)
