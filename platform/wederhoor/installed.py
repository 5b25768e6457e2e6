"""What is installed: plugins and layers by their entry points, and where each comes from. Nothing is imported."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import Distribution, EntryPoint, distributions, entry_points, version
from pathlib import Path

from wederhoor import layers

ENTRY_POINT_GROUP = "wederhoor.plugins"
"""Under which group a distribution names the plugin of an organisation."""
DEFAULTS = "defaults"
"""The platform's own plugin, which answers last."""
LAYER_GROUP = "wederhoor.layers"
"""And a layer: rules several organisations build on, such as those of a shared committee."""


def in_one_line(said: str) -> str:
    """What a plugin brought up, as one line that can stand on any page and in any log."""
    shown = said.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in shown).split())


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a plugin comes from: its name, and the distribution that brings it with its version; empty when it is not installed."""

    name: str
    distribution: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} ({self.brought})" if self.distribution else self.name

    @property
    def brought(self) -> str:
        """The distribution with its version."""
        return f"{self.distribution} {self.version}".strip()


@lru_cache(maxsize=8)
def points_of(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group as they were when this process first asked; nothing is imported.

    A distribution whose list cannot be read is left out, and the others are found.
    """
    found: Iterable[EntryPoint]
    try:
        found = entry_points(group=group)
    except Exception:  # noqa: BLE001 - it reads the files of every distribution there is, whoever made them
        found = [point for points in read_apart()[0] for point in points if point.group == group]
    return tuple(sorted(found, key=lambda point: point.name))


@lru_cache(maxsize=1)
def read_apart() -> tuple[tuple[tuple[EntryPoint, ...], ...], tuple[str, ...]]:
    """The entry points of each distribution, and the names of those that cannot be read."""
    found: dict[str, tuple[EntryPoint, ...]] = {}
    unreadable = []
    for one in distributions():
        try:
            called = one.name
            if called in found:
                continue  # the one that is found first is the one that is imported
            found[called] = tuple(one.entry_points)
        except Exception:  # noqa: BLE001
            unreadable.append(_folder_of(one))
    return tuple(found.values()), tuple(unreadable)


def _folder_of(one: Distribution) -> str:
    return in_one_line(Path(str(getattr(one, "_path", "onbekend"))).name)


def unreadable_distributions() -> tuple[str, ...]:
    """Installed distributions of which cannot be read which plugins they bring, by the name of their folder."""
    return read_apart()[1]


def plugin_names() -> tuple[str, ...]:
    """The names of the installed plugins, sorted; nothing is loaded."""
    return tuple(dict.fromkeys(point.name for point in points_of(ENTRY_POINT_GROUP)))


UNSAID = "onbekende distributie"
PLATFORM = "wederhoor"
"""The distribution of the platform itself, with its own layers and its defaults."""


@lru_cache(maxsize=256)
def origin_of(name: str, group: str = ENTRY_POINT_GROUP) -> Origin:
    """Where a plugin or layer comes from; without a distribution when it is not installed."""
    if group == LAYER_GROUP and name in layers.OWN:
        return Origin(name=name, distribution=PLATFORM, version=version(PLATFORM))
    for point in points_of(group):
        if point.name == name:
            brought, of_version = brought_by(point)
            return Origin(name=name, distribution=brought, version=of_version)
    return Origin(name=name, distribution="", version="")


def brought_by(point: EntryPoint) -> tuple[str, str]:
    """The distribution of an entry point with its version, as far as its own files say."""
    try:
        return str((point.dist and point.dist.name) or UNSAID), str((point.dist and point.dist.version) or "")
    except Exception:  # noqa: BLE001 - files that are not there, or are not what they should be
        return UNSAID, ""
