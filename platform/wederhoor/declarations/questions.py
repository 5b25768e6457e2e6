"""Which questions the code of an organisation needs answered, in plain Dutch. Nothing else is asked.

The facts come from the conditions of its tables (`rules.declaring.acted_on`); only the words are here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wederhoor.declarations.topics import Topic
from wederhoor.rules.declaring import GIFT, INVITATION, OWN_CONDUCT, VALUE, acted_on
from wederhoor.rules.tables import Verdict
from wederhoor.web.asking import Ask, Field

STATE = "state"
OFFERED, HERE, DONE, DECLINED = "offered", "here", "done", "declined"
ALSO_CLIENT = "also_client"


@dataclass(frozen=True, kw_only=True)
class Question(Field):
    """One question about a declaration. `to_declare` is what is said when it stays empty and somebody declares."""

    maximum: int = 120
    future: bool = True
    to_declare: str = ""
    if_matters: bool = False
    """Asked only where the answer of the code depends on it, given everything else that was filled in."""
    aside: bool = False
    """No answer of the code depends on it: it only says whether the code is silent."""


GIVERS = {
    "client": "Een klant of cliënt",
    "client_family": "Familie of naaste van een klant",
    "relation": "Een relatie, bedrijf of ander van buiten",
    "partner": "Een samenwerkingspartner",
    "supplier": "Een leverancier",
    "company": "Een ander bedrijf",
    "bidder": "Iemand die op een opdracht biedt",
    "employee_to_client": "Ik geef zelf iets aan een klant",
}
KINDS = {
    "goods": "Spullen, bloemen, eten of drinken",
    "cash": "Geld",
    "voucher": "Een bon of cadeaukaart",
    "discount": "Korting",
    "service": "Een dienst of klus",
    "purchase": "Ik koop of verkoop iets privé",
    "legacy": "Een erfenis",
}
GIVES_INVITATION = "Ik nodig zelf een klant uit"
PAYERS = {"inviter": "Wie uitnodigt", "own": "Ik zelf", "organisation": "Mijn organisatie"}
WITH = {
    "client": "Een klant of cliënt",
    "client_family": "Familie of naaste van een klant",
    "colleague": "Een collega",
    "supplier": "Een leverancier",
    "company": "Een bedrijf",
    "relation": "Een relatie",
    "partner": "Een samenwerkingspartner",
    "other": "Iemand anders",
}
RELATIONS = {
    "love": "Verliefdheid of liefde",
    "family": "Familie",
    "friendship": "Vriendschap",
    "other": "Iets anders",
}
YES_NO = (("yes", "Ja"), ("no", "Nee"))
YES_NO_UNKNOWN = (*YES_NO, ("unknown", "Dat weet ik niet"))
FLAGS = {
    "earlier_this_year": "Ik kreeg dit jaar eerder iets van deze gever",
    "feels_obliged": "Ik voel mij verplicht iets terug te doen",
    "embarrassed": "Het brengt mij in verlegenheid",
    "would_hide": "Ik houd het liever geheim",
    "in_doubt": "Ik twijfel",
    "added_value": "Mijn komst heeft duidelijke meerwaarde voor de organisatie",
    "collective_scheme": "Het valt onder een voordeelregeling van mijn organisatie",
    "market_terms": "Ik kan aantonen dat prijs en voorwaarden gewoon zijn",
    "wants_to_keep": "Ik wil het zelf houden",
    "extensive": "Het kost zo veel tijd dat mijn werk eronder kan lijden",
    "serious_crime": "Ik weet van een ernstig strafbaar feit",
    "safety": "De veiligheid van iemand is in gevaar",
    "needed_for_work": "Het is nodig voor de hulp",
    "functional_consultation": "Het is voor werkoverleg",
    "own_stamp": "Mijn eigen postzegel zit erop",
    "hinders_work": "Het hindert het werk, of gebeurt regelmatig",
    "signed": "Ik heb de verklaring getekend",
    "approved": "Er is al toestemming of een afspraak",
    "promised": "Het is toegezegd, ik heb het nog niet",
    "quid_pro_quo": "Er wordt iets voor terug verwacht",
}
ASKED = {
    "same_team": "Werkt u op dezelfde locatie of afdeling?",
    "consent": "Heeft die persoon uitdrukkelijk toestemming gegeven?",
    "in_working_time": "Is het in werktijd?",
}
DOES_BUSINESS = (
    ("yes", "Ja, nu"),
    ("past", "Ja, vroeger"),
    ("no", "Nee"),
    ("unknown", "Dat weet ik niet"),
)
BEFORE = {Verdict.PRIOR_REPORT, Verdict.PRIOR_APPROVAL, Verdict.SUPERVISOR_DECIDES}
NOT_A_BOX = frozenset(
    {
        "already_received",
        "accepted",
        "by_post",
        "refused",
        "after_the_fact",
        "reported",
        "planned",
        "recipient",
    }
)
WHO_FIRST = ("client", "relation")
HAPPENED = frozenset({"incident", "theft", "unsafe_at_client"})
"""What nobody plans: whoever declares it tells of what happened."""
NOT_PLANNED = frozenset({"professional_code_conflict"})
"""What is so, and neither planned nor over."""
STATES = {"personal_relation": ((OFFERED, "Het kan iets worden"), (DONE, "Het is al zo"))}
"""How it stands, in words of a topic."""
TO_DECLARE = "Dit is nodig om te melden."


def questions_of(topic: Topic) -> tuple[Question, ...]:
    """What is asked about a topic, in the order of the form."""
    acted, decisive = acted_on(topic.policy), acted_on(topic.policy, silences=False)
    giving = topic.code in (GIFT, INVITATION)
    found = _giving(topic, acted, decisive) if giving else _other(topic, acted, decisive)
    return (*found, *_boxes(topic, acted, decisive), *_story(topic))


def _some(words: Mapping[str, str], codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((code, label) for code, label in words.items() if code in codes)


def _giving(
    topic: Topic, acted: Mapping[str, tuple[str, ...]], decisive: Mapping[str, tuple[str, ...]]
) -> list[Question]:
    gift = topic.code == GIFT
    givers = _some(GIVERS, (*WHO_FIRST, *acted.get("giver", ())))
    found = [
        Question(
            name="giver",
            ask=Ask.CHOICE,
            label="Wie geeft?" if gift else "Wie nodigt uit?",
            needed="Kies wie geeft." if gift else "Kies wie uitnodigt.",
            choices=(("", "Maak een keuze"), *givers)
            if gift
            else (
                ("", "Maak een keuze"),
                *((c, GIVES_INVITATION if c == "employee_to_client" else label) for c, label in givers),
            ),
        )
    ]
    if gift:
        found.append(
            Question(
                name="kind",
                ask=Ask.CHOICE,
                label="Wat is het?",
                needed="Kies wat het is.",
                choices=(("", "Maak een keuze"), *_some(KINDS, ("goods", *acted.get("kind", ())))),
            )
        )
    elif "paid_by" in acted:
        found.append(
            Question(
                name="paid_by",
                ask=Ask.RADIOS,
                label="Wie betaalt?",
                needed="Kies wie betaalt.",
                choices=tuple(PAYERS.items()),
            )
        )
    if VALUE in acted:
        found.append(
            Question(
                name=VALUE,
                ask=Ask.AMOUNT,
                maximum=40,
                label="Hoeveel is het waard, in euro?",
                hint="Bijvoorbeeld 25, tussen 20 en 30, meer dan 50 of weet ik niet. Leeg is ook: weet ik niet.",
            )
        )
    if "in_talks" in acted:
        found.append(
            Question(
                name="in_talks",
                ask=Ask.RADIOS,
                label="Praat uw organisatie nu met hen over een opdracht, of loopt er een?",
                needed="Dit maakt hier verschil: kies of er over een opdracht wordt gepraat."
                if "in_talks" in decisive
                else "",
                if_matters=True,
                choices=(*YES_NO, ("unclear", "Dat weet ik niet zeker")),
            )
        )
    found.append(
        Question(
            name=STATE,
            ask=Ask.RADIOS,
            label="Hoe staat het ervoor?",
            needed="Kies hoe het ervoor staat.",
            choices=(
                (OFFERED, "Het is mij aangeboden, ik heb nog niets aangenomen"),
                (HERE, "Het is bij mij gekomen, bijvoorbeeld met de post; ik heb het nog niet aangenomen"),
                (DONE, "Ik heb het aangenomen"),
                (DECLINED, "Ik heb het geweigerd"),
            )
            if gift
            else (
                (OFFERED, "Het moet nog komen"),
                (DONE, "Het is al geweest"),
                (DECLINED, "Ik heb afgezegd"),
            ),
        )
    )
    return found


def _other(
    topic: Topic, acted: Mapping[str, tuple[str, ...]], decisive: Mapping[str, tuple[str, ...]]
) -> list[Question]:
    found: list[Question] = []
    if "with" in acted:
        found.append(
            Question(
                name="with",
                ask=Ask.CHOICE,
                label="Met wie?",
                needed="Kies met wie.",
                choices=(("", "Maak een keuze"), *WITH.items()),
            )
        )
    if "relation" in acted:
        found.append(
            Question(
                name="relation",
                ask=Ask.RADIOS,
                label="Wat voor relatie is het?",
                needed="Kies wat voor relatie het is.",
                choices=tuple(RELATIONS.items()),
            )
        )
    if "does_business" in acted:
        found.append(
            Question(
                name="does_business",
                ask=Ask.RADIOS,
                label="Doet of deed uw organisatie zaken met dit bedrijf?",
                needed="Kies of uw organisatie zaken met dit bedrijf doet.",
                choices=DOES_BUSINESS,
            )
        )
    if "conflict" in acted:
        found.append(
            Question(
                name="conflict",
                ask=Ask.RADIOS,
                label="Kan het in strijd zijn met uw werk of de belangen van uw organisatie?",
                needed="Kies of het in strijd kan zijn met uw werk.",
                choices=(*YES_NO, ("unclear", "Misschien, dat weet ik niet zeker")),
            )
        )
    found += [
        Question(name=fact, ask=Ask.RADIOS, label=label, needed="Kies een antwoord.", choices=YES_NO_UNKNOWN)
        for fact, label in ASKED.items()
        if fact in acted
    ]
    if topic.code == "side_activity":
        found.append(Question(name="paid", ask=Ask.RADIOS, label="Krijgt u ervoor betaald?", choices=YES_NO))
    if not _is_planned(topic, acted):
        return found
    if topic.once:
        words = ((OFFERED, "Het moet nog gebeuren"), (DONE, "Het is al gebeurd"))
    else:
        words = STATES.get(topic.code, ((OFFERED, "Ik ben het van plan"), (DONE, "Het is al zo")))
    found.append(
        Question(
            name=STATE,
            ask=Ask.RADIOS,
            label="Hoe staat het ervoor?",
            needed="Kies hoe het ervoor staat.",
            choices=words,
        )
    )
    return found


def _is_planned(topic: Topic, acted: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether it makes sense to ask if something still has to come: nobody plans what others do."""
    if topic.code in HAPPENED | NOT_PLANNED:
        return False
    before = any(row.verdict in BEFORE or row.beforehand for row in topic.policy.rows)
    return before or topic.code in OWN_CONDUCT or bool({"planned", "after_the_fact"} & acted.keys())


def _boxes(
    topic: Topic, acted: Mapping[str, tuple[str, ...]], decisive: Mapping[str, tuple[str, ...]]
) -> list[Question]:
    boxes = [
        Question(name=fact, ask=Ask.CHECK, label=FLAGS[fact], aside=fact not in decisive)
        for fact in acted
        if fact in FLAGS and fact not in NOT_A_BOX
    ]
    if topic.code in (GIFT, INVITATION) and "client" in acted.get("giver", ()):
        boxes.insert(0, Question(name=ALSO_CLIENT, ask=Ask.CHECK, label="Wie geeft is óók klant of cliënt"))
    if "place" in acted:
        boxes.append(
            Question(
                name="at_home", ask=Ask.CHECK, label="Het is thuis bezorgd", aside="place" not in decisive
            )
        )
    if "team" in acted.get("recipient", ()):
        boxes.append(
            Question(
                name="for_team",
                ask=Ask.CHECK,
                label="Het is voor het hele team",
                aside="team" not in decisive.get("recipient", ()),
            )
        )
    before = any(row.verdict in BEFORE or row.beforehand for row in topic.policy.rows)
    if before and "approved" not in acted:
        boxes.append(
            Question(
                name="told_before", ask=Ask.CHECK, label="Ik heb het vooraf gemeld, en het is goedgevonden"
            )
        )
    return boxes


def _story(topic: Topic) -> list[Question]:
    """What a declaration tells beside the facts; a check does not need it."""
    gift = topic.code == GIFT
    if gift:
        who = "Naam van wie geeft"
    elif topic.code == INVITATION:
        who = "Naam van wie uitnodigt"
    elif topic.code in OWN_CONDUCT and topic.code not in HAPPENED:
        who = "Met wie of bij wie? De naam"
    else:
        who = "Over wie gaat het? De naam"
    planned = _is_planned(topic, acted_on(topic.policy))
    named = gift or topic.code == INVITATION
    return [
        Question(
            name="who",
            ask=Ask.LINE,
            label=who,
            hint="Alleen wie uw melding behandelt leest deze naam.",
            to_declare=f"Vul de naam in. {TO_DECLARE}" if named else "",
        ),
        Question(
            name="what",
            ask=Ask.LINE,
            label="Wat is het, in een paar woorden?",
            hint="Bijvoorbeeld: fles wijn na afloop van het traject." if gift else "",
            to_declare=f"Schrijf in een paar woorden wat het is. {TO_DECLARE}",
        ),
        Question(
            name="day",
            ask=Ask.DATE,
            label="Op welke dag?",
            hint="De dag waarop u het kreeg, of waarop het komt."
            if named
            else "De dag waarop het gebeurde of begon, of waarop u ermee wilt beginnen."
            if planned
            else "De dag waarop het gebeurde of begon.",
        ),
        Question(name="story", ask=Ask.TEXT, label="Wilt u er iets bij vertellen?"),
    ]
