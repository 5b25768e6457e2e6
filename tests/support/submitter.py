"""Run as a process: for each line "organisation code" forks a child that submits that draft, and tells its id.

The child opens the installation first and waits for nothing after it told that it begins.
"""

import gc
import os
import sys
from contextlib import suppress

from tests.support import statements

from wederhoor import config, operations
from wederhoor.intake import drafts
from wederhoor.intake import service as intake
from wederhoor.settings.service import begin_work, platform_session, tenant_by_slug
from wederhoor.work import RESIDENT, utc_now


def _submit(slug: str, code: str, ready: int) -> None:
    installation = operations.open_installation(config.load(), check=False)
    with platform_session(installation, write=False) as session:
        tenant_id = tenant_by_slug(session, slug).id
    with begin_work(installation, tenant_id, write=False, actor=RESIDENT, now=utc_now()) as work:
        drafts.find_draft(work, code)  # everything is loaded: what follows is the submission itself
    os.write(ready, b"x")
    with begin_work(installation, tenant_id, write=True, actor=RESIDENT, now=utc_now()) as work:
        intake.receive_complaint(work, code, signed_name="Anna Voorbeeld")


class _NotReally(Exception):
    """Undoes what was tried."""


def _warm_up(slug: str, code: str) -> None:
    """Submit once and undo it; the children inherit what was learnt, not the connections."""
    installation = operations.open_installation(config.load())
    with platform_session(installation, write=False) as session:
        tenant_id = tenant_by_slug(session, slug).id
    with (
        suppress(_NotReally),
        begin_work(installation, tenant_id, write=True, actor=RESIDENT, now=utc_now()) as work,
    ):
        intake.receive_complaint(work, code, signed_name="Anna Voorbeeld")
        raise _NotReally
    operations.close(installation)
    gc.freeze()  # the children share what is loaded, and have no rubbish worth looking for
    gc.disable()


def main() -> None:
    """Serve until standard input ends."""
    statements.quick()
    for number, line in enumerate(iter(sys.stdin.readline, "")):
        slug, code = line.split()
        if number == 0:
            _warm_up(slug, code)
        begun, ready = os.pipe()
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                _submit(slug, code, ready)
                status = 0
            finally:
                os._exit(status)
        os.close(ready)
        os.read(begun, 1)
        os.close(begun)
        print(pid, flush=True)
        sys.stdin.readline()  # the parent has killed it, or lets it end
        print(os.waitpid(pid, 0)[1], flush=True)


if __name__ == "__main__":
    main()
