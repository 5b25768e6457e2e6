"""The conformance suite passes for the three plugins and catches four broken ones, naming rule and
organisation.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest

from wederhoor.hookspecs import DeadlineRule, Moment, Policy, ReportingLine, RoleName, hookimpl
from wederhoor.organisation import build_organisation
from wederhoor.plugins import installed_plugins
from wederhoor.testing.conformance import check_plugin

TODAY = date(2026, 11, 22)


class Broken:
    """A plugin like an existing one, with one hook replaced."""

    def __init__(self, module: object, **hooks: object) -> None:
        vars(self).update({k: v for k, v in vars(cast(ModuleType, module)).items() if not k.startswith("_")})
        vars(self).update(hooks)


def _wil() -> object:
    return installed_plugins()["wil"]


@pytest.mark.parametrize("plugin", ["interaktcontour", "lumens", "wil"])
def test_the_three_plugins_conform(plugin: str) -> None:
    found = check_plugin(plugin, installed_plugins()[plugin], on=TODAY)
    assert [str(finding) for finding in found] == []


def test_a_dead_row_is_found() -> None:
    policy: Policy = _wil().gift_policy()  # type: ignore[attr-defined]
    dead = replace(policy, rows=(policy.rows[-1], *policy.rows))

    @hookimpl
    def gift_policy() -> Policy:
        return dead

    found = check_plugin("dood", Broken(_wil(), gift_policy=gift_policy), on=TODAY)
    assert any(f.plugin == "dood" and f.hook == "gift_policy" and f.rule == "above" for f in found)


def test_a_line_that_ends_at_the_accused_is_found() -> None:
    lines: tuple[ReportingLine, ...] = _wil().reporting_lines()  # type: ignore[attr-defined]
    suspicion = next(line for line in lines if line.matter == "suspicion")
    ends = replace(suspicion, contacts=suspicion.contacts[:1], silent_about=())

    @hookimpl
    def reporting_lines() -> tuple[ReportingLine, ...]:
        return (ends,)

    found = check_plugin("wil", Broken(_wil(), reporting_lines=reporting_lines), on=TODAY)
    assert [(f.plugin, f.rule) for f in found] == [("wil", "suspicion")]
    assert "own_manager" in str(found[0])


def test_a_rule_without_a_source_is_found() -> None:
    policy: Policy = _wil().gift_policy()  # type: ignore[attr-defined]
    bare = replace(policy, rows=(replace(policy.rows[0], sources=()), *policy.rows[1:]))

    @hookimpl
    def gift_policy() -> Policy:
        return bare

    found = check_plugin("bronloos", Broken(_wil(), gift_policy=gift_policy), on=TODAY)
    assert [f.plugin for f in found] == ["bronloos"]
    assert policy.rows[0].code in str(found[0])
    assert "noemt geen bron" in str(found[0])


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"by": ()}, "zegt niet als gegeven van wie zij is"),
        ({"towards": ()}, "zegt niet als gegeven bij wie zij is te doen"),
        ({"moment": None}, "noemt geen moment"),
        ({"by": (RoleName(role="baas", name="baas"),)}, "noemt een onbekende rol: baas"),
        (
            {"towards": (RoleName(role="hr", name="HR"), RoleName(role="ict", name="ICT")), "choice": None},
            "zegt niet of één genoeg is",
        ),
        ({"moment": Moment.WITHIN_DAYS}, "hoort een aantal dagen te noemen"),
        ({"days": 3}, "hoort een aantal dagen te noemen"),
    ],
)
def test_a_duty_that_is_only_prose_is_found(changed: dict[str, object], says: str) -> None:
    """What a duty says in Dutch is only shown: without role and moment as data nobody knows who decides, or what is late."""
    policy: Policy = _wil().invitation_policy()  # type: ignore[attr-defined]
    place = next(i for i, row in enumerate(policy.rows) if row.duties)
    row = policy.rows[place]
    bare = replace(row, duties=(replace(row.duties[0], **changed), *row.duties[1:]))  # type: ignore[arg-type]
    broken = replace(policy, rows=(*policy.rows[:place], bare, *policy.rows[place + 1 :]))

    @hookimpl
    def invitation_policy() -> Policy:
        return broken

    (found,) = check_plugin("proza", Broken(_wil(), invitation_policy=invitation_policy), on=TODAY)
    assert (found.plugin, found.hook) == ("proza", "invitation_policy")
    assert says in str(found)
    assert row.code in str(found)
    assert str(found).count(".") == 1


def test_a_notice_without_an_addressee_is_found() -> None:
    rules = build_organisation("wil", on=TODAY).deadlines
    place = next(i for i, rule in enumerate(rules) if rule.extension)
    extension = rules[place].extension
    assert extension is not None
    bare = replace(rules[place], extension=replace(extension, addressees=()))

    @hookimpl
    def deadline_rules() -> tuple[DeadlineRule, ...]:
        return (*rules[:place], bare, *rules[place + 1 :])

    (found,) = check_plugin("stil", Broken(_wil(), deadline_rules=deadline_rules), on=TODAY)
    assert (found.plugin, found.hook) == ("stil", "deadline_rules")
    assert f"{bare.code}: het bericht over een langere termijn noemt geen geadresseerde" in str(found)


def test_an_answer_of_the_wrong_type_is_found() -> None:
    @hookimpl
    def deadline_rules() -> list[DeadlineRule]:
        return []

    found = check_plugin("verkeerd", Broken(_wil(), deadline_rules=deadline_rules), on=TODAY)
    assert [(f.plugin, f.hook) for f in found] == [("verkeerd", "deadline_rules")]
    assert "list" in str(found[0])


def test_a_missing_answer_is_found() -> None:
    """What has no harmless answer must be given; of the rest the platform says that there is none."""

    @hookimpl
    def admissibility() -> None:
        return None

    found = check_plugin("leeg", Broken(_wil(), admissibility=admissibility), on=TODAY)
    assert [(f.plugin, f.hook) for f in found] == [("leeg", "admissibility")]


SHARED = (
    "admissibility articles committee deadlines declarations gifts invitations letters plugin process profile regimes "
    "register_number reporting_lines retention roles settings sources texts"
)


@pytest.mark.parametrize("plugin", ["interaktcontour", "lumens", "wil"])
def test_two_organisations_can_be_read_side_by_side(plugin: str) -> None:
    folder = Path(__file__).resolve().parents[2] / "plugins" / plugin / f"wederhoor_{plugin}"
    assert {path.stem for path in folder.glob("*.py")} >= set(SHARED.split())
