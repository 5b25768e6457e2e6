"""What the conformance suite finds: one problem of one plugin, naming hook and rule."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One problem. The text is Dutch, without a full stop."""

    plugin: str
    hook: str
    rule: str
    problem: str

    def __str__(self) -> str:
        return f"Plugin {self.plugin}, hook {self.hook}, regel {self.rule}: {self.problem}."
