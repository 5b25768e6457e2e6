"""Finding plugins by name, and one manager per set of plugins.

A plugin is loaded when an organisation asks for it, and no other. Whatever it does wrong (at its import, in a hook, in a value deep
inside an answer) is one ``PluginError`` or ``OrganisationError`` that concerns the organisations that use it and nobody else. What a
hook that never returns does cannot be undone: a plugin is code of the same process, and is trusted that far.
"""

import time
import traceback
import warnings
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pluggy

from wederhoor import layers
from wederhoor.hookspecs import CONTRACT, OLDEST_CONTRACT, PROJECT, Hooks
from wederhoor.installed import (
    DEFAULTS,
    ENTRY_POINT_GROUP,
    LAYER_GROUP,
    Origin,
    brought_by,
    in_one_line,
    origin_of,
    plugin_names,
    points_of,
    read_apart,
)
from wederhoor.rules.wording import listed

REMEMBERED = 30.0
"""Seconds that what was wrong with a plugin is remembered, so that it is not loaded again for each request."""


class PluginError(Exception):
    """A plugin is missing or does not fit. The message is one Dutch sentence that says what to change."""

    def __init__(self, said: str) -> None:
        super().__init__(in_one_line(said))


class OrganisationError(Exception):
    """An organisation's answers cannot be used. The message is Dutch and names what to change."""

    def __init__(self, said: str) -> None:
        super().__init__(in_one_line(said))


def fault_of(error: BaseException) -> str:
    """What went wrong in a plugin, in one line: the kind of fault, its first line, and the place in the plugin's own code."""
    try:
        return _fault_of(error)
    except Exception:  # noqa: BLE001 - a fault that cannot even be said, such as one with a __str__ that raises
        return type(error).__name__


def _fault_of(error: BaseException) -> str:
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


_failed: dict[tuple[str, str], tuple[float, str]] = {}
_loaded: dict[tuple[str, str], Any] = {}


_clears: list[Callable[[], None]] = []


def forgets(*clears: Callable[[], None]) -> None:
    """What else is remembered of plugins, to be dropped by ``forget``."""
    _clears.extend(clears)


def forget() -> None:
    """Look anew at what is installed: for what installs plugins while this process goes on, such as tests."""
    for known in (points_of, read_apart, manager_for, origin_of):
        known.cache_clear()
    for clear in _clears:
        clear()
    _failed.clear()
    _loaded.clear()


def load(name: str, group: str = ENTRY_POINT_GROUP) -> Any:
    """The module of one plugin, loaded by its name and with its contract checked. Raises ``PluginError``."""
    key = (group, name)
    if key in _loaded:
        return _loaded[key]
    at, wrong = _failed.get(key, (0.0, ""))
    if wrong and time.monotonic() - at < REMEMBERED:
        raise PluginError(wrong)  # a new one each time: an exception keeps the frames it went through
    try:
        _loaded[key] = _load(name, group)
    except PluginError as failed:
        _failed[key] = (time.monotonic(), str(failed))
        raise
    return _loaded[key]


def _load(name: str, group: str) -> Any:
    found = [point for point in points_of(group) if point.name == name]
    what = "Plugin" if group == ENTRY_POINT_GROUP else "Laag"
    if name == DEFAULTS:
        raise PluginError(
            f"Een plugin kan niet ‘{DEFAULTS}’ heten: zo heet wat het platform zelf antwoordt. Geef hem een andere naam."
        )
    if not found:
        names = listed((f"‘{one}’" for one in dict.fromkeys(point.name for point in points_of(group))), "of")
        raise PluginError(
            f"{what} ‘{name}’ is niet geïnstalleerd; kies er een die dat wel is: {names or 'geen enkele'}."
        )
    if len(found) > 1:
        brings = listed(brought_by(point)[0] for point in found)
        raise PluginError(
            f"Er zijn {len(found)} geïnstalleerde plugins die ‘{name}’ heten ({brings}): verwijder er een."
        )
    if EntryPoint.pattern.match(found[0].value) is None:
        raise PluginError(
            f"{what} {name} noemt geen module: in entry_points staat ‘{found[0].value[:80]}’; "
            "schrijf bijvoorbeeld wederhoor_voorbeeld.plugin."
        )
    try:
        module = found[0].load()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a module can end the whole program with SystemExit; it ends itself
        raise PluginError(
            f"{what} {name} laadt niet, {fault_of(error)}: verbeter of verwijder de plugin."
        ) from error
    _check_contract(name, module)
    return module


def _said_by(name: str, module: object, what: str, unsaid: object) -> Any:
    """An attribute of a plugin's module; the module may answer for its attributes itself, and badly. Raises ``PluginError``."""
    try:
        return getattr(module, what, unsaid)
    except Exception as error:
        raise PluginError(f"Plugin {name}, {what}: {fault_of(error)}; verbeter de plugin.") from error


def contract_of(module: object) -> int:
    """For which version of the hook specifications a plugin was written; one that does not say is of the first."""
    return getattr(module, "CONTRACT", OLDEST_CONTRACT)


def _check_contract(name: str, module: object) -> None:
    found = _said_by(name, module, "CONTRACT", OLDEST_CONTRACT)
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
    found = _said_by(name, module, "LAYERS", ())
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
                if manager.has_plugin(called):
                    raise PluginError(
                        f"Plugin {name} noemt de laag ‘{called}’ twee keer in LAYERS; laat er een weg."
                    )
                manager.register(part, name=called)
                manager.check_pending()
        except pluggy.PluginValidationError as error:
            raise PluginError(f"Plugin {called} past niet op de vragen van het platform: {error}") from error
        except Exception as error:
            if isinstance(error, PluginError):
                raise
            raise PluginError(
                f"Plugin {called} is niet te lezen, {fault_of(error)}; verbeter de plugin."
            ) from error
    _refuse_what_is_never_called(manager)
    return manager


def _refuse_what_is_never_called(manager: pluggy.PluginManager) -> None:
    """A wrapper, or an argument with a default: the platform gives it nothing, so what is written there would not count."""
    for hook in vars(manager.hook).values():
        for one in hook.get_hookimpls():
            if one.hookwrapper or one.wrapper:
                raise PluginError(
                    f"Plugin {one.plugin_name}, hook {hook.name}: een wrapper wordt niet gebruikt; geef zelf het antwoord."
                )
            if unheard := [name for name in one.kwargnames if hook.spec and name in hook.spec.argnames]:
                raise PluginError(
                    f"Plugin {one.plugin_name}, hook {hook.name}: geef {unheard[0]} geen standaardwaarde, "
                    "anders krijgt de plugin het nooit."
                )


@lru_cache(maxsize=256)
def manager_for(plugin: str) -> pluggy.PluginManager:
    """The manager of this plugin's set, shared by every tenant that uses it. Raises ``PluginError``."""
    return manager_with(plugin, load(plugin))


def left_to_the_platform(plugin: str) -> tuple[str, ...]:
    """The hooks that neither the plugin nor a layer answers: "none", or "not received". Raises ``PluginError``."""
    hooks = sorted(vars(manager_for(plugin).hook).items())
    return tuple(
        name for name, hook in hooks if [one.plugin_name for one in hook.get_hookimpls()] == [DEFAULTS]
    )


def set_of(plugin: str) -> tuple[Origin, ...]:
    """The plugins that answer together for organisations that use this one: itself first. Raises ``PluginError``."""
    return (origin_of(plugin), *(origin_of(layer, LAYER_GROUP) for layer in layers_of(plugin, load(plugin))))
