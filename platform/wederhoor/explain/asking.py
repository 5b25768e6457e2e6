"""One case in, one answer out: which question, which organisation, which facts."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml

from wederhoor.explain import committees, complaints, conduct, terms
from wederhoor.explain.context import Answer, Asked, asked_organisation
from wederhoor.explain.questions import ARTICLE, GIFT, INVITATION
from wederhoor.explain.questions_complaints import ADMISSIBILITY, COMMITTEE, DEADLINES, REGIME
from wederhoor.explain.reading import FactRefused, read_date, today
from wederhoor.explain.vocabulary import Vocabulary, word
from wederhoor.organisation import OrganisationError
from wederhoor.plugins import PluginError

Answers = Answer | list[Answer]
Question = Callable[[Asked, Mapping[str, object]], Answers]

QUESTIONS: Mapping[str, Question] = {
    "gift": conduct.gift,
    "invitation": conduct.invitation,
    "declaration": conduct.declaration,
    "contacts": conduct.contacts,
    "deadlines": terms.deadlines,
    "committee": committees.committee,
    "admissibility": complaints.admissibility,
    "regime": complaints.regime,
    "article": conduct.article,
}
VOCABULARIES: Mapping[str, Callable[[], Vocabulary]] = {
    "gift": lambda: GIFT,
    "invitation": lambda: INVITATION,
    "declaration": conduct.declaration_words,
    "contacts": conduct.contacts_words,
    "deadlines": lambda: DEADLINES,
    "committee": lambda: COMMITTEE,
    "admissibility": lambda: ADMISSIBILITY,
    "regime": lambda: REGIME,
    "article": lambda: ARTICLE,
}
_ABOUT_THE_CASE = frozenset(
    {"organisation", "organization", "org", "edition", "on", "question", "ask", "facts", "id"}
)


_ON_CONDUCT = frozenset({"gift", "invitation", "declaration", "contacts"})
_ON_COMPLAINTS = frozenset({"admissibility", "deadlines", "committee"})


def answer_case(case: Mapping[str, object], question: str | None = None) -> Answers:
    """The answer to one case: organisation, edition, on and question beside the facts, or the facts under
    ``facts``.

    Raises ``FactRefused`` in one Dutch sentence.
    """
    case = {
        "on" if str(name) == "True" else name: value for name, value in case.items()
    }  # YAML reads `on:` as true
    about = {name: value for name, value in case.items() if name in _ABOUT_THE_CASE}
    facts = {name: value for name, value in case.items() if name not in _ABOUT_THE_CASE}
    nested = about.get("facts")
    if isinstance(nested, Mapping):
        facts |= nested
    asked_question = word(about.get("question") or about.get("ask") or question or "")
    ask = QUESTIONS.get(asked_question)
    if ask is None:
        raise FactRefused(f"De vraag ‘{asked_question}’ ken ik niet; wel: {', '.join(QUESTIONS)}.")
    organisation = about.get("organisation") or about.get("organization") or about.get("org")
    if not organisation:
        raise FactRefused("Noem de organisatie (organisation).")
    on, edition = about.get("on"), about.get("edition")
    day = read_date(on) if on else today()
    try:
        asked = asked_organisation(str(organisation), str(edition) if edition else None, day, bool(on))
        if asked.refusal and asked_question in _ON_CONDUCT:
            raise FactRefused(asked.refusal)
        if asked.organisation.edition.absent and asked_question in _ON_COMPLAINTS:
            raise FactRefused(f"{asked.organisation.profile.name} heeft hier geen klachtenregeling.")
        return ask(asked, facts)
    except (OrganisationError, PluginError) as error:
        raise FactRefused(str(error)) from error
    except (ArithmeticError, ValueError) as error:
        raise FactRefused(f"Met deze gegevens kan niet worden gerekend: {error}.") from error


def read_cases(path: Path) -> Iterator[Mapping[str, object]]:
    """The cases of a file: JSON lines, a JSON list, or YAML. Raises ``FactRefused`` when it is none of
    these.
    """
    text = path.read_text(encoding="utf-8")
    try:
        found = _parsed(path, text)
    except (ValueError, yaml.YAMLError) as error:
        raise FactRefused(f"Het bestand {path.name} is geen JSON-regels en geen YAML: {error}.") from error
    if isinstance(found, Mapping) and isinstance(listed := found.get("cases"), list):
        shared = {name: value for name, value in found.items() if name != "cases"}
        found = [{**shared, **case} if isinstance(case, Mapping) else case for case in listed]
    elif isinstance(found, Mapping):
        found = [found]
    if not isinstance(found, list) or not all(isinstance(case, Mapping) for case in found):
        raise FactRefused(
            f"Het bestand {path.name} moet een lijst van gevallen zijn, elk met namen en waarden."
        )
    yield from found


class _AsWritten(yaml.SafeLoader):
    """YAML whose broken numbers stay as they were written: "1.250" is twelve hundred and fifty euro, not one and a quarter."""


def _as_text(loader: _AsWritten, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


_AsWritten.add_constructor("tag:yaml.org,2002:float", _as_text)


def _parsed(path: Path, text: str) -> object:
    if path.suffix == ".json":
        return json.loads(text)
    lines = [line for line in text.splitlines() if line.strip()]
    if path.suffix == ".jsonl" or (lines and all(line.lstrip().startswith("{") for line in lines)):
        return [json.loads(line) for line in lines]
    documents = list(yaml.load_all(text, Loader=_AsWritten))  # a safe loader
    if len(documents) == 1:
        return documents[0]
    return documents
