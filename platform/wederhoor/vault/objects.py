"""Sealed files in a bucket of an object store (S3 interface), for more than one machine; the same names as in a folder."""

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from wederhoor.config import Bucket, Config
from wederhoor.vault.files import FileStore

ASKED, TRIES = timedelta(seconds=20), 2
"""How long one question may take, and how often it is asked again when the store stumbles."""
NO_ROOM = ("InsufficientStorage", "QuotaExceeded", "EntityTooLarge", "XMinioStorageFull")
Answer = TypeVar("Answer")


class StoreAway(OSError):
    """The object store cannot be reached, or does not do what is asked."""

    def __init__(self) -> None:
        super().__init__(errno.EHOSTUNREACH, "the object store does not answer")


@dataclass(frozen=True, kw_only=True)
class ObjectStore(FileStore):
    """The same files in a bucket: each is there whole or not at all, for every machine. Nothing lies in `root`."""

    bucket: Bucket

    def _name(self, name: str) -> str:
        return f"{self.bucket.prefix}/{name}" if self.bucket.prefix else name

    def put(self, name: str, sealed: bytes) -> None:
        """Keep a file under its name. Raises DiskFull or StoreAway."""
        self._ask(
            lambda store: obstore.put(store, self._name(name), sealed, use_multipart=False), missing=False
        )

    def take(self, name: str) -> bytes:
        """A file by its name; raises FileNotFoundError, StoreAway."""
        return self._ask(lambda store: bytes(obstore.get(store, self._name(name)).bytes()))

    def drop(self, name: str) -> None:
        """Remove a file by its name."""
        try:
            self._ask(lambda store: obstore.delete(store, self._name(name)))
        except FileNotFoundError:
            return  # gone already

    def names(self, folder: str = "") -> Iterator[tuple[str, float]]:
        """The names of all files in a folder and below, each with when it was written (seconds since 1970)."""
        own = len(self._name(""))
        prefix = self._name(folder)

        def listed(store: S3Store) -> list[tuple[str, float]]:
            found = []
            for page in obstore.list(store, prefix=prefix or None):
                found += [(one["path"][own:], one["last_modified"].timestamp()) for one in page]
            return found

        yield from self._ask(listed)

    def _ask(self, do: Callable[[S3Store], Answer], *, missing: bool = True) -> Answer:
        try:
            return do(_opened(self.bucket, os.getpid()))
        except FileNotFoundError:
            if missing:
                raise
            raise StoreAway from None  # there is no such bucket
        except (BaseError, PermissionError, OSError) as error:
            if any(word in str(error) for word in NO_ROOM):
                raise OSError(errno.ENOSPC, "the object store is full") from None
            raise StoreAway from None  # its message quotes names and answers: none of it is told further


@lru_cache(maxsize=8)
def _opened(bucket: Bucket, _process: int) -> S3Store:
    """The connections of one process; what a process that parted from it opened is of no use."""
    return S3Store(
        bucket.name,
        endpoint=bucket.endpoint,
        region=bucket.region,
        access_key_id=bucket.key_id,
        secret_access_key=bucket.secret,
        virtual_hosted_style_request=False,
        client_options={
            "allow_http": bucket.endpoint.startswith("http://"),
            "connect_timeout": "3s",
            "timeout": ASKED,
        },
        retry_config={"max_retries": TRIES, "retry_timeout": ASKED},
    )


def open_files(config: Config) -> FileStore:
    """Where sealed files of this installation lie: in a bucket when there is one, else in its folder."""
    if config.bucket is None:
        return FileStore(root=config.files)
    return ObjectStore(root=Path("/"), bucket=config.bucket)
