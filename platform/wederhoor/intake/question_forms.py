"""The forms of the questions, a page each: made of the fields the page asks, in the order they are asked."""

from datetime import date
from functools import lru_cache
from typing import Any

from wtforms import BooleanField

from wederhoor.dossiers.content import DECISION, Content
from wederhoor.dossiers.own_answers import asked_of, name_of
from wederhoor.intake.facts import (
    asks_youth_help,
    child_alone,
    handling_roles,
    objecting,
    said,
    takes_decisions,
)
from wederhoor.intake.fields import ASKED, FELLOW, NOTHING_YET, POST_ADDRESS
from wederhoor.intake.forms import CHANNELS, CHILD_CHANNELS, CLIENT_AS, PARENT_AS, WHO, a_name
from wederhoor.intake.own_fields import in_field, own_fields
from wederhoor.intake.questions import OWN_PAGE, Question
from wederhoor.organisation import Organisation
from wederhoor.rules.contact import Clash, Way, clash
from wederhoor.web.fields import BaseForm, DutchDateField, choices, line, phone_line, postal_code_line

CLASHES: dict[Clash, tuple[tuple[str, ...], str]] = {
    Clash.EMAIL_WITHOUT_ADDRESS: (
        ("email", "contact_channel"),
        "U kiest voor e-mail. Vul dan ook uw e-mailadres in.",
    ),
    Clash.EMAIL_WITHOUT_YES: (
        ("contact_consent", "contact_channel"),
        "Zet een vinkje als u bericht per e-mail wilt, of kies een andere manier.",
    ),
    Clash.EMAIL_UNWANTED: (
        ("no_email", "contact_channel"),
        "U kiest voor e-mail, maar u zei ook: stuur mij geen e-mail. Kies een andere manier, of haal dat vinkje weg.",
    ),
    Clash.PHONE_WITHOUT_NUMBER: (
        ("phone", "contact_channel"),
        "U kiest voor bellen. Vul dan ook uw telefoonnummer in.",
    ),
    Clash.POST_UNWANTED: (
        ("safe_address", "no_post", "contact_channel"),
        "U kiest voor brieven, maar wij hebben geen adres waar die naartoe mogen. Vul een ander adres in, of kies een andere manier.",
    ),
    Clash.POST_HOME_OF_CHILD: (
        ("post_home", "contact_channel"),
        "Je kiest voor brieven. Zeg dan of er post naar je huis mag, of kies een andere manier.",
    ),
}
"""What is asked when wishes cannot all be kept, and at which of the fields: the first that is on the page."""
ON_PAGE = {
    Clash.POST_UNWANTED: "letten",
    Clash.EMAIL_UNWANTED: "letten",
    **dict.fromkeys(
        (
            Clash.EMAIL_WITHOUT_ADDRESS,
            Clash.EMAIL_WITHOUT_YES,
            Clash.PHONE_WITHOUT_NUMBER,
            Clash.POST_HOME_OF_CHILD,
        ),
        "bereiken",
    ),
}
BOTH = "U vulde een datum in en koos ook “weet ik niet”. Haal één van de twee weg."
STEPS_BOTH = "U schreef iets op en koos ook “nog niets”. Haal één van de twee weg."
HOME_BOTH = "U vulde een adres in en koos ook “geen vast adres”. Haal één van de twee weg."
ABOUT_DECISION = "Noem het besluit en de datum die erop staat. Schrijf op waarom u het er niet mee eens bent. Later aanvullen kan ook."
LETTERS_TOO = "Brieven staan ook op uw eigen pagina. Kiest u telefoon, dan sturen wij brieven per post."
WE_CALL = "Brieven staan op uw eigen pagina. Kiest u telefoon, dan bellen wij u als er iets is."


class QuestionForm(BaseForm):
    """One page of questions; made of the fields of `ASKED` that the page names."""

    minds_numbers = False  # the check page names every such answer, before anything is sent

    def prepare(self, answers: Organisation, today: date, content: Content) -> None:
        """The subjects, the handlers and the words of this organisation, what fits who asks, and which day it is."""
        self._content = content
        if "category" in self:
            self["category"].choices = choices([(c.code, c.label) for c in answers.categories])
        if "concerned_role" in self:
            pairs = [*handling_roles(answers), ("unknown", "Weet ik niet")]
            self["concerned_role"].choices = choices(pairs)
        if "event_on" in self:
            self["event_on"].today = today
        if "complainant_kind" in self:
            self["complainant_kind"].choices = choices(who_here(answers))
        if "about_kind" in self and not takes_decisions(answers):
            field = self["about_kind"]
            field.choices = [one for one in field.choices if one.value != DECISION]
        if "contact_channel" in self:
            field, child = self["contact_channel"], child_alone(content)
            pairs = CHILD_CHANNELS if child else [one for one in CHANNELS if _for_adult(one[0], content)]
            field.choices = choices(pairs)
            field.description = "" if child else WE_CALL if content.no_address else LETTERS_TOO
        if "safe_address" in self and content.no_address:
            self["safe_address"].label.text = POST_ADDRESS
        if "description" in self and objecting(content):
            self["description"].description = ABOUT_DECISION

    def validate(self, extra_validators: Any = None) -> bool:
        """What cannot be true together is asked about, also with what was said on another page."""
        fine: bool = super().validate(extra_validators)
        for one, other, why in (
            ("event_on", "event_unknown", BOTH),
            ("steps_taken", "nothing_yet", STEPS_BOTH),
            ("street", "no_address", HOME_BOTH),
        ):
            if other in self and one in self and self[one].data and self[other].data:
                self[one].errors = [why]
                fine = False
        found = clash(self._content.merged(self.values()).wishes) if fine else None
        if found is not None:
            fields, why = CLASHES[found]
            on_page = next((name for name in fields if name in self), None)
            if on_page is not None:
                self[on_page].errors = [why]
                return False
        return fine

    def values(self) -> dict[str, Any]:
        """As they are kept: dates as texts, a box as "yes"."""
        kept: dict[str, Any] = {}
        for name, field in self._fields.items():
            value = field.data
            if isinstance(field, DutchDateField):
                value = value.isoformat() if value else ""
            elif isinstance(field, BooleanField) and name != "event_unknown":
                value = "yes" if value else ""
            kept[name] = value if isinstance(value, bool) else value or ""
        return _meant(kept, self._content)


def _for_adult(channel: str, content: Content) -> bool:
    match channel:
        case Way.PAGE:
            return False
        case Way.PICK_UP:
            return bool(content.no_address)
    return True


def _meant(kept: dict[str, Any], before: Content) -> dict[str, Any]:
    """What an answer says besides itself: who is a client too, what a parent may do, and that nothing was done yet."""
    if "complainant_kind" in kept:
        kind = kept["complainant_kind"]
        kept["client_as"] = kind if kind in CLIENT_AS else ""
        if kind in CLIENT_AS:
            kept["complainant_kind"] = "client"
        if kind == "young":
            kept["youth_help"] = "yes"
        elif (kept["complainant_kind"], kept["client_as"]) != (before.complainant_kind, before.client_as):
            kept["youth_help"] = ""
    if "parent_as" in kept:
        chosen = PARENT_AS.get(kept.pop("parent_as"))
        kept["minor"] = "yes"
        if chosen:
            kept["relation"], kept["authority"] = chosen
    if kept.pop("nothing_yet", "") and not kept.get("steps_taken"):
        kept["steps_taken"] = NOTHING_YET
    return kept


def who_here(answers: Organisation) -> list[tuple[str, str]]:
    """Who can complain here, in the words that fit the organisation: a benefit is not "help"."""
    return [
        (code, text.text if (text := said(answers, f"who_{code}")) else label)
        for code, label in WHO
        if code != "young" or asks_youth_help(answers)
    ]


class FellowForm(BaseForm):
    """Somebody who complains as well."""

    given_name = line("Voornaam")
    surname = line("Achternaam", a_name)
    street = line("Straat en huisnummer")
    postal_code = postal_code_line("Postcode")
    town = line("Woonplaats")
    phone = phone_line("Telefoonnummer", maximum=30)

    def values(self) -> dict[str, str]:
        """As they are kept; letters to them go by post until they choose something else themselves."""
        return {name: self[name].data or "" for name in FELLOW} | {"contact_channel": "post"}


@lru_cache(maxsize=64)
def _class_of(fields: tuple[str, ...]) -> type[QuestionForm]:
    return type("AskedForm", (QuestionForm,), {name: ASKED[name] for name in fields})


def question_form(
    question: Question, answers: Organisation, today: date, content: Content, *, sent: bool
) -> QuestionForm:
    """The form of one page: filled with what was kept, or from the request when it was sent."""
    fields = question.asks(content, answers)
    own = own_fields(asked_of(content, answers)) if question.name == OWN_PAGE else {}
    made: type[QuestionForm] = type("OwnForm", (QuestionForm,), own) if own else _class_of(fields)
    form = made() if sent else made(formdata=None, data=start_values(content, answers))
    form._fields = {name: form._fields[name] for name in fields}  # in the order they are asked
    form.prepare(answers, today, content)
    return form


def start_values(content: Content, answers: Organisation) -> dict[str, Any]:
    """A draft's content as the forms take it."""
    values = content.as_dict()
    own = asked_of(content, answers) if content.own else ()
    values |= {name_of(one): in_field(one, content.own.get(one.code, "")) for one in own}
    for name in ("event_on", "authority_until"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    values["complainant_kind"] = content.client_as or content.complainant_kind
    values["parent_as"] = next(
        (key for key, (words, _) in PARENT_AS.items() if words == content.relation), ""
    )
    values["nothing_yet"] = content.steps_taken == NOTHING_YET
    if values["nothing_yet"]:
        values["steps_taken"] = ""
    values["heed"] = content.heed or ("yes" if content.heeded else "")
    values["together"] = content.together or ("yes" if content.fellows else "")
    return values
