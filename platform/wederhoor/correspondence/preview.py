"""A letter that has not left, as it will be: the very pages that are printed, with what fills in later marked and said."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from wederhoor.dossiers.sheets import drawn, sheet_of
from wederhoor.notices.pdf import to_html
from wederhoor.notices.sending import site_of
from wederhoor.notices.service import Channel, State, leaves_from, redated
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.rules.wording import dutch_date
from wederhoor.work import Work, local_date

DATE, TO = "date", "to"
BY_MAIL = "Gaat per e-mail: de mail zelf zegt alleen dat er een brief is. Dit staat op de eigen bladzijde, en als pdf."
BY_POST = "Gaat per post: dit wordt geprint."
BY_HAND = "Er is geen weg waarlangs deze brief vanzelf gaat: u vertelt het zelf."


@dataclass(frozen=True, kw_only=True)
class Preview:
    """How a letter will be: `pages` to look at (empty when they could not be drawn), the words as a page shows them, and
    sentences on what fills in `later` and which `way` it goes."""

    pages: Sequence[str]
    words: str
    later: Sequence[str]
    way: str


def preview_of(work: Work, letter: Letter, body: str, *, address: str, logo_url: str) -> Preview:
    """A draft with this text. Nothing is kept. `address` is where visitors find the program."""
    on = local_date(leaves_from(work))
    text = redated(body, letter.created_at, on)
    sheet = sheet_of(work, letter, site_of(work, address))
    marks, later = [], []
    if f"Datum: {dutch_date(on)}" in (line.strip() for line in text.split("\n")):
        marks.append(DATE)
        later.append("De datum wordt die van de dag waarop de brief weggaat.")
    channel = _channel(work, letter)
    if channel is Channel.POST:
        marks.append(TO)
        later.append(
            "Naam en adres komen uit het dossier, zoals ze zijn als de brief wordt gemaakt."
            if len(sheet.to) > 1
            else "Boven de brief komt geen adres: er is er geen waar post veilig heen kan."
        )
    pages = drawn(work, sheet, title=letter.title, markdown=text, later=marks, logo_url=logo_url)
    way = {Channel.POST: BY_POST, Channel.EMAIL: BY_MAIL}.get(channel, BY_HAND) if channel else BY_HAND
    return Preview(pages=pages, words=to_html(text), later=later, way=way)


def _channel(work: Work, letter: Letter) -> Channel | None:
    """Which way a draft will go; None when nothing carries it."""
    query = select(OutboxRow.channel, OutboxRow.recipient_sealed).where(
        OutboxRow.matter_id == letter.matter_id,
        OutboxRow.letter_id == letter.id,
        OutboxRow.state.in_([State.TO_LOOK.value, State.HELD.value]),
    )
    row = work.session.execute(query.limit(1)).first()
    if row is None or (row.channel == Channel.EMAIL and row.recipient_sealed is None):
        return None
    return Channel(row.channel)
