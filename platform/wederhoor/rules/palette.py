"""An organisation's colours: eight values from the lightest background to the darkest text, by day and by night.

WCAG 2.2 asks 4.5 : 1 of text (1.4.3) and 3 : 1 of lines and controls (1.4.11); every pair that pages use is computed.
"""

import re
from dataclasses import dataclass

STEPS = (50, 100, 200, 300, 400, 500, 600, 700)
TEXT, CONTROL = 4.5, 3.0
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, kw_only=True)
class Palette:
    """Eight colours for light pages and eight for dark ones, as ``#rrggbb``.

    In this order: soft background, background, pressed background, thin line, line and quiet text, the colour
    itself (headings, buttons), the colour under the pointer, text. On dark pages the first is the darkest.
    """

    light: tuple[str, ...]
    dark: tuple[str, ...]


LIGHT_PAGE, DARK_PAGE = "#ffffff", "#11161d"
ON_LIGHT, ON_DARK = "#ffffff", "#0b1217"
"""What stands on a button in the organisation's colour, on light and on dark pages."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def problems_in_palette(palette: Palette | None) -> list[str]:
    """What cannot be read in these colours, as Dutch sentences without a full stop; empty when all is well."""
    if palette is None:
        return []
    found = []
    for name, ramp, page, on in (
        ("light", palette.light, LIGHT_PAGE, ON_LIGHT),
        ("dark", palette.dark, DARK_PAGE, ON_DARK),
    ):
        if len(ramp) != len(STEPS) or not all(_COLOUR.fullmatch(colour) for colour in ramp):
            found.append(f"palette.{name} heeft acht kleuren nodig, als #rrggbb in kleine letters")
            continue
        found += _unreadable(name, ramp, page, on)
    return found


def _unreadable(name: str, ramp: tuple[str, ...], page: str, on: str) -> list[str]:
    colours = dict(zip(STEPS, ramp, strict=True))
    pairs = [(text, ground, TEXT) for text in (500, 600, 700) for ground in (0, 50, 100)]
    pairs += [(400, 0, TEXT), (400, 50, CONTROL)]
    found = []
    for step, ground, needed in pairs:
        behind = colours[ground] if ground else page
        has = contrast(colours[step], behind)
        if has < needed:
            where = f"kleur {ground}" if ground else "de bladzijde"
            found.append(
                f"palette.{name}: kleur {step} op {where} heeft contrast {has:.1f}, nodig is {needed}"
            )
    for step in (500, 600):
        has = contrast(on, colours[step])
        if has < TEXT:
            found.append(f"palette.{name}: {on} op kleur {step} heeft contrast {has:.1f}, nodig is {TEXT}")
    return found
