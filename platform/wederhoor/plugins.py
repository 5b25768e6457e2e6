"""Finding plugins by name, one manager per set of plugins, and asking their hooks with the types of the answers checked.

A plugin is loaded when an organisation asks for it, and no other. Whatever it does wrong (at its import, in a hook, in a value deep
inside an answer) is one ``PluginError`` or ``OrganisationError`` that concerns the organisations that use it and nobody else. What a
hook that never returns does cannot be undone: a plugin is code of the same process, and is trusted that far.
"""

import time
import traceback
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import pluggy

from wederhoor import layers
from wederhoor.hookspecs import CONTRACT, OLDEST_CONTRACT, PROJECT, Hooks
from wederhoor.rules.complaint_process import ComplaintProcess, NoComplaintProcess
from wederhoor.rules.logo import problems_in_logo
from wederhoor.rules.wellformed import misfit
from wederhoor.rules.wording import listed

ENTRY_POINT_GROUP = "wederhoor.plugins"
"""Under which group a distribution names the plugin of an organisation."""
LAYER_GROUP = "wederhoor.layers"
"""And a layer: rules several organisations build on, such as those of a shared committee."""
DEFAULTS = "defaults"
"""The platform's own plugin, which answers last."""
REMEMBERED = 30.0
"""Seconds that what was wrong with a plugin is remembered, so that it is not loaded again for each request."""

T = TypeVar("T")
U = TypeVar("U")


class PluginError(Exception):
    """A plugin is missing or does not fit. The message is one Dutch sentence that says what to change."""


class OrganisationError(Exception):
    """An organisation's answers cannot be used. The message is Dutch and names what to change."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a plugin comes from: its name, and the distribution that brings it with its version; empty for the platform's own."""

    name: str
    distribution: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} ({self.distribution} {self.version})" if self.distribution else self.name


def fault_of(error: BaseException) -> str:
    """What went wrong in a plugin, in one line: the kind of fault, its first line, and the place in the plugin's own code."""
    said = (str(error).strip().splitlines() or [""])[0][:200]
    place = ""
    if isinstance(error, SyntaxError) and error.filename:
        place, said = f"{_short(error.filename)}:{error.lineno}", error.msg
    else:
        own = Path(__file__).parent
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if own not in Path(frame.filename).parents and not frame.filename.startswith("<")
        ]
        frames = [
            frame
            for frame in frames
            if "pluggy" not in Path(frame.filename).parts and "importlib" not in frame.filename
        ]
        if frames:
            place = f"{_short(frames[-1].filename)}:{frames[-1].lineno}"
    words = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return f"{words} ({place})" if place else words


def _short(name: str) -> str:
    return "/".join(Path(name).parts[-2:])


@lru_cache(maxsize=8)
def _points(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group as they were when this process first asked; nothing is imported."""
    return tuple(sorted(entry_points(group=group), key=lambda point: point.name))


def plugin_names() -> tuple[str, ...]:
    """The names of the installed plugins, sorted; nothing is loaded."""
    return tuple(dict.fromkeys(point.name for point in _points(ENTRY_POINT_GROUP)))


_failed: dict[tuple[str, str], tuple[float, PluginError]] = {}
_loaded: dict[tuple[str, str], Any] = {}


def forget() -> None:
    """Look anew at what is installed: for what installs plugins while this process goes on, such as tests."""
    for known in (_points, manager_for, logo_of, translations_of, origin_of):
        known.cache_clear()
    _failed.clear()
    _loaded.clear()


def load(name: str, group: str = ENTRY_POINT_GROUP) -> Any:
    """The module of one plugin, loaded by its name and with its contract checked. Raises ``PluginError``."""
    key = (group, name)
    if key in _loaded:
        return _loaded[key]
    at, error = _failed.get(key, (0.0, None))
    if error is not None and time.monotonic() - at < REMEMBERED:
        raise error
    try:
        _loaded[key] = _load(name, group)
    except PluginError as failed:
        _failed[key] = (time.monotonic(), failed)
        raise
    return _loaded[key]


def _load(name: str, group: str) -> Any:
    found = [point for point in _points(group) if point.name == name]
    what = "Plugin" if group == ENTRY_POINT_GROUP else "Laag"
    if not found:
        names = listed((f"‘{one}’" for one in dict.fromkeys(point.name for point in _points(group))), "of")
        raise PluginError(
            f"{what} ‘{name}’ is niet geïnstalleerd; kies er een die dat wel is: {names or 'geen enkele'}."
        )
    if len(found) > 1:
        brings = listed(point.dist.name if point.dist else "onbekend" for point in found)
        raise PluginError(
            f"Er zijn {len(found)} geïnstalleerde plugins die ‘{name}’ heten ({brings}): verwijder er een."
        )
    try:
        module = found[0].load()
    except (KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as error:  # a module can end the whole program with SystemExit; it ends itself
        raise PluginError(
            f"{what} {name} laadt niet, {fault_of(error)}: verbeter of verwijder de plugin."
        ) from error
    _check_contract(name, module)
    return module


def contract_of(module: object) -> int:
    """For which version of the hook specifications a plugin was written; one that does not say is of the first."""
    return getattr(module, "CONTRACT", OLDEST_CONTRACT)


def _check_contract(name: str, module: object) -> None:
    found = contract_of(module)
    if not isinstance(found, int) or isinstance(found, bool):
        raise PluginError(f"Plugin {name}: CONTRACT moet een geheel getal zijn, zoals {CONTRACT}.")
    if found > CONTRACT:
        raise PluginError(
            f"Plugin {name} is geschreven voor contract {found} en dit platform kent tot en met {CONTRACT}: "
            "installeer een nieuwere versie van het platform, of een oudere van de plugin."
        )
    if found < OLDEST_CONTRACT:
        raise PluginError(
            f"Plugin {name} is geschreven voor contract {found} en dit platform kent vanaf {OLDEST_CONTRACT}: "
            "installeer een nieuwere versie van de plugin."
        )


def layers_of(name: str, module: object) -> tuple[str, ...]:
    """The names of the layers a plugin builds on, in the order in which they are asked. Raises ``PluginError``."""
    found = getattr(module, "LAYERS", ())
    if not isinstance(found, tuple) or not all(isinstance(one, str) for one in found):
        raise PluginError(f'Plugin {name}: LAYERS moet een tuple van namen zijn, zoals ("jeugdwet",).')
    return found


def _layer(name: str) -> Any:
    """A layer: one of the platform's own, or of a distribution. Raises ``PluginError``."""
    return layers.OWN[name] if name in layers.OWN else load(name, LAYER_GROUP)


def installed_plugins() -> Mapping[str, object]:
    """Every installed plugin that can be loaded, by name, sorted; the others are left out (`plugin_names`, `load`)."""
    found: dict[str, object] = {}
    for name in plugin_names():
        try:
            found[name] = load(name)
        except PluginError:
            continue
    return found


def manager_with(name: str, module: object) -> pluggy.PluginManager:
    """A manager that holds this plugin, its layers and the platform's defaults; a misspelled hook or argument is an error, not silence.

    What answers first is registered last. Raises ``PluginError``.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    set_of = [
        (name, module),
        *((one, _layer(one)) for one in layers_of(name, module)),
        (DEFAULTS, layers.OWN[DEFAULTS]),
    ]
    for called, part in reversed(set_of):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # said by `deprecations`
                manager.register(part, name=called)
                manager.check_pending()
        except pluggy.PluginValidationError as error:
            raise PluginError(f"Plugin {called} past niet op de vragen van het platform: {error}") from error
        except ValueError as error:
            raise PluginError(
                f"Plugin {name} noemt de laag ‘{called}’ twee keer in LAYERS; laat er een weg."
            ) from error
    return manager


@lru_cache(maxsize=256)
def manager_for(plugin: str) -> pluggy.PluginManager:
    """The manager of this plugin's set, shared by every tenant that uses it. Raises ``PluginError``."""
    return manager_with(plugin, load(plugin))


def set_of(plugin: str) -> tuple[Origin, ...]:
    """The plugins that answer together for organisations that use this one: itself first. Raises ``PluginError``."""
    return (origin_of(plugin), *(origin_of(layer, LAYER_GROUP) for layer in layers_of(plugin, load(plugin))))


@lru_cache(maxsize=256)
def origin_of(name: str, group: str = ENTRY_POINT_GROUP) -> Origin:
    """Where a plugin or layer comes from; without a distribution when it is not installed, or the platform's own."""
    for point in _points(group):
        if point.name == name and point.dist is not None:
            return Origin(name=name, distribution=point.dist.name, version=point.dist.version)
    return Origin(name=name, distribution="", version="")


LOGO = "logo.svg"
"""The mark of an organisation, beside the module of its plugin."""


@lru_cache(maxsize=256)
def logo_of(plugin: str) -> str | None:
    """The mark of this plugin's organisation, an SVG that only draws; None when it has none. Raises ``PluginError``."""
    package = getattr(load(plugin), "__package__", None)
    if not package:
        return None
    try:
        drawing = files(package).joinpath(LOGO).read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError, ModuleNotFoundError):
        return None
    except (OSError, UnicodeError) as error:
        raise PluginError(f"Het beeldmerk {LOGO} van plugin {plugin} is niet te lezen: {error}.") from error
    if problems := problems_in_logo(drawing):
        raise PluginError(f"Plugin {plugin}: {problems[0]}; vervang {LOGO} of haal het weg.")
    return drawing


TRANSLATIONS = "translations"
"""The folder beside the module of a plugin with its sentences in other languages: `en.po`, the Dutch sentence as msgid."""


@lru_cache(maxsize=256)
def translations_of(plugin: str, code: str) -> bytes:
    """The sentences of this plugin in a language, as a PO file; empty when there are none, or the plugin is not there now."""
    try:
        package = getattr(load(plugin), "__package__", None)
        return files(package).joinpath(TRANSLATIONS, f"{code}.po").read_bytes() if package else b""
    except (PluginError, OSError, ModuleNotFoundError):
        return b""


def logo_if_there(plugin: str) -> str:
    """The same; empty when there is none, or when the plugin is not there now: what was made under it can still be read."""
    try:
        return logo_of(plugin) or ""
    except PluginError:
        return ""


class Asked:
    """The hooks of one set of plugins, asked with their types checked, at any depth. Every method raises ``OrganisationError``."""

    def __init__(self, manager: pluggy.PluginManager, plugin: str) -> None:
        self._manager = manager
        self._plugin = plugin

    def one(self, hook: str, kind: type[T], **about: object) -> T:
        """One value of that type: the first answer there is."""
        answer = self._ask(hook, **about)
        self._check(hook, answer, kind)
        return answer  # type: ignore[return-value]

    def either(self, hook: str, kind: type[T], other: type[U], **about: object) -> T | U:
        """One value of either type."""
        answer = self._ask(hook, **about)
        self._check(hook, answer, kind | other)
        return answer  # type: ignore[return-value]

    def several(self, hook: str, kind: type[T], **about: object) -> tuple[T, ...]:
        """A tuple of values of that type; those of a layer come after the plugin's own, but for a code that is known already."""
        found: list[T] = []
        known: set[object] = set()
        last: list[T] = []
        for name, answer in self._each(hook, **about):
            self._check(hook, answer, tuple[kind, ...], name)  # type: ignore[valid-type]
            if name == DEFAULTS and found + last:
                continue
            for item in answer:
                code = _code_of(item)
                if name != self._plugin and code is not None and code in known:
                    continue
                known.add(code)
                (
                    last
                    if name == self._plugin and getattr(item, "when", None) == () and hook == "regimes"
                    else found
                ).append(item)
        return (*found, *last)  # what catches all the rest comes after the rows of the layers

    def roads(self, **about: object) -> tuple[ComplaintProcess | NoComplaintProcess, ...]:
        """The road of most cases first, then those of some cases only, each with its conditions."""
        answer = self._ask("complaint_process", **about)
        roads = answer if isinstance(answer, tuple) else (answer,)
        for road in roads:
            self._check("complaint_process", road, ComplaintProcess | NoComplaintProcess)
        general = [road for road in roads if isinstance(road, NoComplaintProcess) or not road.when]
        if len(general) != 1:
            raise OrganisationError(
                f"Plugin {self._plugin}, hook complaint_process: precies één weg geldt zonder voorwaarden; het zijn er {len(general)}."
            )
        return (*general, *(road for road in roads if road is not general[0]))

    def _ask(self, hook: str, **about: object) -> object:
        for _, answer in self._each(hook, **about):
            return answer
        raise OrganisationError(
            f"Plugin {self._plugin}, hook {hook}: geeft geen antwoord, en dat is verplicht."
        )

    def _each(self, hook: str, **about: object) -> Iterable[tuple[str, Any]]:
        """Every answer with the name of the plugin that gave it, the organisation's own first."""
        for implementation in reversed(getattr(self._manager.hook, hook).get_hookimpls()):
            given = {name: about[name] for name in implementation.argnames if name in about}
            try:
                answer = implementation.function(**given)
            except (KeyboardInterrupt, GeneratorExit):
                raise
            except BaseException as error:
                raise OrganisationError(
                    f"Plugin {implementation.plugin_name}, hook {hook}: {fault_of(error)}; verbeter de plugin."
                ) from error
            if answer is not None:
                yield implementation.plugin_name, answer

    def _check(self, hook: str, answer: object, wanted: Any, name: str = "") -> None:
        if wrong := misfit(answer, wanted):
            raise OrganisationError(f"Plugin {name or self._plugin}, hook {hook}: {wrong}.")


def _code_of(item: object) -> object:
    """By what an answer of a layer is known already."""
    for field in ("code", "number", "topic", "role"):
        if (found := getattr(item, field, None)) is not None:
            return found
    return getattr(item, "matter", None)
