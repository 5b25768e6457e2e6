"""Rules of the platform that organisations build on: the defaults that answer last, and the statutes a plugin names in ``LAYERS``."""

from collections.abc import Mapping

from wederhoor.layers import awb, defaults, jeugdwet, wkkgz

OWN: Mapping[str, object] = {"awb": awb, "defaults": defaults, "jeugdwet": jeugdwet, "wkkgz": wkkgz}
"""By the name a plugin gives in ``LAYERS``. Layers of others are found by their entry point."""
