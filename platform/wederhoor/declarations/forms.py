"""The forms: one per topic, made from what the organisation's code asks; and those of decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from wederhoor.declarations.questions import (
    ALSO_CLIENT,
    DECLINED,
    DONE,
    HAPPENED,
    HERE,
    OFFERED,
    STATE,
    Question,
)
from wederhoor.declarations.service import Statement
from wederhoor.declarations.topics import Topic
from wederhoor.declarations.words import CHOICES
from wederhoor.explain.reading import FactRefused, in_digits, read_worth
from wederhoor.rules.declaring import GIFT, INVITATION, Outcome
from wederhoor.rules.tables import Worth, assess_table
from wederhoor.web.asked_form import CHOOSING, PICK_ONE, AskedForm, form_class
from wederhoor.web.asking import Ask, Field
from wederhoor.web.fields import BaseForm, DutchDateField, choices, chosen_from, line, long_text, strip

SEEN = "seen"
"""The answer somebody was shown; when it is another one by now, that is shown first."""
AMOUNT_HELP = "Schrijf een bedrag in cijfers, zoals 25 of 25,50. Weet u het niet precies? Schrijf dan 20-30 of weet ik niet."
FUTURE_HELP = (
    "Deze dag ligt in de toekomst, maar u schrijft dat het al is gebeurd. "
    "Vul de dag in waarop het gebeurde, of kies hierboven dat het nog moet komen."
)


PAST_HELP = (
    "Deze dag is al geweest, maar u schrijft dat het nog moet gebeuren. "
    "Vul een latere dag in, of kies hierboven dat het al is gebeurd."
)
GIVES, RECEIVED = "employee_to_client", (HERE, DONE, DECLINED)


NO_BUSINESS = frozenset({"client", "client_family", GIVES})
"""With these nobody negotiates about a contract."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was filled in, as the rules take it."""

    facts: Mapping[str, str]
    worth: Worth | None


class CheckForm(AskedForm):
    """Check first, then declare with everything that was filled in."""

    seen = HiddenField(default="")
    rights = SelectMultipleField(
        "Wat u mag", validate_choice=False, widget=ListWidget(), option_widget=CheckboxInput()
    )
    to_declare = False
    questions: Sequence[Question] = ()

    def prepare(self, topic: Topic, asked: Sequence[Question], recipient: str, today: date) -> None:
        """The questions of this topic, and who asks."""
        self.ask(asked, today)
        self.questions = asked
        self.topic, self.recipient, self.today = topic, recipient, today
        self.worth: Worth | None = None
        self.counted: dict[str, str] = {}
        self.rights.choices = []

    def understood(self, *, to_declare: bool) -> bool:
        """Whether everything that was filled in is usable; errors are at the fields. A declaration needs more."""
        self.to_declare = to_declare
        return self.whole()

    def wrong(self, one: Field, field: Any) -> str:
        """What is wrong with an answer, also beside the other answers."""
        if one.ask is Ask.AMOUNT:
            return self._amount(field)
        if one.ask is Ask.DATE:
            return self._day(field)
        if one.ask in CHOOSING and field.data and not chosen_from(field, empty=False):
            return one.needed or PICK_ONE
        if one.name == STATE and self.topic.code == GIFT and self["giver"].data == GIVES:
            return (
                "U geeft zelf iets. Kies dan niet dat u iets kreeg of weigerde."
                if field.data in RECEIVED
                else ""
            )
        if not field.data and isinstance(one, Question) and one.if_matters and not self.matters(one):
            return ""
        if not field.data and isinstance(one, Question):
            return (one.to_declare if self.to_declare else "") or one.needed
        return ""

    def _amount(self, field: Any) -> str:
        try:
            self.worth = read_worth(in_digits(field.data or ""))
        except FactRefused:
            return f"Het bedrag ‘{field.data}’ begrijpen wij niet. {AMOUNT_HELP}"
        return ""

    def _day(self, field: Any) -> str:
        done = self._stands in (HERE, DONE)
        if field.data and done and field.data > self.today:
            return FUTURE_HELP
        if field.data and self._still_to_come() and field.data < self.today:
            return PAST_HELP
        if self.to_declare and done and not field.data:
            return "Vul de dag in waarop het gebeurde. Dit is nodig om te melden."
        return ""

    def _still_to_come(self) -> bool:
        """Whether it is planned. A gift may have been offered days ago and still not be accepted."""
        return self.topic.code != GIFT and self._stands == OFFERED

    def facts(self) -> dict[str, str]:
        """The facts of the rules: words only, what is not known left out."""
        found = {"recipient": self.recipient}
        for question in self.asked:
            value = self[question.name].data
            if question.ask in CHOOSING and question.name != STATE:
                if value and value != "unknown":
                    found[question.name] = value
            elif question.ask is Ask.CHECK and value:
                found |= BOXES.get(question.name, {question.name: "yes"})
        return found | self._state() | self.counted

    def matters(self, question: Question) -> bool:
        """Whether the code answers differently by what is said to this question, or is silent about some of it; not without a giver."""
        giver = self["giver"].data
        if not giver or giver in NO_BUSINESS:
            return False
        found = set()
        for value, _ in question.choices:
            answer = assess_table(self.topic.policy, {**self.facts(), question.name: value}, self.worth)
            found.add((answer.row, answer.verdict, answer.silent_on))
        return len(found) > 1

    def shows(self, question: Question) -> bool:
        """Whether a question is on the page: one that makes no difference is not, unless it was answered."""
        field = self[question.name]
        return not question.if_matters or bool(field.data or field.errors) or self.matters(question)

    def _state(self) -> dict[str, str]:
        received = {"already_received": "yes"}
        done = received | {"accepted": "yes"} if self.topic.code == GIFT else {"after_the_fact": "yes"}
        states = {OFFERED: {"planned": "yes"}, HERE: received, DONE: done, DECLINED: {"refused": "yes"}}
        if self.topic.code in (GIFT, INVITATION):
            states[OFFERED] = {}
        return states.get(self._stands, {})

    @property
    def _stands(self) -> str:
        """How it stands, where that is asked; what nobody plans has happened."""
        if STATE in self:
            return str(self[STATE].data or "")
        return DONE if self.topic.code in HAPPENED else ""

    def statement(self) -> Statement:
        """Everything that was filled in, as a declaration."""
        return Statement(
            topic=self.topic.code,
            facts=self.facts(),
            worth=self.worth,
            who=self["who"].data or "",
            what=self["what"].data or "",
            day=self["day"].data,
            story=self["story"].data or "",
            rights=tuple(self.rights.data or ()),
        )


BOXES = {
    "at_home": {"place": "home"},
    "for_team": {"recipient": "team"},
    "told_before": {"approved": "yes", "reported": "yes"},
    ALSO_CLIENT: {ALSO_CLIENT: "yes"},
}


def check_form(
    topic: Topic, asked: Sequence[Question], *, recipient: str, today: date, fresh: bool
) -> CheckForm:
    """The form of a topic; fresh, or with what was posted."""
    made = form_class(CheckForm, asked)
    form = made(formdata=None) if fresh else made()
    form.prepare(topic, asked, recipient, today)
    return form


class ReasonForm(BaseForm):
    """Why somebody takes something back; may stay empty."""

    reason = long_text("Waarom trekt u het in?")


class ReactionForm(BaseForm):
    """What somebody thinks who must be asked first."""

    words = long_text("Uw reactie")


class DecisionForm(BaseForm):
    """What comes of a declaration."""

    outcome = RadioField("Wat is uw antwoord?", validate_choice=False, default="", filters=[strip])
    destination = line("Aan wie wordt het overgedragen?")
    reason = long_text("Toelichting voor uw collega")

    def prepare(self, outcomes: Sequence[Outcome]) -> None:
        """The answers that are possible here."""
        self.outcome.choices = choices((one.value, CHOICES[one]) for one in outcomes)
        self.can_hand_over = Outcome.HANDED_OVER in outcomes


class CorrectionForm(DecisionForm):
    """Another decision in the place of what was decided."""

    why = long_text("Waarom verbetert u het besluit?")


class ActForm(BaseForm):
    """Something the code wants done, when it was done."""

    code = RadioField("Wat is er gedaan?", validate_choice=False, default="", filters=[strip])
    done_on = DutchDateField("Op welke dag?")
    note = long_text("Notitie")

    def prepare(self, known: Sequence[tuple[str, str]], today: date) -> None:
        """What can be noted here."""
        self.code.choices = choices(known)
        self.done_on.today = today


class AssignForm(BaseForm):
    """Who reads a declaration that has nobody."""

    account = SelectField("Wie leest en beslist?", validate_choice=False, default="", filters=[strip])

    def prepare(self, people: Sequence[tuple[str, str]]) -> None:
        """The people of the organisation."""
        self.account.choices = choices([("", "Kies iemand"), *people])


class SharingForm(BaseForm):
    """How the gifts of a year were shared."""

    result = long_text("Hoe is er gedeeld?")
