"""Whether the record of every tenant holds, and what is to be said of it after a back-up was put in place."""

from pathlib import Path

from wederhoor.record import anchors, verifying
from wederhoor.record.copies import read_copy
from wederhoor.record.verifying import Problem
from wederhoor.settings.service import all_tenants, begin_work
from wederhoor.tenancy.locks import TenantSession
from wederhoor.work import SYSTEM, Installation, utc_now


def note_restored(installation: Installation) -> None:
    """After a back-up was put in place: what was written since is lost, and the proof of the record says so."""
    for tenant_id in all_tenants(installation):
        with begin_work(
            installation, tenant_id, write=True, actor=SYSTEM, now=utc_now(), no_rules=True
        ) as work:
            anchors.note_restored(work, installation.vault.anchors)


def verify_record(installation: Installation, copy: Path | None = None) -> list[Problem]:
    """Check the record of every tenant, each at one moment of the database; and that nothing is in a copy of the proof that is not in it.

    `copy` is a copy kept elsewhere; else the file of this machine.
    """
    engine = installation.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    tenants = all_tenants(installation)
    store, file = installation.vault.anchors, copy or installation.config.record_anchor
    copied = read_copy(file)
    problems = verifying.unknown_tenants(store, copied, tenants)
    for tenant_id in tenants:
        with TenantSession(engine, tenant_id, write=False) as tenant_session:
            problems += verifying.verify(tenant_session, store, installation.vault.of(tenant_id))
        problems += verifying.against_copy(tenant_id, store, copied.get(tenant_id, ()))
    return problems
