"""Files beside the module of a plugin: the mark of its organisation, and its sentences in other languages."""

from functools import lru_cache
from importlib.resources import files

from wederhoor.plugins import PluginError, forgets, load
from wederhoor.rules.logo import problems_in_logo

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


forgets(logo_of.cache_clear, translations_of.cache_clear)
