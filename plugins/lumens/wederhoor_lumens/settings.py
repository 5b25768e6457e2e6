"""What HR of Lumens may set."""

from dataclasses import replace
from datetime import date

from wederhoor.hookspecs import Edition, SettingField, SettingKind, Settings, SettingsType, ToConfirm

from .profile import CODE_OF_2016, CODE_WITHOUT_DATE, COMPLAINTS_V5
from .sources import code_new

CONSENT_DAY = "new_code_in_force_from"

SETTINGS = SettingsType(
    version=1,
    fields=(
        SettingField(
            code=CONSENT_DAY,
            label="Dag waarop de nieuwe gedragscode ingaat (na instemming van de ondernemingsraad)",
            kind=SettingKind.DATE,
            default=None,
            source=code_new("Inwerkingtreding"),
        ),
        SettingField(
            code="handler_reminder_days",
            label="Hoeveel dagen vooraf de behandelaar een herinnering krijgt",
            kind=SettingKind.NUMBER,
            default=7,
            minimum=1,
            maximum=13,
            source=ToConfirm(reason="het reglement kent geen herinneringen aan de behandelaar"),
        ),
        SettingField(
            code="escalation_days",
            label="Hoeveel dagen na een gemiste termijn ook een ander het hoort",
            kind=SettingKind.NUMBER,
            default=2,
            minimum=1,
            maximum=14,
            source=ToConfirm(reason="het reglement zegt niet wie het hoort als een termijn wordt gemist"),
        ),
    ),
)


def editions(settings: Settings) -> tuple[Edition, ...]:
    """The editions, with the newer code in force from the day HR recorded after consent."""
    start = settings[CONSENT_DAY]
    if not isinstance(start, date):
        return (COMPLAINTS_V5, CODE_OF_2016, CODE_WITHOUT_DATE)
    return (COMPLAINTS_V5, CODE_OF_2016, replace(CODE_WITHOUT_DATE, in_force_from=start, caution=None))
