"""How well a plugin is: it is loaded, asked everything under each edition, and what it answers is kept and read back."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wederhoor.installed import ENTRY_POINT_GROUP, Origin, origin_of, plugin_names
from wederhoor.organisation import Organisation, build_organisation, freeze, thaw
from wederhoor.plugins import (
    OrganisationError,
    PluginError,
    contract_of,
    fault_of,
    left_to_the_platform,
    load,
    set_of,
)
from wederhoor.rules.contracts import going_out
from wederhoor.rules.regulations import EditionKind

log = logging.getLogger("wederhoor.plugins")


@dataclass(frozen=True, kw_only=True)
class Health:
    """A plugin, where it comes from, and the first thing that is wrong with it in one sentence; empty when it is well."""

    origin: Origin
    contract: int | None
    """None: it could not be loaded."""
    layers: tuple[Origin, ...]
    wrong: str
    unanswered: tuple[str, ...] = ()
    """The hooks that are left to the platform's defaults: nothing with legal weight is among what those answer."""
    going_out: tuple[str, ...] = ()
    """What still works, and will not for much longer."""

    @property
    def well(self) -> bool:
        """Whether organisations can work with it."""
        return not self.wrong


def health_of(name: str, *, on: date) -> Health:
    """Ask a plugin everything on a day. Never raises for what the plugin does."""
    origin = origin_of(name, ENTRY_POINT_GROUP)
    contract: int | None = None
    parts: tuple[Origin, ...] = ()
    warned: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    try:
        contract = contract_of(load(name))
        parts = set_of(name)[1:]
        unanswered = left_to_the_platform(name)
        made = build_organisation(name, on=on)
        for edition in made.regulations:
            if edition.kind is EditionKind.CODE_OF_CONDUCT:
                answers = build_organisation(name, on=on, code_edition=edition.code)
                if thaw(freeze(answers)) != answers:
                    raise OrganisationError(
                        f"Plugin {name}: wat onder uitgave {edition.code} wordt bewaard, komt anders terug."
                    )
        found = going_out(contract, made.every_process, made.admissibility, made.letters)
        warned = tuple(f"{hook}, {rule}: {what}" for hook, rule, what in found)
        wrong = ""
    except (PluginError, OrganisationError) as error:
        wrong = str(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, the next plugin is asked too
        wrong = f"Plugin {name}: {fault_of(error)}; verbeter de plugin."
    return Health(
        origin=origin, contract=contract, layers=parts, wrong=wrong, unanswered=unanswered, going_out=warned
    )


def working(on: date) -> Iterator[tuple[str, Organisation]]:
    """Every installed plugin that answers on a day, with its answers; of the others the log says what is wrong."""
    for name in plugin_names():
        try:
            yield name, build_organisation(name, on=on)
        except (PluginError, OrganisationError) as error:
            log.warning("%s", error)
