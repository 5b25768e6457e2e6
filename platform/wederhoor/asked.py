"""Asking the hooks of one set of plugins, the organisation's own first, with the types of their answers checked."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import pluggy

from wederhoor.installed import DEFAULTS
from wederhoor.plugins import OrganisationError, fault_of
from wederhoor.rules.complaint_process import ComplaintProcess, NoComplaintProcess
from wederhoor.rules.wellformed import misfit

T = TypeVar("T")
U = TypeVar("U")


class Asked:
    """The hooks of one set of plugins, asked with their types checked, at any depth. Every method raises ``OrganisationError``."""

    def __init__(self, manager: pluggy.PluginManager, plugin: str) -> None:
        self._manager = manager
        self._plugin = plugin
        self._order = [name for name, _ in reversed(manager.list_name_plugin())]
        self._kept_out: tuple[str, ...] = ()

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
            codes = [_code_of(item) for item in answer]
            for item, code in zip(answer, codes, strict=True):
                if code is not None and code in known:  # one plugin may give it twice, each for some cases
                    continue
                (
                    last
                    if name == self._plugin and getattr(item, "when", None) == () and hook == "regimes"
                    else found
                ).append(item)
            known.update(codes)
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
        self._kept_out = _texts_in(about.get("settings"))
        found = getattr(self._manager.hook, hook).get_hookimpls()
        # by their place in the set, whatever order a plugin asks for: defaults never answer before it
        for implementation in sorted(found, key=lambda one: self._order.index(one.plugin_name)):
            given = {name: about[name] for name in implementation.argnames if name in about}
            try:
                answer = implementation.function(**given)
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                raise OrganisationError(
                    f"Plugin {implementation.plugin_name}, hook {hook}: {self._shown(fault_of(error))}; verbeter de plugin."
                ) from error
            if answer is not None:
                yield implementation.plugin_name, answer

    def _check(self, hook: str, answer: object, wanted: Any, name: str = "") -> None:
        if wrong := misfit(answer, wanted):
            raise OrganisationError(f"Plugin {name or self._plugin}, hook {hook}: {self._shown(wrong)}.")

    def _shown(self, wrong: str) -> str:
        """Without what the organisation filled in itself: a fault may quote it, and that may be somebody's name."""
        for text in self._kept_out:
            wrong = wrong.replace(text, "…")
        return wrong


SHORTEST_KEPT_OUT = 3


def _texts_in(settings: object) -> tuple[str, ...]:
    """The texts among an organisation's settings, the longest first."""
    values = settings.values() if isinstance(settings, Mapping) else ()
    texts = {
        one
        for value in values
        for one in (value if isinstance(value, tuple) else (value,))
        if isinstance(one, str)
    }
    return tuple(sorted((text for text in texts if len(text) >= SHORTEST_KEPT_OUT), key=len, reverse=True))


def _code_of(item: object) -> object:
    """By what an answer of a layer is known already."""
    for field in ("code", "number", "topic", "role"):
        if (found := getattr(item, field, None)) is not None:
            return found
    return getattr(item, "matter", None)
