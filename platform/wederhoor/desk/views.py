"""A dossier as the office reads it: plain values for the templates."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import url_for

from wederhoor.cases.linking import MERGED_INTO, RELATED, links_view
from wederhoor.correspondence.letters import may_read
from wederhoor.deadlines.handlers import HANDLER, STAND_IN, handlers_of
from wederhoor.dossiers.called import Called
from wederhoor.dossiers.content import CAME_BY, Content
from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.parties import filer_of, way_to
from wederhoor.dossiers.process import process_of
from wederhoor.dossiers.service import COMPLAINING
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.intake.forms import AUTHORITY, CHANNELS, WHO_IT_IS, YOUTH_HELP
from wederhoor.notices import service as notices
from wederhoor.notices.labels import channel_label, letter_title, state_label, to_labels
from wederhoor.notices.recall import can_be_called_back
from wederhoor.organisation import Organisation
from wederhoor.people.service import names_of
from wederhoor.record import service as record
from wederhoor.rules.roles import HANDLERS
from wederhoor.rules.wording import dutch_date
from wederhoor.settings.service import origin_of_answers
from wederhoor.web.language import LANGUAGES, in_dutch
from wederhoor.work import Work


def dossier_view(found: Dossier, answers: Organisation) -> dict[str, Any]:
    step = process_of(answers).step(found.step)
    categories = {c.code: c.label for c in answers.categories}
    closed = {"withdrawn": "Ingetrokken", "mistake": "Bij vergissing ingeschreven"}.get(
        found.close_ground or "", ""
    )
    if (found.close_ground or "").startswith("inadmissible"):
        closed = "Niet in behandeling"
    return {
        "id": found.id,
        "url": url_for("desk.dossier", dossier_id=found.id),
        "number": found.number,
        "step_label": closed or step.label,
        "badge": "info" if step.open else "ok",
        "filed_at": found.filed_at,
        "arrived_on": found.arrived_on,
        "received_on": found.received_on,
        "closed_on": found.closed_on,
        "category": categories.get(found.category, found.category),
        "channel": {"web": "via de website", **CAME_BY}.get(found.channel, found.channel),
        "youth_help": dict(YOUTH_HELP).get(found.youth_help, found.youth_help),
        "short_description": found.short_description,
    }


def facts_view(work: Work, found: Dossier, answers: Organisation) -> list[tuple[str, str]]:
    """Who handles it and by which rules."""
    parts = handlers_of(work, found.id)
    names = names_of(work, sorted(parts.values()))
    road = process_of(answers)
    step = road.step(found.step)
    regime = next((regime for regime in answers.regimes if regime.code == found.regime), None)
    rows = [
        ("Behandelaar", names[parts[HANDLER]] if HANDLER in parts else "nog niemand"),
        ("Vervanger", names[parts[STAND_IN]] if STAND_IN in parts else ""),
        ("Regeling", ", ".join(regime.governs[:1]) or "niet bekend" if regime else ""),
        ("Regels van", origin_of_answers(work, found.answers_id)),
        ("Ligt bij", step.body if step.open else ""),
        ("Oordeel", next((one.label for one in road.outcomes if one.code == found.outcome), "")),
    ]
    return [row for row in rows if row[1]]


UNDOES = {
    (RELATED, True): "ontkoppelen",
    (RELATED, False): "ontkoppelen",
    (MERGED_INTO, True): "uit-elkaar",
}
"""The act that takes a link away, by its kind and whether it was made from here."""


def linked_view(work: Work, found: Dossier) -> list[dict[str, Any]]:
    """What belongs together with a dossier: number, how, and where it is; where a link can be taken away."""
    may_undo = bool(work.actor.roles.intersection(HANDLERS))
    return [
        {
            "number": one["number"],
            "how": one["how"],
            "url": url_for("desk.dossier", dossier_id=one["id"]),
            "undo_url": url_for(
                "complaints.act", dossier_id=found.id, act=UNDOES[one["kind"], one["from_here"]]
            )
            if may_undo and (one["kind"], one["from_here"]) in UNDOES
            else None,
        }
        for one in links_view(work, found.id)
    ]


LANGUAGE_NAMES = {one.code: one.dutch for one in LANGUAGES}


def spoken_by(parties: Sequence[Party], content: Content) -> dict[uuid.UUID, str]:
    """The language in which whoever filled it in read the questions, when that was not Dutch."""
    complaining = [party for party in parties if party.role in COMPLAINING]
    reads = in_dutch(content.language)
    return {filer_of(complaining).id: reads} if complaining and reads else {}


def party_view(party: Party, who: Called, *, reads: str = "") -> dict[str, Any]:
    name, details = party.name or {}, read_details(party.details)
    if party.role in COMPLAINING:
        contact = party.contact or {}
        address = ", ".join(
            p for p in (contact.get("street"), contact.get("postal_code"), contact.get("town")) if p
        )
        rows = [
            ("Bereiken", _safely(party)),
            ("Let op", " ".join(details.bound())),
            ("Nodig", ", ".join(details.needs())),
            ("Wie", WHO_IT_IS.get(party.kind, "").capitalize()),
            ("Organisatie", name.get("organisation_name", "")),
            ("Adres", address),
            ("E-mail", contact.get("email", "")),
            ("Telefoon", contact.get("phone", "")),
            ("Wil genoemd worden", details.called),
            ("Leest het liefst", LANGUAGE_NAMES.get(details.reads, "")),
            ("Las de vragen in het", reads),
            ("Bericht", dict(CHANNELS).get(party.channel, "")),
            ("Relatie", details.relation),
            ("Spreekt namens", dict(AUTHORITY).get(details.authority, "")),
            ("Tot en met", dutch_date(party.authority_until) if party.authority_until else ""),
            ("Doet mee", f"tot {dutch_date(party.withdrawn_on)}" if party.withdrawn_on else ""),
        ]
        return {
            "role_label": who.role.capitalize(),
            "name": who.name,
            "contact": [(label, value) for label, value in rows if value],
            "confirmed": True,
        }
    return {
        "role_label": who.role.capitalize(),
        "name": who.name,
        "contact": [
            (label, value)
            for label, value in (("In de klacht genoemd", who.named), *_reached(party))
            if value
        ],
        "confirmed": party.confirmed_at is not None,
    }


def _safely(party: Party) -> str:
    """The way news may take to somebody, as they said it; when there is none somebody has to call."""
    contact, details = party.contact or {}, read_details(party.details)
    way, email = way_to(party.channel, contact, details)
    if email:
        return f"E-mail naar {email}"
    if way == notices.Channel.POST:
        return "Brief naar het veilige adres" if details.safe_address else "Brief naar het adres"
    phone = contact.get("phone", "")
    return f"Bel {phone}" if phone else "Geen adres waar bericht naartoe mag: vraag het na"


def _reached(party: Party) -> list[tuple[str, str]]:
    """How an accused without an account is reached; nothing of who has one."""
    contact = party.contact or {}
    if not contact:
        return []
    address = ", ".join(
        p for p in (contact.get("street"), contact.get("postal_code"), contact.get("town")) if p
    )
    return [
        ("Adres", address),
        ("E-mail", contact.get("email", "")),
        ("Telefoon", contact.get("phone", "")),
        ("Bericht", dict(CHANNELS).get(party.channel, "")),
    ]


def record_view(work: Work, lines: list[record.RecordLine]) -> list[dict[str, Any]]:
    names = names_of(work, sorted({line.actor_id for line in lines if line.actor_id}))
    kinds = {
        "resident": "de klager",
        "accused": "de aangeklaagde",
        "system": "het platform",
        "staff": "een medewerker",
    }
    return [
        {
            "seq": place,
            "at": line.entered_at,
            "done_on": line.done_on,
            "actor": names.get(line.actor_id, "een medewerker") if line.actor_id else kinds[line.actor_kind],
            "sentence": line.sentence,
            "article": line.article,
        }
        for place, line in enumerate(lines, 1)
    ]


def notices_view(work: Work, found: Dossier, answers: Organisation) -> list[dict[str, Any]]:
    may_release = bool(work.actor.roles.intersection(HANDLERS))
    rows = notices.notices_of(work, found.id)
    to = to_labels(rows)
    return [
        {
            "letter": letter_title(answers, row.letter),
            "to": to[row.id],
            "channel": channel_label(row.channel),
            "state": row.state,
            "state_label": state_label(row.state),
            "url_letter": url_for("delivery.letter", dossier_id=found.id, letter_id=row.letter_id)
            if row.letter_id and may_read(work, row.letter)
            else None,
            "when": row.done_at or (row.not_before if row.state == "waiting" else None),
            "url_back": url_for("delivery.back", notice_id=row.id)
            if may_release and can_be_called_back(row)
            else None,
            "url_release": url_for("complaints.release", dossier_id=found.id)
            if row.state == "held" and may_release
            else None,
        }
        for row in rows
    ]
