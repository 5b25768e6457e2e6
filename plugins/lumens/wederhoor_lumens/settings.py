"""What HR of Lumens may set."""

from dataclasses import replace
from datetime import date

from wederhoor.hookspecs import Edition, SettingField, SettingKind, Settings, SettingsType, ToConfirm

from .profile import CODE_OF_2016, CODE_WITHOUT_DATE, COMPLAINTS_V5
from .sources import code_new

START_DAY = "new_code_in_force_from"
CONSENT_DAY = "works_council_consent_on"
WAITS = "Er is een begindatum ingevuld, maar de instemming nog niet: zolang dat zo is, geldt die datum niet."

SETTINGS = SettingsType(
    version=1,
    fields=(
        SettingField(
            code=CONSENT_DAY,
            label="Dag waarop de ondernemingsraad instemde met de nieuwe gedragscode",
            kind=SettingKind.DATE,
            default=None,
            source=code_new("Inwerkingtreding"),
        ),
        SettingField(
            code=START_DAY,
            label="Dag waarop de nieuwe gedragscode ingaat (op of na die instemming)",
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
    """The editions: the newer code has the days HR noted of its consent and its start."""
    start, consent = settings[START_DAY], settings[CONSENT_DAY]
    newer = CODE_WITHOUT_DATE
    if isinstance(consent, date):
        given = tuple(replace(c, on=consent) for c in newer.consents)
        newer = replace(newer, consents=given)
        if isinstance(start, date):
            newer = replace(newer, in_force_from=start, caution=None)
    elif isinstance(start, date):
        newer = replace(newer, notes=(*newer.notes, WAITS))
    return (COMPLAINTS_V5, CODE_OF_2016, newer)
