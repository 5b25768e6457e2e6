"""Finding plugins, building one manager per plugin, and asking its hooks with the types of the answers
checked.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.resources import files
from typing import TypeVar

import pluggy

from wederhoor.hookspecs import PROJECT, Hooks
from wederhoor.rules.complaint_process import ComplaintProcess, NoComplaintProcess
from wederhoor.rules.logo import problems_in_logo

ENTRY_POINT_GROUP = "wederhoor.plugins"

T = TypeVar("T")
U = TypeVar("U")


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


LOGO = "logo.svg"
"""The mark of an organisation, beside the module of its plugin."""


@lru_cache(maxsize=256)
def logo_of(plugin: str) -> str | None:
    """The mark of this plugin's organisation, an SVG that only draws; None when it has none. Raises ``PluginError``."""
    module = installed_plugins().get(plugin)
    package = getattr(module, "__package__", None)
    if not package:
        return None
    try:
        drawing = files(package).joinpath(LOGO).read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError):
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
        package = getattr(installed_plugins().get(plugin), "__package__", None)
        return files(package).joinpath(TRANSLATIONS, f"{code}.po").read_bytes() if package else b""
    except (PluginError, OSError):
        return b""


def logo_if_there(plugin: str) -> str:
    """The same; empty when there is none, or when the plugin is not there now: what was made under it can still be read."""
    try:
        return logo_of(plugin) or ""
    except PluginError:
        return ""


class OrganisationError(Exception):
    """An organisation's answers cannot be used. The message is Dutch and names what to change."""


class Asked:
    """The hooks of one plugin, asked with their types checked. Every method raises ``OrganisationError``."""

    def __init__(self, manager: pluggy.PluginManager, plugin: str) -> None:
        self._manager = manager
        self._plugin = plugin

    def one(self, hook: str, kind: type[T], **about: object) -> T:
        """One value of that type."""
        answer = self._ask(hook, **about)
        if not isinstance(answer, kind):
            raise self._wrong(hook, kind.__name__, answer)
        return answer

    def either(self, hook: str, kind: type[T], other: type[U], **about: object) -> T | U:
        """One value of either type."""
        answer = self._ask(hook, **about)
        if not isinstance(answer, kind | other):
            raise self._wrong(hook, f"{kind.__name__} of {other.__name__}", answer)
        return answer

    def several(self, hook: str, kind: type[T], **about: object) -> tuple[T, ...]:
        """A tuple of values of that type."""
        answer = self._ask(hook, **about)
        if not isinstance(answer, tuple):
            raise self._wrong(hook, f"een tuple van {kind.__name__}", answer)
        for item in answer:
            if not isinstance(item, kind):
                raise self._wrong(hook, kind.__name__, item)
        return answer

    def roads(self, **about: object) -> tuple[ComplaintProcess | NoComplaintProcess, ...]:
        """The road of most cases first, then those of some cases only, each with its conditions."""
        answer = self._ask("complaint_process", **about)
        roads = answer if isinstance(answer, tuple) else (answer,)
        for road in roads:
            if not isinstance(road, ComplaintProcess | NoComplaintProcess):
                raise self._wrong("complaint_process", "ComplaintProcess of NoComplaintProcess", road)
        general = [road for road in roads if isinstance(road, NoComplaintProcess) or not road.when]
        if len(general) != 1:
            raise OrganisationError(
                f"Plugin {self._plugin}, hook complaint_process: precies één weg geldt zonder voorwaarden; het zijn er {len(general)}."
            )
        return (*general, *(road for road in roads if road is not general[0]))

    def _ask(self, hook: str, **about: object) -> object:
        answer = getattr(self._manager.hook, hook)(**about)
        if answer is None:
            raise OrganisationError(
                f"Plugin {self._plugin}, hook {hook}: geeft geen antwoord, en dat is verplicht."
            )
        return answer

    def _wrong(self, hook: str, wanted: str, answer: object) -> OrganisationError:
        got = type(answer).__name__
        return OrganisationError(f"Plugin {self._plugin}, hook {hook}: {wanted} verwacht, kreeg {got}.")
