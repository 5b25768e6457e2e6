"""No test reaches beyond this machine."""

import ipaddress
import socket
from typing import Any


class NetworkBlocked(Exception):
    """A test tried to reach another machine."""


class LocalSocket(socket.socket):
    """A socket that connects to unix sockets and loopback only."""

    def connect(self, address: Any) -> None:
        """Connect, on this machine."""
        _stay_here(self, address)
        super().connect(address)

    def connect_ex(self, address: Any) -> int:
        """Connect, on this machine."""
        _stay_here(self, address)
        return super().connect_ex(address)


def _stay_here(made: socket.socket, address: Any) -> None:
    if made.family not in (socket.AF_INET, socket.AF_INET6):
        return
    host = address[0]
    try:
        here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = False
    if not here:
        raise NetworkBlocked(f"a test reached for {host}")


def block() -> None:
    """From here on, sockets made in this process stay on this machine."""
    socket.socket = LocalSocket  # type: ignore[misc]
