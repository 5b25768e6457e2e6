"""Answers on the code of conduct: gift, invitation, declaration, contacts, article."""

from collections.abc import Mapping
from functools import lru_cache

from wederhoor.explain.context import Answer, Asked, cited, explained
from wederhoor.explain.further import AFTERWARDS, further_options
from wederhoor.explain.nearest import GENERAL_MATTERS, NEAREST_MATTERS, NEAREST_TOPICS, PROCEDURE
from wederhoor.explain.questions import ARTICLE, GIFT, INVITATION, contacts_vocabulary, declaration_vocabulary
from wederhoor.explain.reading import FactRefused, today, worth_in_words
from wederhoor.explain.synonyms import IMPLIED
from wederhoor.explain.vocabulary import Vocabulary, word
from wederhoor.organisation import Organisation, build_organisation
from wederhoor.plugins import OrganisationError, PluginError, installed_plugins
from wederhoor.rules.code_of_conduct import Article
from wederhoor.rules.declarations import assess_declaration
from wederhoor.rules.duties import Duty
from wederhoor.rules.gifts import Gift, assess_gift
from wederhoor.rules.invitations import assess_invitation
from wederhoor.rules.provenance import Source
from wederhoor.rules.regulations import EditionKind
from wederhoor.rules.reporting_lines import (
    About,
    Asker,
    Contact,
    ContactOrder,
    Place,
    Route,
    find_line,
    in_words,
    route,
    why_not,
)
from wederhoor.rules.tables import Assessment, Becomes, Verdict, Worth
from wederhoor.rules.wording import listed


def _assessed(asked: Asked, found: Assessment, said: str | None = None) -> Answer:
    return {
        "verdict": found.verdict.value,
        "breach": found.breach,
        "duties": [_duty(duty) for duty in found.duties],
        "sources": cited(found.sources),
        "silent_on": list(found.silent_on),
        "questions": list(found.questions),
        "explanation": explained((found.explanation, said, asked.note), found.sources),
        "articles": list(found.numbers),
        "edition": asked.organisation.code_edition.code,
        **({"becomes": found.becomes.value} if found.becomes is not Becomes.TAKERS else {}),
        **({"only": [one.value for one in found.only]} if found.only else {}),
    }


def _duty(duty: Duty) -> dict[str, str]:
    return {"who": duty.who, "what": duty.what, "to": duty.to, "when": duty.when}


def _words(facts: Mapping[str, object]) -> dict[str, str]:
    return {name: value for name, value in facts.items() if isinstance(value, str)}


def _worth(facts: Mapping[str, object]) -> Worth | None:
    value = facts.get("value")
    return value if isinstance(value, Worth) else None


def gift(asked: Asked, raw: Mapping[str, object]) -> Answer:
    """What the code says about a gift. Raises ``FactRefused``."""
    facts = GIFT.read(_from_own_employer(raw))
    words = {"giver": "relation", "kind": "goods", **_words(facts)}
    worth = _worth(facts)
    said = _as_understood(worth)
    if words["kind"] == "invitation" and words["giver"] != "employee_to_client":
        return _assessed(asked, assess_invitation(words, asked.organisation.invitation_policy, worth), said)
    return _assessed(asked, assess_gift(Gift(facts=words, worth=worth), asked.organisation.gift_policy), said)


_OWN_EMPLOYER = frozenset({"employer", "own_employer", "own_organisation", "werkgever"})


def _from_own_employer(raw: Mapping[str, object]) -> Mapping[str, object]:
    """What the own employer gives is no gift of somebody else, by whatever name the giver goes."""
    for name in ("giver", "from", "inviter"):
        if name in raw and word(raw[name]) in _OWN_EMPLOYER:
            return {**{key: value for key, value in raw.items() if key != name}, "collective_scheme": "yes"}
    return raw


def _as_understood(worth: Worth | None) -> str | None:
    """The amount as it was read, so that a point or a comma too many is seen."""
    return f"Gerekend met {worth_in_words(worth)}." if worth is not None else None


def invitation(asked: Asked, raw: Mapping[str, object]) -> Answer:
    """What the code says about an invitation. Raises ``FactRefused``."""
    facts = INVITATION.read(raw)
    words = {"giver": "relation", **_words(facts)}
    worth = _worth(facts)
    found = assess_invitation(words, asked.organisation.invitation_policy, worth)
    return _assessed(asked, found, _as_understood(worth))


@lru_cache(maxsize=1)
def declaration_words() -> Vocabulary:
    """The vocabulary of declarations: every topic any installed organisation knows."""
    topics = {policy.topic for o in _every_edition() for policy in o.declarations}
    return declaration_vocabulary(tuple(sorted(topics)))


@lru_cache(maxsize=1)
def contacts_words() -> Vocabulary:
    """The vocabulary of contacts: every matter any installed organisation knows."""
    matters = {line.matter for o in _every_edition() for line in o.reporting_lines}
    matters |= {option.code for o in _every_edition() for option in o.further_options} | {AFTERWARDS}
    return contacts_vocabulary(tuple(sorted(matters)))


@lru_cache(maxsize=1)
def _every_edition() -> tuple[Organisation, ...]:
    found: list[Organisation] = []
    for plugin in installed_plugins():
        try:
            found += _editions_of(plugin)
        except (PluginError, OrganisationError):
            continue  # what is wrong with it is said when it is asked itself
    return tuple(found)


def _editions_of(plugin: str) -> list[Organisation]:
    organisation = build_organisation(plugin, on=today())
    return [
        build_organisation(plugin, on=today(), code_edition=edition.code)
        for edition in organisation.regulations
        if edition.kind is EditionKind.CODE_OF_CONDUCT
    ] or [organisation]


def declaration(asked: Asked, raw: Mapping[str, object]) -> Answer:
    """What the code says on a topic people declare. Raises ``FactRefused``."""
    facts = _words(declaration_words().read(_with_implied(raw)))
    if "topic" not in facts:
        raise FactRefused("Noem het onderwerp (topic).")
    topic = facts["topic"]
    for named in (topic, *NEAREST_TOPICS.get(topic, ())):
        found = assess_declaration(named, facts, asked.organisation.declarations)
        if found is not None:
            return _assessed(asked, found)
    general = _general_route(asked, topic)
    return {
        "verdict": Verdict.SILENT.value,
        "breach": False,
        "duties": [
            {"who": "medewerker", "what": "overleggen", "to": contact.name, "when": contact.when}
            for contact in (general.contacts if general else ())
        ],
        "sources": cited(general.sources if general else ()),
        "silent_on": [topic],
        "questions": [],
        "explanation": explained(
            ("De code zegt niets over dit onderwerp.", _general_words(general), asked.note),
            general.sources if general else (),
        ),
        "articles": [],
        "edition": asked.organisation.code_edition.code,
    }


def _with_implied(raw: Mapping[str, object]) -> Mapping[str, object]:
    """The facts with what a topic such as "family_relation" already says."""
    for name in ("topic", "kind", "declaration", "subject"):
        if word(raw.get(name, "")) in IMPLIED:
            topic, facts = IMPLIED[word(raw[name])]
            return {**facts, **{key: value for key, value in raw.items() if key != name}, "topic": topic}
    return raw


def _general_words(general: Route | None) -> str | None:
    if general is None or not general.contacts:
        return None
    left_out = "".join(f" Niet naar {c.name}: {why_not(c)}." for c in general.left_out)
    free = general.order is ContactOrder.OPTIONS
    names = (
        listed((c.name for c in general.contacts), "en/of")
        if free
        else in_words(general.order, general.contacts)
    )
    return f"Voor wat de code niet regelt, noemt zij: {names}.{left_out}"


def _general_route(asked: Asked, named: str, about: About = About.UNKNOWN) -> Route | None:
    """Where the code sends whoever doubts how to act; nothing for how complaints are handled."""
    if named in PROCEDURE:
        return None
    for matter in GENERAL_MATTERS:
        line = find_line(asked.organisation.reporting_lines, matter, Asker.EMPLOYEE, about)
        if line:
            return route(line, about)
    return None


def _contact(one: Contact, when: str) -> dict[str, str]:
    found = {"role": one.role, "name_in_code": one.name, "when": when}
    return found if one.place is Place.NEXT else found | {"place": one.place.value}


def contacts(asked: Asked, raw: Mapping[str, object]) -> Answer:
    """Who to go to. Raises ``FactRefused``."""
    facts = _words(contacts_words().read(raw))
    if "matter" not in facts:
        raise FactRefused("Noem de zaak (matter).")
    matter = facts["matter"]
    asker = Asker(facts.get("asker", Asker.EMPLOYEE))
    about = About(facts.get("about", About.UNKNOWN))
    lines = asked.organisation.reporting_lines
    if (further := further_options(asked.organisation, matter, asker)) is not None:
        return further | {"edition": asked.organisation.code_edition.code}
    tried = (find_line(lines, name, asker, about) for name in (matter, *NEAREST_MATTERS.get(matter, ())))
    line = next((one for one in tried if one), None)
    if line is None:
        named = any(other.matter == matter for other in lines)
        what = "voor wie dit vraagt niemand" if named else "voor deze zaak niemand"
        general = _general_route(asked, matter, about) if asker in (Asker.EMPLOYEE, Asker.TEAM) else None
        where = general.sources if general else ()
        return {
            "order": (general.order if general else ContactOrder.OPTIONS).value,
            "contacts": [_contact(c, c.when) for c in (general.contacts if general else ())],
            "not": [_contact(c, why_not(c)) for c in (general.left_out if general else ())],
            "sources": cited(where),
            "silent_on": [matter if not named else "asker", *(general.silent_on if general else ())],
            "explanation": explained(
                (f"De documenten noemen {what}.", _general_words(general), asked.note), where
            ),
            "edition": asked.organisation.code_edition.code,
        }
    found = route(line, about, asker)
    code = asked.organisation.code_edition.document
    in_code = any(isinstance(source, Source) and source.document == code for source in found.sources)
    return {
        "order": found.order.value,
        "contacts": [_contact(c, c.when) for c in found.contacts],
        "not": [_contact(c, why_not(c)) for c in found.left_out],
        "sources": cited(found.sources),
        "silent_on": list(found.silent_on),
        "explanation": explained((found.explanation, asked.note if in_code else None), found.sources),
        "articles": list(found.numbers),
        "edition": asked.organisation.code_edition.code,
    }


def _of_number(asked: Asked, number: str) -> tuple[list[Article], Organisation]:
    """The article with that number, in the edition asked about or else in another one of the organisation."""
    slug = asked.organisation.profile.slug
    others = (o for o in _every_edition() if o.profile.slug == slug)
    for organisation in (asked.organisation, *others):
        for one in organisation.articles + organisation.regulation_articles:
            if one.number == number:
                return [one], organisation
    every = asked.organisation.articles + asked.organisation.regulation_articles
    raise FactRefused(
        f"Het nummer ‘{number}’ bestaat hier niet; de nummers lopen van {every[0].number} tot {every[-1].number}."
    )


def article(asked: Asked, raw: Mapping[str, object]) -> Answer:
    """The articles with that number, section or word. Raises ``FactRefused``."""
    facts = _words(ARTICLE.read(raw))
    organisation = asked.organisation
    if facts.get("number"):
        found, organisation = _of_number(asked, facts["number"].upper())
    else:
        found = [
            a
            for a in organisation.articles + organisation.regulation_articles
            if facts.get("section", "").lower() in a.source.section.lower()
            and facts.get("text", "").lower() in a.text.lower()
        ]
    caution = organisation.code_edition.caution
    in_code = any(a.source.document == organisation.code_edition.document for a in found)
    words = found[0].text if len(found) == 1 else f"{len(found)} artikelen gevonden."
    return {
        "articles": [
            {
                "number": a.number,
                "kinds": [kind.value for kind in a.kinds],
                "text": a.text,
                "to": a.to,
                "source": cited((a.source,))[0],
                "carried_by": list(a.carried_by),
                "prose": a.prose,
            }
            for a in found
        ],
        "sources": cited(a.source for a in found),
        "edition": organisation.code_edition.code,
        "explanation": explained(
            (words, caution if in_code else None), [a.source for a in found] if len(found) == 1 else ()
        ),
    }
