"""Verify the record: against itself, against the lines outside the data, and against who may what.

Who can write to the database cannot make an entry (the chain is keyed), cannot take one out that was anchored, cannot keep one from being
anchored, and cannot give or take a right. Who has the database, the keys and the master key can do all that; copies of the lines kept
elsewhere tell what was there (`against_copy`).
"""

import hashlib
import json
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from wederhoor.record import rights
from wederhoor.record.copies import as_object, as_uuid
from wederhoor.record.events import Event
from wederhoor.record.service import NO_HASH, chain
from wederhoor.record.tables import RecordAnchor, RecordEntry, RecordHead
from wederhoor.tenancy.locks import TenantSession
from wederhoor.vault.anchors import MARK, AnchorLine, Anchors
from wederhoor.vault.vault import TenantVault

LATE = timedelta(minutes=15)
"""How long something may take from its moment until its commit, and until it is anchored."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A break in the record: which matter, which entry, what is wrong. `lost`: lost when a back-up was put in place, by nobody."""

    matter_id: uuid.UUID
    seq: int
    what: str
    lost: bool = False


@dataclass(kw_only=True)
class _Proof:
    """What the lines outside the data say of one tenant."""

    keyed: bool
    plain_until: dict[uuid.UUID, int] = field(default_factory=dict)
    """Up to which entry of a matter a hash without the key counts: it was anchored before there was a key."""
    heads: list[tuple[int, uuid.UUID, int, str, datetime | None]] = field(default_factory=list)
    """Number, matter, entry, hash and moment of each line, in order."""
    restored: int = 0
    """The last line that says a back-up was put in place."""
    problems: list[Problem] = field(default_factory=list)


def verify(session: TenantSession, store: Anchors, vault: TenantVault) -> list[Problem]:
    """Check one tenant's whole record. The session reads one moment of the database; the lines are read first."""
    lines = list(store.after(session.tenant_id, MARK))
    mark = store.mark(session.tenant_id)
    found: dict[uuid.UUID, dict[int, tuple[str, datetime]]] = {}
    told: dict[rights.Place, str] = {}
    proof = _proof(session.tenant_id, lines, mark, vault)
    problems: list[Problem] = []
    query = select(RecordEntry).order_by(RecordEntry.matter_id, RecordEntry.seq)
    for entry in session.scalars(query).yield_per(500):
        seen = found.setdefault(entry.matter_id, {})
        problems += _check(entry, seen, vault, proof.plain_until)
        seen[entry.seq] = (entry.hash, entry.entered_at)
        if entry.event == Event.RIGHTS_NOTED:
            told |= dict(rights.noted([(entry.matter_id, as_object(entry.body.decode("utf-8", "replace")))]))
    heads = {head.id: head for head in session.scalars(select(RecordHead))}
    for matter_id in found.keys() | heads.keys():
        problems += _check_head(matter_id, found.get(matter_id, {}), heads.get(matter_id))
    stored = {a.number: a.line_hash for a in session.scalars(select(RecordAnchor))}
    if max(stored, default=0) > len(lines):  # perhaps anchored while we were reading
        lines = [one for one in store.after(session.tenant_id, MARK) if one.number <= max(stored)]
        proof = _proof(session.tenant_id, lines, mark, vault)
    problems += proof.problems + _check_stored(session.tenant_id, lines, stored)
    problems += _check_anchored(found, proof) + _check_moments(found, proof)
    if proof.keyed:
        problems += [_of_rights(*place) for place in rights.changed_elsewhere(session, told)]
    return problems


def _of_rights(table: str, matter_id: uuid.UUID) -> Problem:
    return Problem(
        matter_id=matter_id, seq=0, what=f"rechten zijn buiten het programma om gewijzigd ({table})"
    )


def unknown_tenants(
    store: Anchors, copied: Collection[uuid.UUID], known: Collection[uuid.UUID]
) -> list[Problem]:
    """Tenants whose heads were anchored, or `copied`, and of whom the database knows nothing any more."""
    gone = store.tenants().union(copied) - set(known)
    what = "de database kent deze organisatie niet meer, het bewijs daarbuiten wel"
    return [Problem(matter_id=tenant_id, seq=0, what=what) for tenant_id in sorted(gone)]


def against_copy(tenant_id: uuid.UUID, store: Anchors, copied_lines: Iterable[AnchorLine]) -> list[Problem]:
    """Check that every line of a tenant in a copy is among those kept with the keys; a copy may be behind."""
    lines = {line.number: line for line in store.after(tenant_id, MARK)}
    problems = []
    for copied in copied_lines:
        kept = lines.get(copied.number)
        if kept is None or (copied != kept and _head_of(copied) != _head_of(kept)):
            what = "de kopie van het bewijs en het bewijs bij de sleutels verschillen"
            head = _head_of(copied)
            problems.append(Problem(matter_id=as_uuid(head[0]), seq=copied.number, what=what))
    return problems


def _head_of(line: AnchorLine) -> tuple[Any, ...]:
    """What a line says of a head; the same before and after there was a key."""
    body = as_object(line.body)
    return tuple(body.get(name) for name in ("matter", "seq", "hash", "restored"))


def _check(
    entry: RecordEntry,
    seen: Mapping[int, tuple[str, datetime]],
    vault: TenantVault,
    plain_until: Mapping[uuid.UUID, int],
) -> list[Problem]:
    def problem(what: str) -> list[Problem]:
        return [Problem(matter_id=entry.matter_id, seq=entry.seq, what=what)]

    expected = len(seen) + 1
    if entry.seq != expected:
        return problem(f"nummer {expected} ontbreekt")
    if entry.previous_hash != seen.get(entry.seq - 1, (NO_HASH,))[0]:
        return problem("sluit niet aan op de regel ervoor")
    plain = entry.seq <= plain_until.get(entry.matter_id, 0) and chain(entry.previous_hash, entry.body)
    if entry.hash not in (vault.chained(entry.previous_hash, entry.body), plain):
        return problem("de inhoud is veranderd")
    try:
        body = json.loads(entry.body)
        entered_at = datetime.fromisoformat(body["entered_at"])
        columns = (body["matter"], body["seq"], body["event"], body["tenant"], entered_at)
        stated = body["details"]
    except (ValueError, KeyError, TypeError):
        return problem("de inhoud is niet te lezen")
    if columns != (entry.matter_id.hex, entry.seq, entry.event, entry.tenant_id.hex, entry.entered_at):
        return problem("de kolommen kloppen niet met de inhoud")
    digest = hashlib.sha256(entry.details_sealed).hexdigest() if entry.details_sealed else None
    if stated != digest:
        return problem("de verzegelde bijzonderheden zijn veranderd")
    return []


def _check_head(
    matter_id: uuid.UUID, seen: Mapping[int, tuple[str, datetime]], head: RecordHead | None
) -> list[Problem]:
    last = max(seen, default=0)
    if head is None:
        return [Problem(matter_id=matter_id, seq=last, what="de kop van de keten ontbreekt")]
    if head.seq != last:
        return [Problem(matter_id=matter_id, seq=head.seq, what="de laatste regel ontbreekt")]
    if head.hash != seen[last][0]:
        return [Problem(matter_id=matter_id, seq=last, what="de kop past niet bij de laatste regel")]
    return []


def _proof(
    tenant_id: uuid.UUID, lines: Iterable[AnchorLine], mark: AnchorLine | None, vault: TenantVault
) -> _Proof:
    """Read the lines of a tenant, and check that they follow on each other."""
    said = as_object(mark.body) if mark else {}
    whole = mark is not None and mark.hash == vault.chained(NO_HASH, mark.body.encode())
    proof = _Proof(keyed=whole)
    if mark is not None and not whole:
        proof.problems.append(
            Problem(matter_id=tenant_id, seq=0, what="het begin van het bewijs is veranderd")
        )
    keyed_after = said.get("keyed_after", 0) if mark else None
    previous, expected = NO_HASH, 1
    for line in lines:
        body = as_object(line.body)
        matter, seq = as_uuid(body.get("matter")), body.get("seq")
        number = seq if isinstance(seq, int) else 0
        right = line.hash == vault.chained(previous, line.body.encode())
        if not right or line.number != expected or body.get("number") != expected:
            what = "het bewijs buiten de database is veranderd"
            proof.problems.append(Problem(matter_id=matter, seq=number, what=what))
        if "broken" in body:
            what = f"{body['broken']} was al veranderd voordat het is overgenomen"
            proof.problems.append(Problem(matter_id=tenant_id, seq=0, what=what))
        if "restored" in body:
            proof.restored = line.number
        if "matter" in body:
            at = body.get("at")
            moment = datetime.fromisoformat(at) if isinstance(at, str) else None
            proof.heads.append((line.number, matter, number, str(body.get("hash")), moment))
            if keyed_after is None or line.number <= keyed_after:
                proof.plain_until[matter] = max(number, proof.plain_until.get(matter, 0))
        previous, expected = line.hash, line.number + 1
    return proof


def _check_stored(
    tenant_id: uuid.UUID, lines: Iterable[AnchorLine], stored: Mapping[int, str]
) -> list[Problem]:
    """The database's own list of lines. Lines at the end that it does not have are no fault: a crash came before their commit."""
    problems, number = [], 0
    for line in lines:
        number = line.number
        if number <= max(stored, default=0) and stored.get(number) != line.hash:
            seq = as_object(line.body).get("seq")
            matter = as_uuid(as_object(line.body).get("matter"))
            what = "de database mist een vastgelegde kop"
            problems.append(Problem(matter_id=matter, seq=seq if isinstance(seq, int) else 0, what=what))
    if max(stored, default=0) > number:
        problems.append(
            Problem(matter_id=tenant_id, seq=number, what="het bewijs buiten de database is afgekapt")
        )
    return problems


def _check_anchored(
    found: Mapping[uuid.UUID, Mapping[int, tuple[str, datetime]]], proof: _Proof
) -> list[Problem]:
    """Every anchored entry is there; and everything that is there was anchored, unless it is new."""
    problems = []
    told: dict[uuid.UUID, int] = {}
    for number, matter, seq, digest, _ in proof.heads:
        told[matter] = max(seq, told.get(matter, 0))
        if found.get(matter, {}).get(seq, ("",))[0] != digest:
            lost = number <= proof.restored
            what = (
                "ging verloren toen een back-up werd teruggezet"
                if lost
                else "een vastgelegde regel ontbreekt of is veranderd"
            )
            problems.append(Problem(matter_id=matter, seq=seq, what=what, lost=lost))
    last_round = max((at for *_, at in proof.heads if at), default=None)
    if last_round is None:
        return problems
    for matter, seen in found.items():
        after = [seq for seq, (_, at) in seen.items() if seq > told.get(matter, 0) and at < last_round - LATE]
        if after:
            what = "staat niet in het bewijs buiten de database, en had er allang in moeten staan"
            problems.append(Problem(matter_id=matter, seq=min(after), what=what))
    return problems


def _check_moments(
    found: Mapping[uuid.UUID, Mapping[int, tuple[str, datetime]]], proof: _Proof
) -> list[Problem]:
    """No entry says that it is older than it can be: an earlier round of anchoring would have had it.

    Where the clock of the machine itself went back, the lines show it; moments in between are nobody's fault.
    """
    problems = []
    told: dict[uuid.UUID, int] = {}
    went_back: list[tuple[datetime, datetime]] = []
    before: datetime | None = None
    latest: datetime | None = None
    for number, matter, seq, _, at in proof.heads:
        if at is None or number <= proof.restored:
            told[matter] = max(seq, told.get(matter, 0))
            continue
        if latest is not None and at < latest:
            went_back.append((at, latest))
        if at != latest:
            before, latest = latest, at
        seen = found.get(matter, {})
        for new in range(told.get(matter, 0) + 1, seq + 1):
            moment = seen[new][1] if new in seen else None
            if moment is None or before is None or moment >= before - LATE:
                continue
            if not any(start - LATE <= moment <= end for start, end in went_back):
                what = "is later toegevoegd dan erin staat"
                problems.append(Problem(matter_id=matter, seq=new, what=what))
        told[matter] = max(seq, told.get(matter, 0))
    return problems
