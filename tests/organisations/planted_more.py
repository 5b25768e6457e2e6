"""More planted faults: whom answers name, laws, conditions, letters, tables, and what a year of cases brings out."""

from dataclasses import replace
from typing import Any

from tests.organisations.planted_faults import Planted, _extended, _in, _item, _part

from wederhoor.hookspecs import (
    Amount,
    AmountTest,
    AnyYes,
    Calendar,
    CaseFact,
    FilingLimit,
    Judgement,
    JudgementKind,
    LetterCode,
    Meaning,
    Need,
    Option,
    Question,
    QuestionKind,
    RoleName,
    Sign,
    Source,
    StartEvent,
    Statute,
    Term,
    Unit,
    Verdict,
    When,
    awb,
)
from wederhoor.organisation import Organisation

P, D, C, L, G, A, R = (
    "complaint_process",
    "deadline_rules",
    "committee",
    "letters",
    "gift_policy",
    "admissibility",
    "reporting_lines",
)
_WRONG = When("gever", ("client",))
_OWN = Question(code="proof", label="Wat hebt u erbij?", needed="Vul in wat u erbij hebt.")


def _row(index: int = 0, **changed: Any) -> Any:
    return _in("gift_policy", "rows", index, **changed)


def _statutory(**changed: Any) -> Any:
    return lambda good: replace(good, deadlines=(*good.deadlines, replace(awb.HANDLING, **changed)))


def _moves(**changed: Any) -> Any:
    def edit(good: Organisation) -> Organisation:
        process: Any = good.process
        return replace(
            good, process=replace(process, moves=tuple(replace(m, **changed) for m in process.moves))
        )

    return edit


def _with_item(**changed: Any) -> Any:
    def edit(good: Organisation) -> Organisation:
        item = replace(good.required_content[0], code="proof", question=_OWN)
        return replace(good, required_content=(*good.required_content, replace(item, **changed)))

    return edit


def _with_need(**changed: Any) -> Any:
    def edit(good: Organisation) -> Organisation:
        process: Any = good.process
        need = replace(
            Need(fact="agreed", reason="Dat vraagt het document", source=process.source), **changed
        )
        move = replace(process.moves[0], needs=(*process.moves[0].needs, "agreed"))
        return replace(
            good, process=replace(process, needs=(*process.needs, need), moves=(move, *process.moves[1:]))
        )

    return edit


def _letter(code: str, **changed: Any) -> Any:
    def edit(good: Organisation) -> Organisation:
        place = next(i for i, letter in enumerate(good.letters) if letter.code == code)
        return _item("letters", place, **changed)(good)

    return edit


def _no_letter(code: str) -> Any:
    return lambda good: replace(good, letters=tuple(one for one in good.letters if one.code != code))


def _cheap_unknown(good: Organisation) -> Organisation:
    first = good.gift_policy.rows[0]
    above = replace(
        first,
        code="above",
        when=(Amount(AmountTest.EXCEEDS, 50),),
        verdict=Verdict.REFUSED,
        duties=(),
        silent_on=(),
    )
    free = replace(first, code="free", when=(), verdict=Verdict.ALLOWED, duties=(), silent_on=())
    return replace(good, gift_policy=replace(good.gift_policy, rows=(above, free)))


def _role(**changed: Any) -> Any:
    own = RoleName(role="mediator", name="bemiddelaar", like="secretary")
    return lambda good: replace(good, roles=(*good.roles, replace(own, **changed)))


def _outcomes_nobody_gives(good: Organisation) -> Organisation:
    process: Any = good.process
    moves = tuple(replace(m, means=None if m.means is Meaning.DECIDED else m.means) for m in process.moves)
    outcome = Judgement(code="founded", label="Gegrond", kind=JudgementKind.FOUNDED)
    return replace(good, process=replace(process, moves=moves, outcomes=(outcome,)))


def _copied(good: Organisation) -> Organisation:
    from datetime import date

    from wederhoor.organisation import build_organisation

    other = build_organisation("wil", on=date(2026, 11, 22))
    return replace(good, articles=(*good.articles, other.articles[0]))


MORE = (
    Planted("step left by who has no page", _moves(by=("hr",)), P, "geen pagina"),
    Planted("own need nobody asks", _with_need(), P, "nergens gevraagd"),
    Planted(
        "need nobody needs", _in("process", "needs", fact="complete_twice"), P, "door geen overgang gevraagd"
    ),
    Planted(
        "choice of one",
        _with_need(asks=(replace(_OWN, kind=QuestionKind.CHOICE, choices=(("a", "A"),)),)),
        P,
        "minder dan twee",
    ),
    Planted("move called as an act", _in("process", "moves", code="uitstel", means=None), P, "al zelf kan"),
    Planted("judgement nobody gives", _outcomes_nobody_gives, P, "oordeel dat niemand geeft"),
    Planted(
        "road by a fact it cannot know",
        _part("process", when=(When("outcome", ("a",)),)),
        P,
        "dat gegeven bestaat niet",
    ),
    Planted(
        "road by an unknown channel",
        _part("process", when=(When(CaseFact.CHANNEL, ("fax",)),)),
        P,
        "wordt het nooit",
    ),
    Planted(
        "longer than the law", _statutory(term=Term(8, Unit.WEEKS)), D, "neem de termijn van de wet over"
    ),
    Planted("starts elsewhere than the law", _statutory(starts=StartEvent.RECEIPT), D, "begint bij"),
    Planted(
        "more delay than the law",
        _statutory(extension=replace(awb.HANDLING.extension, at_most=Term(3, Unit.MONTHS))),
        D,
        "verlaag ‘at_most’",
    ),
    Planted(
        "delay without the notice of the law",
        _statutory(extension=replace(awb.HANDLING.extension, needs_notice=False)),
        D,
        "vraagt er een",
    ),
    Planted("law counted as a regulation", _statutory(calendar=Calendar.PLAIN), D, "Calendar.ATW"),
    Planted("regulation counted as a law", _item("deadlines", 1, calendar=Calendar.ATW), D, "Calendar.PLAIN"),
    Planted(
        "european law counted as dutch", _statutory(source=Statute(act="AVG", article="12")), D, "Calendar.EU"
    ),
    Planted(
        "chance that runs out", _item("deadlines", 1, chance=True, runs_out=True), D, "kies ‘runs_out’ of"
    ),
    Planted("plan that reminds", _item("deadlines", 1, plan_only=True, reminders=(0,)), D, "alleen planning"),
    Planted(
        "urgent without a reason",
        _item("deadlines", 1, urgent=Term(1, Unit.DAYS), shortened_by=None),
        D,
        "zegt niet waarom dat mag",
    ),
    Planted("term in hours", _item("deadlines", 1, term=Term(48, Unit.HOURS)), D, "telt in uren"),
    Planted(
        "look-back in working days",
        _item("deadlines", 1, backwards=True, term=Term(5, Unit.WORKING_DAYS)),
        D,
        "kijkt terug",
    ),
    Planted("addressee nobody is", _extended(addressees=("de buurman",)), D, "die is er niet"),
    Planted(
        "escalation to nobody there",
        lambda good: _item(
            "deadlines",
            1,
            escalation=replace(next(r.escalation for r in good.deadlines if r.escalation), roles=("baas",)),
        )(good),
        D,
        "die rol is er niet",
    ),
    Planted(
        "term by an unknown regime",
        _item("deadlines", 1, when=(When(CaseFact.REGIME, ("maan",)),)),
        D,
        "wordt het nooit",
    ),
    Planted(
        "term by an unknown fact",
        _item("deadlines", 1, when=(When("weer", ("mooi",)),)),
        D,
        "dat gegeven bestaat niet",
    ),
    Planted(
        "source of no document",
        _item("deadlines", 1, source=Source(document="Iets", section="1")),
        D,
        "zo heet geen",
    ),
    Planted("letter nothing sends", _item("letters", code="ansichtkaart"), L, "door niets verstuurd"),
    Planted(
        "letter to the wrong one", _letter(LetterCode.NOTICE_ACCUSED, to="complainant"), L, "zet ‘to’ op"
    ),
    Planted(
        "letter with what is not known",
        _letter(LetterCode.CLOSED, body="{number} {decider}"),
        L,
        "niet altijd bekend",
    ),
    Planted("no confirmation", _no_letter(LetterCode.CONFIRMATION), L, "ontbreekt"),
    Planted("no letter for what is missing", _no_letter(LetterCode.RECEIVED_INCOMPLETE), L, "ontbreekt"),
    Planted("no letter for not taking up", _no_letter(LetterCode.INADMISSIBLE), L, "ontbreekt"),
    Planted("fact of a gift nobody knows", _row(when=(_WRONG,)), G, "dat gegeven bestaat niet"),
    Planted("giver nobody is", _row(when=(When("giver", ("buurvrouw",)),)), G, "wordt het nooit"),
    Planted("box nobody ticks", _row(when=(AnyYes(("beschaamd",)),)), G, "dat gegeven bestaat niet"),
    Planted("limit below nought", _row(when=(Amount(AmountTest.EXCEEDS, -5),)), G, "onder nul"),
    Planted("unknown worth in the freest row", _cheap_unknown, G, "onbekende waarde"),
    Planted("row that says nothing", _row(says=" "), G, "zegt niets"),
    Planted("asks first and nobody", _row(verdict=Verdict.PRIOR_APPROVAL, duties=()), G, "vul ‘duties’ in"),
    Planted(
        "forbidden and kept", _row(verdict=Verdict.REFUSED, only=(Option.KEEP,)), G, "laat het toch houden"
    ),
    Planted("silent on nothing", _row(verdict=Verdict.SILENT, silent_on=()), G, "noemt geen punt"),
    Planted("article that is not there", _row(numbers=("X-99",)), G, "noemt artikel X-99"),
    Planted("silence that is always said", _in("gift_policy", "silences", when=()), G, "wordt altijd gezegd"),
    Planted(
        "silence of an unknown value",
        _in("gift_policy", "silences", when=(When("kind", ("boek",)),)),
        G,
        "wordt het nooit",
    ),
    Planted(
        "topic twice",
        lambda good: replace(good, declarations=(*good.declarations, good.declarations[0])),
        "declaration_policies",
        "staat er twee keer",
    ),
    Planted("own item nobody asks", _with_item(question=None), A, "nergens gevraagd"),
    Planted(
        "own item that may stay empty",
        _with_item(question=replace(_OWN, needed="")),
        A,
        "mag toch leeg blijven",
    ),
    Planted(
        "own item kept elsewhere", _with_item(question=replace(_OWN, code="iets")), A, "onder een andere code"
    ),
    Planted(
        "too late without a limit",
        _item("admissibility", sign=Sign.TOO_LATE, limit=None),
        A,
        "vul ‘limit’ in",
    ),
    Planted(
        "limit from what nobody fills in",
        _item(
            "admissibility",
            sign=Sign.TOO_LATE,
            limit=FilingLimit(term=Term(1, Unit.YEARS), starts=StartEvent.CLOSED),
        ),
        A,
        "niet invult",
    ),
    Planted(
        "exception that is not there",
        _item("admissibility", asks="Waarom?", unless=None),
        A,
        "uitzondering die er niet is",
    ),
    Planted(
        "no categories", lambda good: replace(good, categories=()), "complaint_categories", "ten minste één"
    ),
    Planted("text nobody shows", _item("texts", code="zomaar", title=""), "texts", "op geen enkele pagina"),
    Planted("seat for nobody", _in("committee", "seats", complainants=("buurman",)), C, "zo klaagt niemand"),
    Planted("seat nobody appoints", _in("committee", "seats", appointed_by=""), C, "door niemand benoemd"),
    Planted(
        "reports to the accused",
        _part("committee", reports_to_when_director="bestuurder"),
        C,
        "dezelfde als gewoonlijk",
    ),
    Planted(
        "committee of nobody",
        lambda good: _part(
            "committee",
            seats=tuple(replace(s, complainants=("partner",)) for s in getattr(good.committee, "seats", ())),
        )(good),
        C,
        "zonder leden",
    ),
    Planted("line to nobody", _item("reporting_lines", contacts=()), R, "noemt niemand"),
    Planted("line for nobody", _item("reporting_lines", askers=()), R, "is voor niemand"),
    Planted(
        "line nobody reaches",
        lambda good: replace(good, reporting_lines=(*good.reporting_lines, good.reporting_lines[0])),
        R,
        "nooit bereikt",
    ),
    Planted("own role like nothing", _role(like="tovenaar"), "roles", "kent het platform niet"),
    Planted("own role without a name", _role(name=""), "roles", "heeft geen naam"),
    Planted(
        "option for nobody",
        _item("further_options", complainants=("buurman",)),
        "further_options",
        "zo klaagt niemand",
    ),
    Planted(
        "regimes without an end",
        lambda good: replace(good, regimes=good.regimes[:-1]),
        "regimes",
        "geldt niet altijd",
    ),
    Planted(
        "regime of an unknown kind",
        _item("regimes", when=(When("complainant", ("buurman",)),)),
        "regimes",
        "wordt het nooit",
    ),
    Planted(
        "regime nobody reaches",
        lambda good: replace(good, regimes=(replace(good.regimes[-1], code="all"), *good.regimes)),
        "regimes",
        "nooit bereikt",
    ),
    Planted("sentence of another", _copied, "code_of_conduct", "woordelijk bij wil"),
)
