"""What a complaint holds, as a frozen value, and what is still missing from it (KR-082)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.details import LATER, Details, read_details
from wederhoor.dossiers.parties import filer_of
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.organisation import Organisation
from wederhoor.rules.admissibility import Item, RequiredItem
from wederhoor.rules.contact import Wishes
from wederhoor.rules.meant import Naming
from wederhoor.work import Work

DISSATISFACTION = "dissatisfaction"
"""How it was filed: as a formal complaint, or by who wants none (KR-032)."""
DECISION = "decision"
"""What it is about when it is about a decision: perhaps an objection, and no complaint."""
ORGANISATION = "organisation"
"""What it is about when it is about the organisation, and nobody in it."""
NAME = ("given_name", "surname", "organisation_name")
ADDRESS = ("street", "postal_code", "town")
OWN = "own_"
"""Before the code of a question the organisation asks itself, as the name of a field."""
CONTACT = (*ADDRESS, "email", "phone")
"""What is known of a party by name and by ways to reach them."""
MINDED = ("no_post", "no_email", "no_voicemail", "instructions")
ARRANGED = ("interpreter", "sign_language", "large_print", "help")
"""What somebody asks to be minded, or to be arranged."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything the complainant filled in; an empty string is "not filled in". Dates are ISO texts.

    Who complains and how to reach them is kept in the parties, and nowhere else: a stored statement holds the rest (`as_filed`).
    """

    filed_as: str = ""
    """"complaint", or "dissatisfaction" for who wants no formal one."""
    about_kind: str = ""
    accused_name: str = ""
    category: str = ""
    event_on: str = ""
    event_unknown: bool = False
    youth_help: str = ""
    description: str = ""
    objection: str = ""
    steps_taken: str = ""
    why_late: str = ""
    """Why it took more than a year to complain (KR-040 under 5)."""
    late: str = ""
    """"yes": it was more than a year ago when it was written down."""
    as_objection: str = ""
    """"yes": whoever wrote this wants it sent on as an objection to a decision (Awb 6:15)."""
    complainant_kind: str = ""
    client_as: str = ""
    """How somebody is a client: `refused` asked for help and had none (KR-069), `young` is 18 to 23 and had youth help (KR-067)."""
    given_name: str = ""
    surname: str = ""
    organisation_name: str = ""
    street: str = ""
    postal_code: str = ""
    town: str = ""
    email: str = ""
    phone: str = ""
    contact_channel: str = ""
    contact_consent: str = ""
    """"yes": said in so many words that news may come by e-mail (Awb 2:8)."""
    represented_given_name: str = ""
    represented_surname: str = ""
    represented_street: str = ""
    represented_postal_code: str = ""
    represented_town: str = ""
    relation: str = ""
    authority: str = ""
    authority_until: str = ""
    minor: str = ""
    alone: str = ""
    may_know: str = ""
    safe_address: str = ""
    instructions: str = ""
    no_post: str = ""
    no_email: str = ""
    no_voicemail: str = ""
    post_home: str = ""
    no_address: str = ""
    heed: str = ""
    """Whether there is anything to mind in contact, or to arrange: "yes" leads to the questions about it."""
    together: str = ""
    """Whether others complain as well."""
    with_papers: str = ""
    """Whether there is anything to add."""
    interpreter: str = ""
    sign_language: str = ""
    large_print: str = ""
    help: str = ""
    fellows: tuple[Mapping[str, str], ...] = ()
    """Who complains as well: name, address and channel of each, under the names of the fields above."""
    language: str = ""
    """The language the questions were read in when that was not Dutch, as "en"."""
    concerned_role: str = ""
    """The role of somebody who handles complaints, when it is about them."""
    signed_name: str = ""
    signed_at: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    """What the organisation asks itself, by the code of its question (`RequiredItem.question`)."""

    def merged(self, values: Mapping[str, Any]) -> "Content":
        """This content with other values for the fields that are named; `own_<code>` is the answer to a question of the organisation."""
        known = self.__dataclass_fields__
        changed = {name: value for name, value in values.items() if name in known}
        own = {name.removeprefix(OWN): value for name, value in values.items() if name.startswith(OWN)}
        if own:
            changed["own"] = {**changed.get("own", self.own), **own}
        return replace(self, **changed)

    def answer(self, name: str) -> Any:
        """What was answered under this name; `own_<code>` for a question of the organisation."""
        return self.own.get(name.removeprefix(OWN), "") if name.startswith(OWN) else getattr(self, name)

    def as_dict(self) -> dict[str, Any]:
        """As plain data, to be sealed."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def as_filed(self) -> dict[str, Any]:
        """As plain data without what is kept in the parties, to be sealed as a statement."""
        return {name: value for name, value in self.as_dict().items() if name not in OF_PARTIES}

    @property
    def filer(self) -> str:
        """By whose name the complaint is registered: of who is spoken for, else a surname, else an organisation."""
        return self.represented_surname or self.surname or self.organisation_name

    @property
    def naming(self) -> Naming:
        """Whom the complaint names, or may name: where it was asked, and in its own words."""
        return Naming(
            called=(self.accused_name,) if self.accused_name else (),
            told=(self.description, self.objection, self.steps_taken, self.why_late, *self.own.values()),
            by_first_name=not self.accused_name,
        )

    @property
    def speaks_for(self) -> bool:
        """Whether whoever fills this in complains for somebody else who is named."""
        return bool(self.represented_surname or self.represented_given_name)

    @property
    def details(self) -> Details:
        """What binds letters and appointments with whoever fills this in."""
        return read_details(
            {name: getattr(self, name) for name in Details.__dataclass_fields__.keys() - LATER}
        )

    @property
    def wishes(self) -> Wishes:
        """What was said about being reached, to be judged by `rules.contact`."""
        yes = bool(self.contact_consent)
        return self.details.wishes(self.contact_channel, email=self.email, phone=self.phone, email_yes=yes)

    @property
    def heeded(self) -> bool:
        """Whether there is something to mind or arrange; before that was asked, whatever was filled in says so."""
        if self.heed:
            return self.heed == "yes"
        other = bool(self.safe_address) and not self.no_address
        return other or any(getattr(self, name) for name in (*MINDED, *ARRANGED))

    @property
    def with_others(self) -> bool:
        """Whether others complain as well; before that was asked, whoever was filled in says so."""
        return self.together == "yes" or (not self.together and bool(self.fellows))

    @property
    def says_nothing(self) -> bool:
        """Whether no word was written of what it is about."""
        return not any(sign.isalnum() for sign in f"{self.description}{self.objection}")


OF_PARTIES = frozenset(
    {
        *NAME,
        *CONTACT,
        *Details.__dataclass_fields__,
        "contact_channel",
        "authority_until",
        "fellows",
        *(f"represented_{name}" for name in ("given_name", "surname", "street", "postal_code", "town")),
    }
)
"""What a complaint says that is kept in its parties."""


def read_content(values: Mapping[str, Any] | None) -> Content:
    """Content from sealed data; unknown fields of an earlier shape are left out."""
    kept = dict(values or {})
    kept["fellows"] = tuple(kept.get("fellows", ()))
    return Content().merged(kept)


_FIELDS: Mapping[str, tuple[str, ...]] = {
    Item.NAME_ADDRESS: ("surname", "street", "postal_code", "town"),
    Item.DESCRIPTION: ("description",),
    Item.OBJECTION: ("objection",),
    Item.STEPS_TAKEN: ("steps_taken",),
    Item.SIGNATURE: ("signed_name",),
}


def fields_of(item: RequiredItem) -> tuple[str, ...]:
    """Under which names what is required is filled in; the date is the moment of filing itself."""
    return (f"{OWN}{item.question.code}",) if item.question else _FIELDS.get(item.code, ())


def missing_fields(content: Content, required: tuple[RequiredItem, ...]) -> dict[str, tuple[str, ...]]:
    """Per required item that is not whole, the fields that are empty. The date is the moment of filing itself.

    Who has no fixed address gave the address there is by saying so: no document says otherwise, and nobody is kept out by it.
    """
    missing: dict[str, tuple[str, ...]] = {}
    for item in required:
        empty = tuple(
            name
            for name in fields_of(item)
            if not (content.no_address and name in ADDRESS)
            and not (
                (content.surname or content.organisation_name) if name == "surname" else content.answer(name)
            ).strip()
        )
        if empty:
            missing[item.code] = empty
    return missing


def missing_items(content: Content, required: tuple[RequiredItem, ...]) -> list[RequiredItem]:
    """The required items that are not whole yet. Of a name and address of which a part is there, the parts that are not."""
    absent, found = missing_fields(content, required), list[RequiredItem]()
    for item in required:
        fields = absent.get(item.code, ())
        if fields and item.code == "name_address" and len(fields) < len(PARTS):
            found += [replace(item, label=PARTS[name], explanation="") for name in fields]
        elif fields:
            found.append(item)
    return found


PARTS = {
    "surname": "Uw achternaam",
    "street": "Uw straat en huisnummer",
    "postal_code": "Uw postcode",
    "town": "Uw woonplaats",
}
"""A name and address in parts, as what is missing is told."""


def own_content(party: Party) -> Content:
    """What is known of one party, to see what is missing of that person."""
    details = read_details(party.details)
    signed = {"signed_name": "ja"} if party.signed_at else {}
    return Content().merged({**_known(party), "no_address": details.no_address, **signed})


def content_of(work: Work, dossier: Dossier, parties: Sequence[Party] | None = None) -> Content:
    """The complaint as it stands now: what was filed and completed, with what is known of its parties today.

    `parties` are those of the dossier, for who has them already.
    """
    body = read_content(dossiers.current_body(work, dossier.id))
    if parties is None:
        return with_parties(body, dossiers.complainants_of(work, dossier.id))
    return with_parties(body, [party for party in parties if party.role in dossiers.COMPLAINING])


def with_parties(content: Content, parties: Sequence[Party]) -> Content:
    """A complaint with who complains as they are known now; a correction of a party wins from what was once filled in."""
    if not parties:
        return content
    filer = filer_of(parties)
    client = next((party for party in parties if party.id == filer.represents_id), None)
    fellows = [party for party in sorted(parties, key=lambda one: one.id) if party not in (filer, client)]
    details = filer.details or {}
    return content.merged(
        {
            **_known(filer),
            **{f"represented_{name}": value for name, value in (_known(client) if client else {}).items()},
            **{name: details.get(name, "") for name in Details.__dataclass_fields__},
            "authority_until": filer.authority_until.isoformat() if filer.authority_until else "",
            "fellows": tuple(_known(party) for party in fellows),
        }
    )


def _known(party: Party) -> dict[str, str]:
    name, contact = party.name or {}, party.contact or {}
    return {
        **{key: name.get(key, "") for key in NAME},
        **{key: contact.get(key, "") for key in CONTACT},
        "contact_channel": party.channel,
    }


def missing_for(content: Content, answers: Organisation) -> list[RequiredItem]:
    """What is still missing; dissatisfaction that is no formal complaint needs nothing (KR-031)."""
    if content.filed_as == DISSATISFACTION:
        return []
    return missing_items(content, answers.required_content)


CAME_BY = {"phone": "per telefoon", "desk": "in een gesprek", "letter": "per brief"}
