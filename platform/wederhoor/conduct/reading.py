"""Articles as people read them: under their headings, found by words, and what differs between two editions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wederhoor.rules.code_of_conduct import Article, RuleKind
from wederhoor.rules.differing import ALIKE, Passage, alike, by_sentence, in_sentences
from wederhoor.rules.letters import escape
from wederhoor.rules.names import folded

KINDS = {
    RuleKind.PROHIBITED: "mag niet",
    RuleKind.ALLOWED: "mag",
    RuleKind.REPORT: "melden",
    RuleKind.APPROVAL: "eerst toestemming",
    RuleKind.JUDGEMENT: "eigen oordeel",
    RuleKind.CONSULT: "overleggen",
    RuleKind.DUTY: "moet",
    RuleKind.RIGHT: "uw recht",
    RuleKind.VALUE: "waarde",
    RuleKind.GOVERNANCE: "over de code",
}
"""What a rule does, in a word or two."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class ArticleView:
    """One article: `pieces` is its text as (text, whether it was searched for)."""

    number: str
    section: str
    kinds: tuple[str, ...]
    pieces: tuple[tuple[str, bool], ...]
    to: str | None
    only_text: str | None


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Articles under one heading."""

    title: str
    anchor: str
    articles: tuple[ArticleView, ...]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One article in two editions: `kind` is new, gone, changed or same; `was` its number before, when that was another."""

    number: str
    section: str
    kind: str
    sentences: tuple[Passage, ...]
    was: str = ""


def themes(articles: Iterable[Article], words: Sequence[str] = ()) -> list[Theme]:
    """The articles under their headings, in the order of the document; with words: only those that hold all of them."""
    found: dict[str, list[ArticleView]] = {}
    for article in articles:
        if all(_holds(article, word) for word in words):
            found.setdefault(article.theme, []).append(article_view(article, words))
    return [
        Theme(title=title[0].upper() + title[1:], anchor=f"deel-{place}", articles=tuple(of))
        for place, (title, of) in enumerate(found.items(), 1)
    ]


def words_of(text: str) -> list[str]:
    """The words somebody searches for: without accents, small letters, at most eight."""
    return _WORD.findall(folded(text))[:8]


def _holds(article: Article, word: str) -> bool:
    where = " ".join((article.number, article.text, article.source.section, article.to or ""))
    return any(one.startswith(word) for one in _WORD.findall(folded(where)))


def article_view(article: Article, words: Sequence[str] = ()) -> ArticleView:
    """An article for a page; the words that were searched for are pieces of their own."""
    return ArticleView(
        number=article.number,
        section=article.source.section,
        kinds=tuple(KINDS[kind] for kind in article.kinds),
        pieces=tuple(_pieces(article.text, words)),
        to=article.to,
        only_text=article.prose if RuleKind.GOVERNANCE in article.kinds else None,
    )


def _pieces(text: str, words: Sequence[str]) -> Iterable[tuple[str, bool]]:
    at = 0
    for match in _WORD.finditer(text):
        if any(folded(match.group()).startswith(word) for word in words):
            if match.start() > at:
                yield text[at : match.start()], False
            yield match.group(), True
            at = match.end()
    if at < len(text):
        yield text[at:], False


def differences(before: Sequence[Article], after: Sequence[Article]) -> list[Difference]:
    """What changed from one edition to the next, article by article and in each sentence by sentence.

    An article is the same by its number; one whose number is gone is looked for among the new ones by its words.
    """
    earlier, later = ({article.number: article for article in some} for some in (before, after))
    gone = [one for number, one in earlier.items() if number not in later]
    renumbered = _renumbered(gone, [one for number, one in later.items() if number not in earlier])
    moved = {one.number for one in renumbered.values()}
    found = [
        Difference(
            number=one.number,
            section=one.source.section,
            kind="gone",
            sentences=tuple(
                Passage(kind="gone", pieces=(("gone", each),)) for each in in_sentences(one.text)
            ),
        )
        for one in gone
        if one.number not in moved
    ]
    for number, article in later.items():
        old = earlier.get(number) or renumbered.get(number)
        sentences = tuple(by_sentence(old.text if old else "", article.text))
        kind = "new" if old is None else "same" if old.text == article.text else "changed"
        was = old.number if old is not None and old.number != number else ""
        found.append(
            Difference(number=number, section=article.source.section, kind=kind, sentences=sentences, was=was)
        )
    return found


def _renumbered(gone: Sequence[Article], new: Sequence[Article]) -> dict[str, Article]:
    """By the new number the article it was, where the words are alike; each once, the most alike first."""
    nearest = sorted(
        (
            (ratio, one.number, other.number)
            for one in gone
            for other in new
            if (ratio := alike(one.text, other.text)) >= ALIKE
        ),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    known = {one.number: one for one in gone}
    pairs: dict[str, Article] = {}
    for _, old, number in nearest:
        if number not in pairs and known[old] not in pairs.values():
            pairs[number] = known[old]
    return pairs


def as_markdown(found: Sequence[Theme], *, intro: Sequence[str]) -> str:
    """The whole code as Markdown, for a PDF."""

    lines = [escape(line) for line in intro]
    for theme in found:
        lines.append(f"## {escape(theme.title)}")
        for article in theme.articles:
            text = escape("".join(piece for piece, _ in article.pieces))
            lines.append(f"**{escape(article.number)}** {text} *({escape(article.section)})*")
    return "\n\n".join(lines)
