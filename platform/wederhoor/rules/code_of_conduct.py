"""A document as articles in our own plain Dutch: every rule with its number, its section and what kind of
rule it is.
"""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum

from wederhoor.rules.provenance import Source


class RuleKind(StrEnum):
    """What a rule does."""

    PROHIBITED = "prohibited"
    ALLOWED = "allowed"
    REPORT = "report"
    APPROVAL = "approval"
    JUDGEMENT = "judgement"
    CONSULT = "consult"
    DUTY = "duty"
    RIGHT = "right"
    VALUE = "value"
    GOVERNANCE = "governance"


@dataclass(frozen=True, kw_only=True)
class Article:
    """One rule of a document. The words are ours; number and section lead to the source."""

    number: str
    kinds: tuple[RuleKind, ...]
    text: str
    source: Source
    carried_by: tuple[str, ...] = ()
    """The data that act on it, such as ``deadline:report``; empty when the article itself is all there is."""
    prose: str | None = None
    """Why nothing acts on it, for a rule that one might expect to be data."""
    to: str | None = None

    @property
    def theme(self) -> str:
        """Under which heading people find it: the section's own heading, without its numbering and its points."""
        chapter, _, rest = self.source.section.split("; ")[0].partition(", ")
        if chapter.startswith(("hoofdstuk", "bijlage")):
            chapter = rest or chapter
        elif rest and not (rest[0].isupper() or rest.startswith(("punt", "slot"))):
            chapter = f"{chapter}, {rest}"  # a heading with a comma in it
        return _NUMBERING.sub("", chapter) or chapter


_NUMBERING = re.compile(r"^(par\. )?\d+[a-z]?(\.\d+)* ")
_LETTERS = {
    "P": RuleKind.PROHIBITED,
    "A": RuleKind.ALLOWED,
    "R": RuleKind.REPORT,
    "B": RuleKind.APPROVAL,
    "J": RuleKind.JUDGEMENT,
    "C": RuleKind.CONSULT,
    "D": RuleKind.DUTY,
    "T": RuleKind.RIGHT,
    "V": RuleKind.VALUE,
    "G": RuleKind.GOVERNANCE,
}


class ArticlesUnreadable(Exception):
    """A data file of articles does not have the expected shape."""


def read_articles(text: str, document: str) -> tuple[Article, ...]:
    """Articles from TOML: ``[[article]]`` tables with number, kinds, section and text, and if need be to,
    carried_by
    and prose. ``kinds`` is one letter a kind: Prohibited, Allowed, Report, approval Beforehand, Judgement,
    Consult,
    Duty, righT, Value, Governance. Raises ``ArticlesUnreadable``."""
    try:
        return tuple(
            Article(
                number=table["number"],
                kinds=tuple(_LETTERS[letter] for letter in table["kinds"]),
                text=table["text"],
                source=Source(document=document, section=table["section"]),
                carried_by=tuple(table.get("carried_by", ())),
                prose=table.get("prose"),
                to=table.get("to"),
            )
            for table in tomllib.loads(text)["article"]
        )
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ArticlesUnreadable(f"de artikelen van {document} zijn niet leesbaar: {error}") from error
