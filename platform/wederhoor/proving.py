"""Prove that everything that is sealed opens: every value in every table, every file. For after putting a back-up in place."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from wederhoor import record_proof, schema
from wederhoor.notices.letters import pdf_place
from wederhoor.notices.tables import Letter
from wederhoor.papers.content import COPY, NO_COPY, ORIGINAL, Kept
from wederhoor.papers.doors import State
from wederhoor.papers.tables import Paper
from wederhoor.people.tables import Account
from wederhoor.settings.service import platform_session, tenant_session
from wederhoor.tenancy.locks import TenantSession
from wederhoor.tenancy.tables import Tenant, TenantOwned
from wederhoor.vault.objects import open_files
from wederhoor.vault.sealed import Sealed
from wederhoor.vault.seals import Destroyed, SealBroken
from wederhoor.vault.vault import TenantVault
from wederhoor.work import Installation

AT_ONCE = 200
SHOWN = 20


@dataclass(kw_only=True)
class Proof:
    """How much opened, how much cannot because its key was destroyed, and what is wrong, each in a line of Dutch."""

    values: int = 0
    files: int = 0
    destroyed: int = 0
    wrong: list[str] = field(default_factory=list)


def prove(installation: Installation) -> Proof:
    """Open everything, tenant by tenant; check the record as well."""
    proof = Proof()
    with platform_session(installation, write=False) as session:
        tenants = session.execute(select(Tenant.id, Tenant.slug).order_by(Tenant.id)).all()
        _prove_accounts(installation, session, proof)
    for tenant_id, slug in tenants:
        try:
            installation.vault.tenant_key(tenant_id, "seal")
        except (Destroyed, SealBroken):
            proof.wrong.append(f"de sleutels van organisatie '{slug}' ontbreken of passen niet")
            continue
        with tenant_session(installation, tenant_id, write=False) as session:
            for table in schema.tables_of_tenants():
                _prove_table(session, table, proof)
            _prove_files(session, installation, proof)
    for problem in record_proof.verify_record(installation):
        if problem.lost:  # when a back-up was put in place: told by `record verify`, and no fault
            continue
        proof.wrong.append(f"logboek van zaak {problem.matter_id}, regel {problem.seq}: {problem.what}")
    return proof


def _prove_accounts(installation: Installation, session: Session, proof: Proof) -> None:
    for account in session.scalars(select(Account).order_by(Account.id)):
        for column in ("email", "name"):
            try:
                installation.vault.unseal_account(account.id, column, getattr(account, f"{column}_sealed"))
                proof.values += 1
            except (SealBroken, ValueError):
                proof.wrong.append(f"account {account.id}: {column} gaat niet open")


def _sealed_in(table: type[TenantOwned]) -> list[str]:
    return [name for name in dir(table) if isinstance(getattr(table, name, None), Sealed)]


def _pages(session: TenantSession, table: type[TenantOwned]) -> Iterator[list[TenantOwned]]:
    after = uuid.UUID(int=0)
    while True:
        query = select(table).where(table.id > after).order_by(table.id).limit(AT_ONCE)
        rows = list(session.scalars(query))
        if not rows:
            return
        vault: TenantVault = session.info["vault"]
        vault.load(row.key_id for row in rows)  # type: ignore[attr-defined]
        yield rows
        after = rows[-1].id
        session.expunge_all()


def _prove_table(session: TenantSession, table: type[TenantOwned], proof: Proof) -> None:
    names = _sealed_in(table)
    if not names:
        return
    for rows in _pages(session, table):
        for row in rows:
            for name in names:
                if getattr(row, f"{name}_sealed") is None:
                    continue
                try:
                    getattr(row, name)
                    proof.values += 1
                except Destroyed:
                    proof.destroyed += 1
                except (SealBroken, ValueError):
                    proof.wrong.append(f"{table.__tablename__} {row.id}: {name} gaat niet open")


def _prove_files(session: TenantSession, installation: Installation, proof: Proof) -> None:
    files, vault = open_files(installation.config), session.info["vault"]
    for rows in _pages(session, Letter):
        for row in rows:
            assert isinstance(row, Letter)  # noqa: S101 - see `_pages`
            if row.pdf_made_at is not None:
                kept = Kept(vault=vault, files=files, paper_id=row.id, key_id=row.key_id)
                _prove_file(kept, "brief", ORIGINAL, proof, place=pdf_place(row.id))
    for rows in _pages(session, Paper):
        for row in rows:
            assert isinstance(row, Paper)  # noqa: S101 - see `_pages`
            kept = Kept(vault=vault, files=files, paper_id=row.id, key_id=row.key_id)
            parts = [ORIGINAL] if row.has_original else []
            parts += [COPY] if row.copy_kind != NO_COPY else []
            for part in parts if row.state == State.READY else ():
                _prove_file(kept, "stuk", part, proof)


def _prove_file(kept: Kept, what: str, part: str, proof: Proof, *, place: str = "") -> None:
    try:
        kept.vault.seal(kept.key_id, "", b"")  # whose key is gone needs no file
        if place:
            kept.vault.unseal(kept.key_id, place, kept.files.read(kept.vault.tenant_id, kept.paper_id))
        else:
            kept.read(part)
        proof.files += 1
    except Destroyed:
        proof.destroyed += 1
    except FileNotFoundError:
        proof.wrong.append(f"{what} {kept.paper_id}: het bestand ontbreekt")
    except SealBroken:
        proof.wrong.append(f"{what} {kept.paper_id}: het bestand gaat niet open")
