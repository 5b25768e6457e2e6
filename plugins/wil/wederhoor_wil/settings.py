"""What HR of WIL may set: nothing yet, because the numbers are in the code itself."""

from wederhoor.hookspecs import SettingsType

SETTINGS = SettingsType(version=1, fields=())
