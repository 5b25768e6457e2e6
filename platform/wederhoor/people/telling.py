"""Something changed at someone's door: it goes on the record wherever they work, and they hear of it by mail."""

import uuid
from datetime import datetime

from sqlalchemy import select

from wederhoor.notices import service as notices
from wederhoor.notices import words
from wederhoor.notices.service import Channel, Notice
from wederhoor.people.tables import Account, AccountTenant
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.settings.service import begin_work, platform_session
from wederhoor.work import Actor, Installation, Work

TOLD = {
    Event.SECOND_FACTOR_ADDED: "Bij uw account is een tweede stap voor het aanmelden toegevoegd.",
    Event.SECOND_FACTOR_REMOVED: "Bij uw account is een tweede stap voor het aanmelden weggehaald.",
    Event.STRONGBOX_REPLACED: (
        "Toen u uw kluis opende, bleek er een andere sleutel aan te hangen dan de uwe. Uw eigen sleutel is teruggezet. "
        "Iemand met toegang tot de database heeft dit gedaan; laat uitzoeken wie."
    ),
    Event.RECOVERY_CODES_MADE: "Voor uw account zijn nieuwe herstelcodes gemaakt. De oude werken niet meer.",
    Event.SESSIONS_ENDED: (
        "De beheerder heeft u overal afgemeld. Meld u opnieuw aan als u verder wilt werken. Uw wachtwoord is niet gewijzigd."
    ),
    Event.SECOND_FACTOR_RESET: (
        "De beheerder heeft de tweede stap van uw account gewist. U bent overal afgemeld. "
        "Bij de volgende keer aanmelden stelt u een nieuwe in."
    ),
}


def tell_about(
    installation: Installation, account_id: uuid.UUID, event: Event, *, actor: Actor, now: datetime
) -> None:
    """Put it on the record of every organisation where this account has a role, and mail the person once."""
    with platform_session(installation, write=False) as session:
        query = select(AccountTenant.tenant_id).where(AccountTenant.account_id == account_id)
        tenants = list(session.scalars(query.order_by(AccountTenant.tenant_id)))
    for place, tenant_id in enumerate(tenants):
        with begin_work(installation, tenant_id, write=True, actor=actor, now=now, no_rules=True) as work:
            if place == 0:
                _mail(work, account_id, event)
            facts = {"account": account_id.hex}
            record.append(work, tenant_id, [record.Entry(event=event, facts=facts)])


def _mail(work: Work, account_id: uuid.UUID, event: Event) -> None:
    account = work.session.get_one(Account, account_id)
    notice = Notice(
        letter="second_factor",
        occasion=uuid.uuid4().hex,
        addressee=f"account:{account_id}",
        channel=Channel.EMAIL,
        recipient=work.vault.unseal_account(account_id, "email", account.email_sealed),
        door=words.SIGN_IN,
        text=(
            f"Beste collega,\n\n{TOLD[event]}\n\n"
            "Was u dit niet, of had u dit niet verwacht? Bel dan meteen uw beheerder."
        ),
    )
    notices.announce(work, account_id, work.vault.new_key(), [notice])
