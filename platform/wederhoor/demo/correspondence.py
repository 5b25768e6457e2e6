"""What people of the demo world wrote to each other lately, the papers they added, and a complaint that went elsewhere."""

import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from wederhoor.cases import transfer
from wederhoor.deadlines.case import case_of
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.parties import party_key
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.dossiers.told import is_told
from wederhoor.messages import service as messages
from wederhoor.messages.saved_texts import keep_piece
from wederhoor.papers import reception
from wederhoor.papers.doors import AFTERWARDS, MB, Belongs, Described, Rules
from wederhoor.papers.inspection import FileKind
from wederhoor.papers.scanner import Scanner
from wederhoor.people.service import staff_with_role
from wederhoor.settings.service import begin_work
from wederhoor.vault.objects import open_files
from wederhoor.work import RESIDENT, SYSTEM, Actor, ActorKind, Installation, Work

WRITTEN = Rules(kinds=frozenset({FileKind.TEXT}), keeps_original=True, count=50, together=10 * MB)
REACTION = (
    "Ik herken het gesprek, maar niet hoe het hier staat. Ik vroeg of we het de week erna konden bespreken. Dat had ik beter "
    "kunnen uitleggen."
)
ASKED = "Wanneer hoor ik wie er met mij komt praten? Ik kan alleen in de ochtend."
SAVED = (
    ("Hulp bij het lezen", "Vindt u deze brief lastig? Bel ons, dan lezen wij hem samen met u."),
    ("Iemand meenemen", "U mag iemand meenemen naar het gesprek. Laat ons op tijd weten wie dat is."),
    (
        "Langer wachten",
        "Het duurt langer dan wij dachten. Dat spijt ons. U hoort van ons zodra wij verder zijn.",
    ),
)
"""Saved texts."""
ANSWERED = "Dank voor uw bericht. Volgende week belt iemand u om een ochtend af te spreken."


@dataclass(frozen=True, kw_only=True)
class Correspondence:
    """The office of one organisation, on the day the demo is loaded."""

    installation: Installation
    tenant_id: uuid.UUID
    now: datetime
    hands_over_to: str | None
    """The organisation, by its place in the address, that one of the complaints goes to."""

    def tell(self) -> None:
        """A complainant and an accused write and are answered; both add a paper; elsewhere a matter is handed over."""
        with self._work(SYSTEM) as work:
            about, other = _told_about(work), _about_nobody(work)
            (kim, *_) = staff_with_role(work, ("secretary",))
        handles = frozenset({"secretary", "quality_officer"})
        office = Actor(kind=ActorKind.STAFF, account_id=kim.account_id, roles=handles)
        with self._work(office) as work:
            for name, text in SAVED:
                keep_piece(work, name, text)
        if about is not None:
            dossier_id, complainant_id, accused_id = about
            self._photo(dossier_id)
            self._reaction(dossier_id, accused_id)
            with self._work(RESIDENT) as work:
                dossier = work.session.get_one(Dossier, (work.tenant_id, dossier_id))
                for party_id, said in ((complainant_id, ASKED), (accused_id, "Mag ik iemand meenemen?")):
                    party = work.session.get_one(Party, (work.tenant_id, party_id))
                    messages.write_from_party(work, dossier, party, said)
            with self._work(office) as work:
                dossier = dossiers.find(work, dossier_id, lock=True)
                party = work.session.get_one(Party, (work.tenant_id, complainant_id))
                messages.write_to_party(work, dossier, party, ANSWERED)
        if other is not None and self.hands_over_to is not None:
            with self._work(office) as work:
                case = case_of(work, dossiers.find(work, other, lock=True))
                transfer.transfer(
                    case,
                    body="",
                    to_slug=self.hands_over_to,
                    consent="Mevrouw zei aan de telefoon dat het goed is.",
                    reason="Het gaat over een uitkering; daar gaat een andere organisatie over.",
                    done_on=work.today,
                )

    @contextmanager
    def _work(self, actor: Actor) -> Iterator[Work]:
        with begin_work(self.installation, self.tenant_id, write=True, actor=actor, now=self.now) as work:
            yield work

    def _photo(self, dossier_id: uuid.UUID) -> None:
        from PIL import Image  # only the demo draws

        drawn = io.BytesIO()
        Image.new("RGB", (320, 200), "#dfe8ea").save(drawn, "PNG")
        self._add(dossier_id, AFTERWARDS, "Foto van de brief", "brief.png", drawn.getvalue())

    def _reaction(self, dossier_id: uuid.UUID, accused_id: uuid.UUID) -> None:
        rules = replace(WRITTEN, origin=party_key(accused_id))
        title = "Reactie van de aangeklaagde"
        self._add(dossier_id, rules, title, "reactie.txt", f"{title}\n\n{REACTION}\n".encode())

    def _add(self, dossier_id: uuid.UUID, rules: Rules, title: str, name: str, content: bytes) -> None:
        @contextmanager
        def opened(_write: bool) -> Iterator[tuple[Work, Belongs]]:
            with self._work(RESIDENT) as work:
                yield work, Belongs(dossier_id=dossier_id)

        files = open_files(self.installation.config)
        described = Described(name=name, title=title)
        reception.add_paper(opened, files, Scanner(clamd=None), rules, described, content)


def _told_about(work: Work) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID] | None:
    """The newest open matter whose accused was told: its dossier, complainant and accused."""
    query = (
        select(Party)
        .join(Dossier, (Dossier.tenant_id == Party.tenant_id) & (Dossier.id == Party.dossier_id))
        .where(Party.role == "accused", Party.confirmed_at.is_not(None), Dossier.closed_on.is_(None))
        .order_by(Dossier.filed_at.desc())
    )
    for accused in work.session.scalars(query):
        if is_told(work, accused):
            complainant = dossiers.complainant_of(work, accused.dossier_id)
            return accused.dossier_id, complainant.id, accused.id
    return None


def _about_nobody(work: Work) -> uuid.UUID | None:
    """The newest complete open matter about nobody in particular: one that may as well go elsewhere."""
    query = (
        select(Dossier.id)
        .where(
            Dossier.closed_on.is_(None),
            Dossier.received_on.is_not(None),
            Dossier.about_kind == "organisation",
            Dossier.filed_as == "complaint",
        )
        .order_by(Dossier.filed_at.desc())
        .limit(1)
    )
    return work.session.scalars(query).first()
