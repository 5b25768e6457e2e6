"""The content of papers among the sealed files: the original as it was received, the safe copy, parts still arriving."""

import json
import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from wederhoor.papers.tables import Paper
from wederhoor.vault.files import FileStore
from wederhoor.vault.vault import TenantVault
from wederhoor.work import Work

ORIGINAL = ""
COPY = "copy"
FILE, BLOCKS, NO_COPY = "file", "blocks", "none"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Where one paper's content is kept and with which key: enough to seal and open it outside a transaction.

    An original that is only held has a key of its own, so that it can be destroyed while the rest stays.
    """

    vault: TenantVault
    files: FileStore
    paper_id: uuid.UUID
    key_id: uuid.UUID
    original_key_id: uuid.UUID | None = None

    def _key(self, part: str) -> uuid.UUID:
        return self.original_key_id or self.key_id if part == ORIGINAL else self.key_id

    def write(self, part: str, plain: bytes) -> None:
        """Seal and keep one part. Raises DiskFull."""
        sealed = self.vault.seal(self._key(part), _place(self.paper_id, part), plain)
        self.files.write(self.vault.tenant_id, self.paper_id, sealed, part)

    def read(self, part: str) -> bytes:
        """Open one part. Raises FileNotFoundError, Destroyed."""
        sealed = self.files.read(self.vault.tenant_id, self.paper_id, part)
        return self.vault.unseal(self._key(part), _place(self.paper_id, part), sealed)

    def remove(self, part: str | None = None) -> None:
        """Remove one part, or everything."""
        self.files.remove(self.vault.tenant_id, self.paper_id, part)


def kept(work: Work, files: FileStore, paper: Paper) -> Kept:
    """Where the content of a paper is."""
    return Kept(
        vault=work.vault,
        files=files,
        paper_id=paper.id,
        key_id=paper.key_id,
        original_key_id=paper.original_key_id,
    )


def _place(paper_id: uuid.UUID, part: str) -> str:
    return f"files|paper|{paper_id}|{part or 'original'}"


def arriving_part(offset: int) -> str:
    """A name of its own for what arrives at an offset: what was sent twice is kept twice, one of them counts."""
    return f"at-{offset}-{secrets.token_hex(4)}"


def arrived(keeper: Kept, parts: list[str]) -> bytes:
    """Everything that arrived, in order."""
    return b"".join(keeper.read(part) for part in parts)


def paper_bytes(work: Work, files: FileStore, paper: Paper) -> bytes | None:
    """The safe copy of a photo or PDF; None for other papers. Whoever calls this has established who may read it."""
    if paper.copy_kind != FILE or paper.state != "ready":
        return None
    return kept(work, files, paper).read(COPY)


def paper_blocks(work: Work, files: FileStore, paper: Paper) -> list[dict[str, Any]] | None:
    """The reading copy of a document, as blocks of text; None for other papers. The caller has established who may read."""
    if paper.copy_kind != BLOCKS or paper.state != "ready":
        return None
    blocks: list[dict[str, Any]] = json.loads(kept(work, files, paper).read(COPY))
    return blocks


def original_bytes(work: Work, files: FileStore, paper: Paper) -> bytes | None:
    """The file as it was received, unchecked; None when only the safe copy is kept (any more), or a virus was found in it."""
    if not paper.has_original or paper.state != "ready":
        return None
    return kept(work, files, paper).read(ORIGINAL)
