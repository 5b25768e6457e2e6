"""Sealed files on disk: whole or not there at all."""

import os
import secrets
import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wederhoor.storage import Wrong, wrong_with

MINIMUM_FREE_BYTES = 200 * 1024 * 1024


class DiskFull(Exception):
    """There is too little room to accept anything; nothing was stored."""


@dataclass(frozen=True, kw_only=True)
class FileStore:
    """A folder of sealed files by tenant and id; names say nothing.

    One id can have several files, each under a `part` of letters, digits and dashes.
    """

    root: Path

    def path(self, tenant_id: uuid.UUID, file_id: uuid.UUID, part: str = "") -> Path:
        """Where a file is kept."""
        name = f"{file_id.hex}-{part}" if part else file_id.hex
        return self.root / tenant_id.hex / file_id.hex[-2:] / name

    def write(self, tenant_id: uuid.UUID, file_id: uuid.UUID, sealed: bytes, part: str = "") -> None:
        """Write a sealed file; it appears only when it is whole and on disk. Raises DiskFull, or OSError."""
        path = self.path(tenant_id, file_id, part)
        half = path.with_name(f"{path.name}-{secrets.token_hex(4)}.half")  # two may write the same at once
        try:
            for folder in (
                self.root,
                path.parent.parent,
                path.parent,
            ):  # mkdir gives its mode to the last one only
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            half.touch(mode=0o600)
            with half.open("wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
            _reaches_the_disk(path.parent)
        except OSError as error:
            with suppress(OSError):  # what is wrong with the disk is told already
                half.unlink(missing_ok=True)
            if wrong_with(error) is Wrong.FULL:
                raise DiskFull from error
            raise

    def read(self, tenant_id: uuid.UUID, file_id: uuid.UUID, part: str = "") -> bytes:
        """A sealed file; raises FileNotFoundError."""
        return self.path(tenant_id, file_id, part).read_bytes()

    def kept(self, tenant_id: uuid.UUID) -> Iterator[tuple[uuid.UUID, str, float]]:
        """Every file of a tenant, half written ones too: its id, its part, and when it was last written (seconds since 1970)."""
        for path in (self.root / tenant_id.hex).glob("*/*"):
            name, _, part = path.name.partition("-")
            try:
                yield uuid.UUID(name), part, path.stat().st_mtime
            except (ValueError, FileNotFoundError):  # not ours, or gone since we looked
                continue

    def remove(self, tenant_id: uuid.UUID, file_id: uuid.UUID, part: str | None = None) -> None:
        """Remove one part of a file, or without `part` everything kept under its id. What is not there is gone already."""
        if part is not None:
            self.path(tenant_id, file_id, part).unlink(missing_ok=True)
            return
        path = self.path(tenant_id, file_id)
        for kept in (path, *path.parent.glob(f"{file_id.hex}-*")):
            kept.unlink(missing_ok=True)


def _reaches_the_disk(folder: Path) -> None:
    """The name of a new file is as safe as what is in it."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def room_left(folder: Path) -> bool:
    """Whether the disk of this folder has room to accept something."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free > MINIMUM_FREE_BYTES
