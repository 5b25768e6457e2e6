"""The second step on somebody's own page, as it goes with digits the office gave."""

from tests.support.visitor import Page, Visitor
from tests.support.world import Organisation

from wederhoor.dossiers.service import find_by_code
from wederhoor.messages import second_step


def pass_second_step(visitor: Visitor, organisation: Organisation, code: str, then: str = "") -> Page:
    """Give the digits for the party behind a code; `then` is what they were asked for. Returns the page that comes next."""
    with organisation.work(write=True) as work:
        dossier, party = find_by_code(work, work.vault.code_hash(code))
        digits = second_step.give_code(work, dossier, party, second_step.Way.PHONE)
    asked = visitor.get(f"/{organisation.slug}/mijn-klacht/tweede-code" + (f"?voor={then}" if then else ""))
    return visitor.submit(asked, "/tweede-code", digits=digits)
