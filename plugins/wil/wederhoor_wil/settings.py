"""What HR of WIL may set; the numbers of gifts and the like are in the code itself."""

from wederhoor.hookspecs import SettingField, SettingKind, SettingsType, ToConfirm

SETTINGS = SettingsType(
    version=1,
    fields=(
        SettingField(
            code="escalation_days",
            label="Hoeveel dagen na een gemiste termijn ook een ander het hoort",
            kind=SettingKind.NUMBER,
            default=2,
            minimum=1,
            maximum=14,
            source=ToConfirm(
                reason="de regeling is niet gezien; wie het hoort als een termijn wordt gemist, is niet bekend"
            ),
        ),
    ),
)
