"""Sealed files on disk: whole or not there at all."""

import errno
import os
import secrets
import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wederhoor.storage import Wrong, wrong_with

PROBE = bytes(4096)
"""What there must be room for: an empty file fits on a full disk."""
MINIMUM_FREE_BYTES = 200 * 1024 * 1024


class DiskFull(Exception):
    """There is too little room to accept anything; nothing was stored."""


@dataclass(frozen=True, kw_only=True)
class FileStore:
    """A folder of sealed files by tenant and id; names say nothing.

    One id can have several files, each under a `part` of letters, digits and dashes.
    """

    root: Path

    def write(self, tenant_id: uuid.UUID, file_id: uuid.UUID, sealed: bytes, part: str = "") -> None:
        """Write a sealed file; it appears only when it is whole and kept for good. Raises DiskFull, or OSError."""
        try:
            self.put(_name(tenant_id, file_id, part), sealed)
        except OSError as error:
            if wrong_with(error) is Wrong.FULL:
                raise DiskFull from error
            raise

    def read(self, tenant_id: uuid.UUID, file_id: uuid.UUID, part: str = "") -> bytes:
        """A sealed file; raises FileNotFoundError, or OSError."""
        return self.take(_name(tenant_id, file_id, part))

    def kept(self, tenant_id: uuid.UUID) -> Iterator[tuple[uuid.UUID, str, float]]:
        """Every file of a tenant, half written ones too: its id, its part, and when it was last written (seconds since 1970)."""
        for path, written in self.names(tenant_id.hex):
            name, _, part = path.rpartition("/")[2].partition("-")
            try:
                file_id = uuid.UUID(name)
            except ValueError:  # not ours
                continue
            yield file_id, part, written

    def remove(self, tenant_id: uuid.UUID, file_id: uuid.UUID, part: str | None = None) -> None:
        """Remove one part of a file, or without `part` everything kept under its id. What is not there is gone already."""
        if part is not None:
            self.drop(_name(tenant_id, file_id, part))
            return
        whole = _name(tenant_id, file_id, "")
        beside = [name for name, _ in self.names(whole.rpartition("/")[0])]
        for name in beside:
            if name == whole or name.startswith(f"{whole}-"):
                self.drop(name)

    def probe(self) -> None:
        """Write something and take it away again. Raises OSError when that cannot be, or when the folder is gone (a disk that left)."""
        if not self.root.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no such folder")
        name = f"proef-{os.getpid()}-{secrets.token_hex(8)}"
        try:
            self.put(name, PROBE)
        finally:
            self.drop(name)

    def put(self, name: str, sealed: bytes) -> None:
        """Keep a file under its name, as `names` tells it. Raises OSError."""
        path = self.root / name
        half = path.with_name(f"{path.name}-{secrets.token_hex(4)}.half")  # two may write the same at once
        try:
            _make_folders(self.root, path.parent)
            half.touch(mode=0o600)
            with half.open("wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
            _reaches_the_disk(path.parent)
        finally:
            with suppress(OSError):  # what is wrong with the disk is told already
                half.unlink(missing_ok=True)

    def take(self, name: str) -> bytes:
        """A file by its name; raises FileNotFoundError."""
        return (self.root / name).read_bytes()

    def drop(self, name: str) -> None:
        """Remove a file by its name; what is not there is gone already."""
        (self.root / name).unlink(missing_ok=True)

    def names(self, folder: str = "") -> Iterator[tuple[str, float]]:
        """The names of all files in a folder and below, half written ones too, each with when it was written (seconds since 1970)."""
        for path in (self.root / folder).rglob("*"):
            try:
                if path.is_file():
                    yield path.relative_to(self.root).as_posix(), path.stat().st_mtime
            except FileNotFoundError:  # gone since we looked
                continue


def _name(tenant_id: uuid.UUID, file_id: uuid.UUID, part: str) -> str:
    name = f"{file_id.hex}-{part}" if part else file_id.hex
    return f"{tenant_id.hex}/{file_id.hex[-2:]}/{name}"


def _make_folders(root: Path, folder: Path) -> None:
    """Each for its owner only: `mkdir` gives its mode to the last one only."""
    for one in reversed([folder, *(parent for parent in folder.parents if parent.is_relative_to(root))]):
        one.mkdir(parents=True, exist_ok=True, mode=0o700)


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
