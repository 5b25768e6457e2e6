"""Finding plugins and building one manager per plugin. Only ``organisation`` asks the hooks."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import entry_points

import pluggy

from wederhoor.hookspecs import PROJECT, Hooks

ENTRY_POINT_GROUP = "wederhoor.plugins"


class PluginError(Exception):
    """A plugin is missing or does not fit. The message is one Dutch sentence that says what to change."""


def installed_plugins() -> Mapping[str, object]:
    """Every installed plugin module by its entry-point name, sorted by name.

    Raises ``PluginError`` when one cannot be imported or two carry the same name.
    """
    found: dict[str, object] = {}
    for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda p: p.name):
        if point.name in found:
            raise PluginError(f"Twee geïnstalleerde plugins heten ‘{point.name}’: verwijder er een.")
        try:
            found[point.name] = point.load()
        except (ImportError, AttributeError) as error:
            raise PluginError(f"Plugin {point.name} laadt niet ({error}): installeer hem opnieuw.") from error
    return found


def manager_with(name: str, module: object) -> pluggy.PluginManager:
    """A manager that holds exactly this plugin; a misspelled hook or argument is an error, not silence."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    try:
        manager.register(module, name=name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise PluginError(f"Plugin {name} past niet op de vragen van het platform: {error}") from error
    return manager


@lru_cache(maxsize=256)
def manager_for(plugin: str) -> pluggy.PluginManager:
    """The manager of this plugin, shared by every tenant that uses it. Raises ``PluginError``."""
    plugins = installed_plugins()
    if plugin not in plugins:
        names = ", ".join(plugins) or "geen enkele"
        raise PluginError(f"Plugin ‘{plugin}’ is niet geïnstalleerd; kies er een die dat wel is: {names}.")
    return manager_with(plugin, plugins[plugin])
