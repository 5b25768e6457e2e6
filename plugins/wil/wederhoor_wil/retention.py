"""How long what is kept: WIL follows its selection list, whose term was not found."""

from wederhoor.hookspecs import RetentionRule, ToConfirm

RULES = (
    RetentionRule(
        code="complaint_file",
        label="Klachtdossier",
        term=None,
        starts="",
        decided_by=None,
        source=ToConfirm(
            reason="de termijn volgt uit de selectielijst (Archiefwet 1995, art. 5) en is niet gevonden"
        ),
        note="Vernietigen vraagt een verklaring van vernietiging.",
    ),
)
