"""A throw-away object store with the S3 interface: OpenStack Swift, of a development dependency, in a folder of its own."""

import datetime
import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import obstore
from obstore.store import S3Store
from tests.support.ports import free_port
from tests.support.processes import wait_until

KEY_ID, SECRET, BUCKET, REGION = "proef:wederhoor", "geheim", "wederhoor", "nl"
STARTS = """
import sys
from swift.common import utils
utils.SWIFT_CONF_FILE = sys.argv[1]
from swift.common.wsgi import run_wsgi
sys.exit(run_wsgi(sys.argv[2], sys.argv[3]))
"""
HASH = "[swift-hash]\nswift_hash_path_suffix = proef\nswift_hash_path_prefix = proef\n[storage-policy:0]\nname = een\ndefault = yes\n"
COMMON = "[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = {port}\nworkers = 0\nuser = {user}\nswift_dir = {folder}\nlog_level = ERROR\n"
PART = "devices = {folder}/dev\nmount_check = false\n"
PART += "[pipeline:main]\npipeline = {kind}-server\n[app:{kind}-server]\nuse = egg:swift#{kind}\n"
PROXY = """[pipeline:main]
pipeline = catch_errors cache s3api tempauth copy proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
[filter:s3api]
use = egg:swift#s3api
location = nl
[filter:tempauth]
use = egg:swift#tempauth
user_proef_wederhoor = geheim .admin
[filter:copy]
use = egg:swift#copy
"""


@dataclass
class Swift:
    """The store, running; `stop` and `start` as often as needed."""

    folder: Path
    port: int

    def __post_init__(self) -> None:
        self._running: list[subprocess.Popen[bytes]] = []
        self._ports = {"proxy": self.port}
        (self.folder / "dev" / "sda").mkdir(parents=True)
        (self.folder / "swift.conf").write_text(HASH)
        for kind in ("object", "container", "account"):
            port = self._ports[kind] = free_port()
            self._ring(kind, port)
            self._write(kind, port, PART.format(folder=self.folder, kind=kind))
        self._write("proxy", self.port, PROXY)

    def _write(self, kind: str, port: int, rest: str) -> None:
        common = COMMON.format(port=port, user=getpass.getuser(), folder=self.folder)
        (self.folder / f"{kind}.conf").write_text(common + rest)

    def _ring(self, kind: str, port: int) -> None:
        builder = [str(Path(sys.executable).parent / "swift-ring-builder"), f"{kind}.builder"]
        where = ["--region", "1", "--zone", "1", "--ip", "127.0.0.1", "--port", str(port), "--device", "sda"]
        for step in (["create", "4", "1", "0"], ["add", *where, "--weight", "1"], ["rebalance"]):
            done = subprocess.run([*builder, *step], cwd=self.folder, capture_output=True, check=False)
            assert done.returncode < 2, done.stdout + done.stderr

    def start(self) -> None:
        """Start it and wait until its bucket is there."""
        conf = str(self.folder / "swift.conf")
        for kind in ("object", "container", "account", "proxy"):
            with (self.folder / f"{kind}.log").open("wb") as log:
                command = [
                    sys.executable,
                    "-W",
                    "ignore",
                    "-c",
                    STARTS,
                    conf,
                    str(self.folder / f"{kind}.conf"),
                ]
                started = subprocess.Popen(
                    [*command, f"{kind}-server"], stdout=log, stderr=subprocess.STDOUT, env=_plain()
                )
                self._running.append(started)
            wait_until(
                partial(_listens, self._ports[kind]), what=kind
            )  # the proxy comes last: it avoids whom it missed
        wait_until(self._has_bucket, what="the object store")

    def _has_bucket(self) -> bool:
        store = S3Store(
            BUCKET, endpoint=self.endpoint, region=REGION, access_key_id=KEY_ID, secret_access_key=SECRET,
            client_options={"allow_http": True},
        )  # fmt: skip
        asked = obstore.sign(store, "PUT", "", datetime.timedelta(minutes=5))
        try:
            urllib.request.urlopen(urllib.request.Request(asked, method="PUT", data=b""), timeout=5).close()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code == 409  # it is there already
        except OSError:
            return False
        return True

    @property
    def endpoint(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """How the platform finds it."""
        return {
            "WEDERHOOR_FILES_URL": f"s3://{BUCKET}?endpoint={self.endpoint}&region={REGION}",
            "WEDERHOOR_FILES_KEY_ID": KEY_ID,
            "WEDERHOOR_FILES_SECRET": SECRET,
        }

    def stop(self) -> None:
        """Stop it at once."""
        for one in self._running:
            one.kill()
            one.wait()
        self._running.clear()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _plain() -> dict[str, str]:
    # The clock of the tests is not for it: it compares with the time of the files it writes.
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


@contextmanager
def object_store() -> Iterator[Swift]:
    """An object store, started."""
    folder = Path(tempfile.mkdtemp(prefix="whsw"))
    store = Swift(folder, free_port())
    try:
        store.start()
        yield store
    finally:
        store.stop()
        shutil.rmtree(folder, ignore_errors=True)
