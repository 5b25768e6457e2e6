"""Faults planted in a good organisation, one small edit each, and what the conformance suite must say of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from wederhoor.hookspecs import Addressee, StartEvent, Term, Unit
from wederhoor.organisation import Organisation


class Planted(NamedTuple):
    """One fault: its name, the edit, and hook, rule and words of the finding."""

    name: str
    edit: Callable[[Organisation], Organisation]
    hook: str
    says: str


def _item(field: str, index: int = 0, **changed: Any) -> Callable[[Organisation], Organisation]:
    def edit(good: Organisation) -> Organisation:
        items = list(getattr(good, field))
        items[index] = replace(items[index], **changed)
        return replace(good, **{field: tuple(items)})

    return edit


def _part(field: str, **changed: Any) -> Callable[[Organisation], Organisation]:
    return lambda good: replace(good, **{field: replace(getattr(good, field), **changed)})


def _in(field: str, inner: str, index: int = 0, **changed: Any) -> Callable[[Organisation], Organisation]:
    def edit(good: Organisation) -> Organisation:
        items = list(getattr(getattr(good, field), inner))
        items[index] = replace(items[index], **changed)
        return replace(good, **{field: replace(getattr(good, field), **{inner: tuple(items)})})

    return edit


def _without(means: str) -> Callable[[Organisation], Organisation]:
    def edit(good: Organisation) -> Organisation:
        process: Any = good.process
        moves = tuple(move for move in process.moves if move.means != means)
        return replace(good, process=replace(process, moves=moves))

    return edit


def _extended(**changed: Any) -> Callable[[Organisation], Organisation]:
    def edit(good: Organisation) -> Organisation:
        place = next(i for i, rule in enumerate(good.deadlines) if rule.extension)
        extension: Any = good.deadlines[place].extension
        return _item("deadlines", place, extension=replace(extension, **changed))(good)

    return edit


def _twins(good: Organisation) -> Organisation:
    process: Any = good.process
    move = process.moves[0]
    return replace(good, process=replace(process, moves=(*process.moves, replace(move, code="twin"))))


def _locked(good: Organisation) -> Organisation:
    process: Any = good.process
    moves = tuple(replace(m, by=()) if process.start_complete in m.from_steps else m for m in process.moves)
    return replace(good, process=replace(process, moves=moves))


def _ended(good: Organisation) -> Organisation:
    process: Any = good.process
    steps = tuple(replace(s, open=s.open and s.code != process.start_complete) for s in process.steps)
    return replace(good, process=replace(process, steps=steps))


def _doubled(field: str) -> Callable[[Organisation], Organisation]:
    return lambda good: replace(good, **{field: (*getattr(good, field), getattr(good, field)[0])})


def _again(good: Organisation) -> Organisation:
    process: Any = good.process
    return replace(good, process=replace(process, steps=(*process.steps, process.steps[0])))


P, D, R, E, C, L = (
    "complaint_process",
    "deadline_rules",
    "organisation_profile",
    "regulations",
    "committee",
    "letters",
)
PLANTED = (
    Planted("two steps with one code", _again, P, "meer dan één stap"),
    Planted("step without a name", _in("process", "steps", label=" "), P, "lege naam"),
    Planted("step without a public name", _in("process", "steps", public_label=""), P, "lege naam"),
    Planted("placeholder in a step", _in("process", "steps", label="{naam}"), P, "invulplek"),
    Planted("step nobody leaves", _locked, P, "door niemand"),
    Planted("start that is an end", _ended, P, "tegelijk een einde"),
    Planted("unknown informal start", _part("process", start_informal="nergens"), P, "begin van onvrede"),
    Planted("never complete", _without("complete"), P, "nooit volledig"),
    Planted("no withdrawing", _without("withdraw"), P, "intrekken kan niet"),
    Planted("move without a name", _in("process", "moves", label=""), P, "lege naam"),
    Planted("move from nowhere", _in("process", "moves", from_steps=()), P, "begint nergens"),
    Planted("move of nobody", _in("process", "moves", by=()), P, "mag niemand doen"),
    Planted("two moves with one name", _twins, P, "heet net als"),
    Planted("need without a reason", _in("process", "needs", reason=""), P, "niet waarom"),
    Planted("need with a full stop", _in("process", "needs", reason="Dit moet."), P, "met een punt"),
    Planted(
        "letter that is not there", _in("process", "moves", letters=("geen",)), P, "brief die er niet is"
    ),
    Planted("event nobody waits for", _in("process", "moves", meets=("ooit",)), P, "geen termijn wacht"),
    Planted("met by a misspelling", _item("deadlines", met_by="confirmation_send"), D, "bedoelt u"),
    Planted("lapses on nothing", _item("deadlines", lapses_on=("ooit",)), D, "vervalt bij ooit"),
    Planted(
        "starts at no step",
        _item("deadlines", starts=StartEvent.STEP_ENTERED, step="x"),
        D,
        "die bestaat niet",
    ),
    Planted("step and another start", _item("deadlines", step="x"), D, "begint daar niet"),
    Planted("outer of itself", lambda g: _item("deadlines", outer=g.deadlines[0].code)(g), D, "zichzelf"),
    Planted(
        "reminder before the start",
        _item("deadlines", term=Term(2, Unit.DAYS), reminders=(-9,)),
        D,
        "voordat",
    ),
    Planted(
        "reminder in hours", _item("deadlines", term=Term(1, Unit.WEEKS), reminders=(-48,)), D, "voordat"
    ),
    Planted("two reminders on a day", _item("deadlines", reminders=(0, 0)), D, "tweemaal"),
    Planted(
        "urgent is slower",
        _item("deadlines", term=Term(1, Unit.WEEKS), urgent=Term(2, Unit.WEEKS)),
        D,
        "met spoed",
    ),
    Planted("extension of nothing", _extended(at_most=Term(0, Unit.WEEKS)), D, "verlenging van niets"),
    Planted("extension by nobody", _extended(by=" "), D, "niet wie verlengt"),
    Planted("term without a name", _item("deadlines", label=""), D, "lege naam"),
    Planted("no name", _part("profile", name=" "), R, "regel name"),
    Planted("no statement", _part("profile", statement=""), R, "regel statement"),
    Planted("odd e-mail", _part("profile", complaints_email="klacht at x"), R, "geen e-mailadres"),
    Planted("odd phone", _part("profile", phone="bel maar"), R, "geen telefoonnummer"),
    Planted("bare website", _part("profile", website="www.x.nl"), R, "https://"),
    Planted("empty line of address", _part("profile", postal_address=("a", "")), R, "lege regel"),
    Planted(
        "nobody takes over",
        lambda g: _part("profile", take_over=replace(g.profile.take_over, roles=()))(g),
        R,
        "niemand",
    ),
    Planted(
        "drafts kept no day",
        lambda g: _part("profile", drafts=replace(g.profile.drafts, days=0))(g),
        R,
        "ten minste één",
    ),
    Planted("edition twice", _doubled("regulations"), E, "meer dan één uitgave"),
    Planted("edition without a title", _item("regulations", title=""), E, "geen titel"),
    Planted("evaluated never", _item("regulations", evaluate_every_years=0), E, "nul jaar"),
    Planted("committee of none", _part("committee", least_members=0), C, "nul of minder"),
    Planted("seat for no time", _part("committee", term=Term(0, Unit.YEARS)), C, "zittingsduur"),
    Planted("negative renewals", _part("committee", renewals=-1), C, "minder dan nul"),
    Planted("panel too large", _part("committee", panel=99), C, "meer leden"),
    Planted("quorum of none", _in("committee", "quorums", least=0), C, "nul leden"),
    Planted("quorum upside down", _in("committee", "quorums", least=3, most=1), C, "laat er minder toe"),
    Planted("seat without a name", _in("committee", "seats", label=""), C, "lege naam"),
    Planted("negative deputies", _in("committee", "seats", deputies=-1), C, "vervangers"),
    Planted("empty letter", _item("letters", body=""), L, "is leeg"),
    Planted("letter without a title", _item("letters", title=""), L, "geen titel"),
    Planted("letter to nobody", _item("letters", to=Addressee.OTHERS), L, "niet kan schrijven"),
    Planted("kept without a name", _item("retention", label=""), "retention", "lege naam"),
    Planted(
        "required item without a name", _item("required_content", label=""), "admissibility", "lege naam"
    ),
    Planted("ground without a name", _item("admissibility", label=""), "admissibility", "lege naam"),
    Planted("placeholder in a ground", _item("admissibility", label="{x}"), "admissibility", "invulplek"),
    Planted("option without a name", _item("further_options", label=""), "further_options", "lege naam"),
    Planted("empty text", _item("texts", text=" "), "texts", "is leeg"),
    Planted("article twice", _doubled("articles"), "code_of_conduct", "meer dan één artikel"),
    Planted("empty article", _item("articles", text=""), "code_of_conduct", "is leeg"),
    Planted(
        "article of a regulation twice", _doubled("regulation_articles"), "regulation_articles", "meer dan"
    ),
)
