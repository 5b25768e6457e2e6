"""What the pages behind the receipt code share: `/<organisation>/mijn-klacht`."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint

from wederhoor.dossiers.service import NoSuchDossier, find_by_code
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.web.familiar import speak_to
from wederhoor.web.kept import keep_code, need_code, no_code
from wederhoor.web.runtime import resident_work
from wederhoor.work import Work

bp = Blueprint("portal", __name__, url_prefix="/<organisation>/mijn-klacht")


@contextmanager
def own_dossier(*, write: bool = False) -> Iterator[tuple[Work, Dossier, Party]]:
    """The dossier behind the code this browser holds; without one whoever asks goes to the question for it."""
    code = need_code("case", "portal.status")
    with resident_work(write=write) as work:
        try:
            dossier, party = find_by_code(work, work.vault.code_hash(code), lock=write)
        except NoSuchDossier:
            keep_code("case", None)
            no_code("portal.status")
        speak_to(child=party.kind == "youth")
        yield work, dossier, party
