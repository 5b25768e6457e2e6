"""What was recorded wrongly is mended: by a new entry with a reason, the terms are computed again, letters are made again."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date

from wederhoor.addresses import AddressUnusable, usable
from wederhoor.correspondence import again, consents
from wederhoor.deadlines import changes
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import ARRIVED, Case, set_date
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import CONTACT
from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.parties import party_key, place_of, way_to
from wederhoor.dossiers.rows import set_party
from wederhoor.dossiers.tables import Party
from wederhoor.notices import service as notices
from wederhoor.notices.again import readdress
from wederhoor.notices.letters import address_changed
from wederhoor.notices.service import State
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.contact import Clash, clash
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.term_changes import ChangeKind, TermChange
from wederhoor.rules.wording import dutch_date
from wederhoor.web.asking import (
    Values,
)
from wederhoor.work import Refused

START_LABELS = {
    StartEvent.ARRIVAL: "Binnengekomen",
    StartEvent.RECEIPT: "Ontvangst (alles binnen)",
    StartEvent.REPORT_RECEIVED: "Rapport ontvangen",
    StartEvent.LAST_REQUEST: "Laatste vraag aan de klager",
    StartEvent.REMINDER_SENT: "Herinnering gestuurd",
    StartEvent.FINDINGS_SENT: "Bevindingen gestuurd",
    StartEvent.CLOSED: "Gesloten",
}


def correct_date(case: Case, *, which: str, right: date, reason: str) -> None:
    """A date that was recorded wrongly: of a start (`start:receipt`) or of meeting a term (`met:report`).

    The old date stays on the record. Raises Refused.
    """
    work, dossier = case.work, case.dossier
    kind, _, code = which.partition(":")
    known = dict(_dates(case))
    if which not in known:
        raise Refused("which", "Kies een datum uit de lijst.")
    what, old = known[which]
    if right == old:
        raise Refused("right", "Dit is de datum die er al staat.")
    if right > work.today:
        raise Refused("right", "Deze datum ligt in de toekomst.")
    if kind == "met":
        started = case.clocks[code].started_on
        if right < (started or dossier.arrived_on):
            raise Refused("right", "Deze datum ligt vóór de dag waarop deze termijn begon.")
        case.clocks[code].met_on = right
    else:
        start = StartEvent(code)
        _refuse_out_of_order(case, start, right)
        for each in ARRIVED if start in ARRIVED else (start,):
            change = TermChange(kind=ChangeKind.START_CORRECTED, start=each, until=right, valid_on=work.today)
            changes.add_change(
                work, dossier.id, dossier.key_id, change, decided_on=work.today, reason=reason, was_on=old
            )
        set_date(case, start, right)
    work.session.flush()
    said = record.Entry(
        event=Event.DATE_CORRECTED,
        facts={"what": what, "new": right.isoformat(), "old": old.isoformat()},
        details={"reason": reason},
        key_id=dossier.key_id,
    )
    record.append(work, dossier.id, [said, *deadlines.recompute(work, dossier.id, case.answers)])
    again.offer_again(case)


def _refuse_out_of_order(case: Case, start: StartEvent, right: date) -> None:
    """Nothing happens before the complaint came in; it came in no later than the first thing that happened to it."""
    if start not in ARRIVED:
        if right < case.dossier.arrived_on:
            raise Refused("right", "Deze datum ligt vóór de dag waarop de klacht binnenkwam.")
        if start is StartEvent.CLOSED or case.dossier.closed_on is None or right <= case.dossier.closed_on:
            return
        raise Refused("right", "Deze datum ligt na de dag waarop de zaak is afgesloten.")
    later = [
        (what, day)
        for key, (what, day) in _dates(case)
        if key != f"start:{StartEvent.ARRIVAL.value}" and day < right
    ]
    if later:
        what, day = min(later, key=lambda one: one[1])
        raise Refused(
            "right", f"Binnenkomst kan niet later zijn dan wat daarna gebeurde ({what}: {dutch_date(day)})."
        )


def _dates(case: Case) -> list[tuple[str, tuple[str, date]]]:
    """What can be corrected: key, and its name and date now."""
    found: dict[str, tuple[str, date]] = {
        f"start:{StartEvent.ARRIVAL.value}": (START_LABELS[StartEvent.ARRIVAL], case.dossier.arrived_on)
    }
    for rule in case.answers.deadlines:
        row = case.clocks.get(rule.code)
        if row is None:
            continue
        if row.started_on and rule.starts in START_LABELS and rule.starts is not StartEvent.FILED:
            found[f"start:{rule.starts.value}"] = (START_LABELS[rule.starts], row.started_on)
        if row.met_on:
            found[f"met:{rule.code}"] = (f"Gedaan: {rule.label}", row.met_on)
    return list(found.items())


CLASHES: dict[Clash, str] = {
    Clash.EMAIL_UNWANTED: "Deze persoon zei: stuur mij geen e-mail. Vraag eerst na wat het moet zijn.",
    Clash.POST_UNWANTED: "Er is geen adres waar brieven voor deze persoon naartoe mogen. Vraag naar een ander adres of een andere manier.",
    Clash.POST_HOME_OF_CHILD: "Een kind dat alleen klaagt: vraag eerst of er post naar huis mag.",
}
"""What the person said themselves stands in the way: asked after, never passed over."""


def _refuse_clash(party: Party, details: Mapping[str, str], contact: Mapping[str, str], channel: str) -> None:
    if channel == party.channel:
        return
    wishes = read_details(details).wishes(
        channel, email=contact.get("email", ""), phone=contact.get("phone", ""), email_yes=True
    )
    found = clash(wishes)
    if found is not None and found in CLASHES:
        raise Refused("channel", CLASHES[found])


def correct_party(case: Case, *, party_id: uuid.UUID, values: Values, reason: str) -> None:
    """What is known of a party: name, how to reach them and what to mind. What is given counts, an empty text takes it away.

    What waits to leave goes to the right address. Raises Refused for what would leave somebody without a name or a way.
    """
    work, dossier = case.work, case.dossier
    party = next((p for p in mendable(case) if p.id == party_id), None)
    if party is None:
        raise Refused("party", "Kies iemand uit de lijst.")
    known, channel = known_of(party), values.get("channel") or party.channel
    new = {
        name: (values[name] or "").strip()
        for name, _ in (*DATA, *MIND)
        if name in values and (values[name] or "").strip() != known[name]
    }
    if not new and channel == party.channel:
        raise Refused("given_name", "Vul in wat er anders moet.")
    before = {
        "name": party.name,
        "contact": party.contact,
        "channel": party.channel,
        "details": party.details,
    }
    name = _with(party.name, new, NAMES)
    contact = _with(party.contact, new, CONTACT)
    details = {key: text for key, text in _with(party.details, new, dict(MIND)).items() if text}
    if new.get("email"):
        try:
            contact["email"] = usable(new["email"])
        except AddressUnusable as why:
            raise Refused("email", str(why)) from None
    reached = party.role != "accused" or party.confirmed_at is not None
    _refuse_nobody(known, {**known, **new}, channel if reached else "")
    consent = (values.get("consent") or "").strip()
    if channel == "email" != party.channel and not consent:
        raise Refused(
            "consent", "Berichten gaan per e-mail als deze persoon daarmee instemt. Schrijf op hoe dat bleek."
        )
    _refuse_clash(party, details, contact, channel)
    party.details = details or None
    if party.role == "accused":
        party.name, party.contact = name, contact or None
        work.session.flush()
        address_changed(work, place_of(party))
    else:
        set_party(work, party, name=name, contact=contact)
    consents.choose_channel(work, dossier, party, channel, how="desk")
    way, address = way_to(channel, contact, read_details(details))
    for row in notices.notices_of(work, dossier.id):
        if row.addressee in (party_key(party.id), place_of(party)) and row.state in NOT_GONE:
            readdress(work, row, way, address or None)
    labels = [label.lower() for key, label in (*DATA, *MIND) if key in new]
    if channel != before["channel"]:
        labels.append("hoe berichten gaan")
    said = record.Entry(
        event=Event.PARTY_CORRECTED,
        facts={"what": ", ".join(labels)},
        details={"reason": reason, "before": before, "party": str(party.id)}
        | ({"consent": consent} if consent else {}),
        key_id=dossier.key_id,
    )
    record.append(work, dossier.id, [said])
    notices.wake(work)


def known_of(party: Party) -> dict[str, str]:
    """What is known of a party now, by the names of `DATA` and `MIND`; an empty text is not told."""
    kept = {**(party.details or {}), **(party.contact or {}), **(party.name or {})}
    return {name: str(kept.get(name) or "") for name, _ in (*DATA, *MIND)}


def _with(kept: Mapping[str, str] | None, new: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    return {**(kept or {}), **{name: text for name, text in new.items() if name in names}}


def _refuse_nobody(known: Mapping[str, str], after: Mapping[str, str], channel: str) -> None:
    """A name can be changed but not taken away, and the way news takes needs where it goes."""
    if any(known[name] for name in CALLED) and not any(after[name] for name in CALLED):
        raise Refused(
            "surname", "Laat een achternaam of organisatie staan: zonder naam is niet te zien wie het is."
        )
    if channel == "email" and not after["email"]:
        raise Refused("email", "Vul het e-mailadres in waar de berichten naartoe gaan.")
    if channel == "phone" and not after["phone"]:
        raise Refused("phone", "Vul het telefoonnummer in waarop u belt.")
    if channel == "post" and known["street"] and not (after["street"] or after["safe_address"]):
        raise Refused("street", "Berichten gaan per post. Laat het adres staan, of kies een andere weg.")


NOT_GONE = (
    State.WAITING,
    State.UNCERTAIN,
    State.FAILED,
    State.NO_ADDRESSEE,
    State.TO_POST,
    State.TO_LOOK,
    State.HELD,
)


NAMES = ("given_name", "surname", "organisation_name", "name")
CALLED = ("surname", "organisation_name", "name")


DATA = (
    ("given_name", "Voornaam"),
    ("surname", "Achternaam"),
    ("organisation_name", "Organisatie"),
    ("street", "Straat en huisnummer"),
    ("postal_code", "Postcode"),
    ("town", "Plaats"),
    ("email", "E-mailadres"),
    ("phone", "Telefoonnummer"),
    ("name", "Naam zoals de klacht die noemt"),
)
MIND = (
    ("no_post", "Geen post naar het adres"),
    ("no_email", "Geen e-mail"),
    ("no_voicemail", "Geen voicemail inspreken"),
    ("safe_address", "Een ander adres dat wel veilig is"),
    ("instructions", "Waar moeten wij op letten bij contact?"),
)
"""What somebody asked to mind; "yes" for a box that is ticked."""


def mendable(case: Case) -> list[Party]:
    """Whose data can be corrected: everyone but who works here, whose name and address are kept with their account."""
    return [p for p in dossiers.parties_of(case.work, case.dossier.id) if p.account_id is None]


def data_of(party: Party) -> tuple[tuple[str, str], ...]:
    """What can be corrected of a party: of an accused nobody confirmed only the name in the complaint."""
    if party.role != "accused":
        return tuple(one for one in DATA if one[0] != "name") + MIND
    if party.confirmed_at is None:
        return tuple(one for one in DATA if one[0] == "name")
    return tuple(one for one in DATA if one[0] not in ("name", "organisation_name"))
