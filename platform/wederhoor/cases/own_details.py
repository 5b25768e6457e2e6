"""How somebody in a case can be reached, and which way news may come: read and changed by that person, at any time (AVG 7 lid 3, 16).

Every change is on the record, what it was before sealed with it. It holds at once, also for what waits to leave. The way that was known
before is told, so that nobody takes a case over unseen.
"""

from collections.abc import Mapping
from dataclasses import replace

from wederhoor.cases.correcting import NOT_GONE
from wederhoor.correspondence import consents
from wederhoor.dossiers.details import Details, read_details
from wederhoor.dossiers.parties import full_name, party_key, place_of, way_to
from wederhoor.dossiers.rows import set_party
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.notices import service as notices
from wederhoor.notices.again import readdress
from wederhoor.notices.service import Channel, Notice
from wederhoor.notices.words import LINK, NO_REPLY
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.contact import Clash, clash
from wederhoor.tasks import service as tasks
from wederhoor.work import Refused, Work

CONTACT = {
    "street": "straat en huisnummer",
    "postal_code": "postcode",
    "town": "plaats",
    "email": "e-mailadres",
    "phone": "telefoonnummer",
}
WISHES = {
    "no_post": "geen post naar het adres",
    "no_email": "geen e-mail",
    "no_voicemail": "geen voicemail",
    "safe_address": "een veilig adres",
    "instructions": "waar wij op moeten letten",
    "interpreter": "tolk",
    "sign_language": "tolk gebarentaal",
    "large_print": "grote letters",
    "help": "hulp",
    "called": "hoe u genoemd wilt worden",
    "reads": "taal",
}
BOXES = ("no_post", "no_email", "no_voicemail", "sign_language", "large_print")
NO_NAME = frozenset("0123456789@/:<>[]()*_#")
"""What stands in no name, and could make something else of a letter."""
OLD_WAY = "details_changed"
TOLD = (
    "Beste lezer,\n\nUw contactgegevens bij NAME zijn veranderd. Deed u dat zelf? Dan hoeft u niets te doen. Was u het niet? Bel "
    f"NAME dan meteen. Bekijk het hier, met uw code:\n{LINK}\n\n{NO_REPLY}"
)


def known_details(party: Party) -> dict[str, str]:
    """What is known of how to reach somebody, by the names of `CONTACT` and `WISHES`, and the way news comes."""
    contact, details = party.contact or {}, read_details(party.details)
    return {
        **{name: str(contact.get(name, "")) for name in CONTACT},
        **{name: getattr(details, name) for name in WISHES},
        "channel": party.channel,
    }


def change_details(
    work: Work, dossier: Dossier, party: Party, values: Mapping[str, str], *, consents_to_mail: bool
) -> bool:
    """Note how somebody wants to be reached from now on. Returns whether anything changed. Raises Refused."""
    before = known_details(party)
    after = {name: values.get(name, "") for name in (*CONTACT, *WISHES)}
    after["channel"] = values.get("channel") or before["channel"]
    details = replace(read_details(party.details), **{name: after[name] for name in WISHES})
    _refuse(details, after, consents_to_mail=consents_to_mail)
    if NO_NAME.intersection(after["called"]):
        raise Refused("called", "Schrijf hier alleen een naam.")
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return False
    old_way, old_address = _way(before)
    contact = {**(party.contact or {}), **{name: after[name] for name in CONTACT}}
    if party.role == "accused":
        party.contact = contact
    else:
        set_party(work, party, name=party.name or {}, contact=contact)
    party.details = details.as_dict()
    consents.choose_channel(work, dossier, party, after["channel"], how="own_page")
    _lead_elsewhere(work, dossier, party, details)
    labels = {**CONTACT, **WISHES, "channel": "hoe berichten gaan"}
    said = record.Entry(
        event=Event.DETAILS_CHANGED,
        facts={"what": ", ".join(labels[name] for name in changed)},
        details={"before": {name: before[name] for name in changed}, "party": str(party.id)},
        key_id=dossier.key_id,
    )
    record.append(work, dossier.id, [said])
    if {"email", "phone", "channel", "street", "postal_code", "town", "called"} & set(changed):
        _tell_before(work, dossier, party, old_way, old_address, before, after)
    notices.wake(work)
    return True


ASKED = {
    Clash.EMAIL_WITHOUT_ADDRESS: ("email", "Vul het e-mailadres in waar wij naartoe mogen mailen."),
    Clash.EMAIL_WITHOUT_YES: (
        "consent",
        "Zet hier een vinkje als wij u mogen mailen. Mogen wij dat niet? Kies dan post.",
    ),
    Clash.EMAIL_UNWANTED: (
        "channel",
        "U kiest e-mail, en u wilt geen e-mail. Kies post, of haal het vinkje bij ‘Stuur mij geen e-mail’ weg.",
    ),
    Clash.PHONE_WITHOUT_NUMBER: ("phone", "Vul het telefoonnummer in waarop wij u mogen bellen."),
    Clash.POST_UNWANTED: (
        "channel",
        "U kiest post, en wij hebben geen adres waar die naartoe mag. Schrijf een ander adres op dat wel veilig is, of kies e-mail.",
    ),
    Clash.POST_HOME_OF_CHILD: (
        "channel",
        "Je kiest post, en je zei niet dat er post naar je huis mag. Schrijf een ander adres op, kies e-mail, of stuur ons een bericht.",
    ),
}
"""What is asked when wishes cannot all be kept, and at which field."""


def _refuse(details: Details, after: Mapping[str, str], *, consents_to_mail: bool) -> None:
    """Wishes that leave no way to reach somebody are asked about, never passed on."""
    told = {"email": after["email"], "phone": after["phone"]}
    if found := clash(details.wishes(after["channel"], **told, email_yes=consents_to_mail)):
        raise Refused(*ASKED[found])
    by_post = after["channel"] == Channel.POST and not after["safe_address"]
    if by_post and not (after["street"] and after["town"]):
        raise Refused("street", "Vul uw adres in: u kiest dat berichten per post komen.")


def _way(known: Mapping[str, str]) -> tuple[Channel, str]:
    details = Details(**{name: known[name] for name in WISHES})
    return way_to(known["channel"], known, details)


def _lead_elsewhere(work: Work, dossier: Dossier, party: Party, details: Details) -> None:
    """What waits to leave goes the way that was chosen now."""
    way, address = way_to(party.channel, party.contact, details)
    mine = {party_key(party.id), place_of(party)}
    for row in notices.notices_of(work, dossier.id):
        if row.addressee in mine and row.state in NOT_GONE:
            readdress(work, row, way, address or None)


def _tell_before(
    work: Work,
    dossier: Dossier,
    party: Party,
    way: Channel,
    address: str,
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> None:
    """Tell the way that was known before; where that is no mail, or mail is not safe, a colleague looks at it."""
    if way is Channel.EMAIL and address and not after["no_email"]:
        notice = Notice(
            letter=OLD_WAY,
            occasion=f"{OLD_WAY}:{work.now.isoformat()}",
            addressee=place_of(party),
            channel=Channel.EMAIL,
            recipient=address,
            text=TOLD.replace("NAME", work.organisation.profile.name),
        )
        notices.announce(work, dossier.id, dossier.key_id, [notice])
        return
    told = {
        "name": full_name(party.name),
        "phone": before["phone"],
        "what": "Iemand wijzigde zelf de contactgegevens. Vraag na of dat klopt, langs de weg die al bekend was, als dat veilig is.",
        "party": str(party.id),
    }
    tasks.add_task(work, tasks.TaskKind.DETAILS_CHANGED, told, due_on=work.today, dossier_id=dossier.id)
