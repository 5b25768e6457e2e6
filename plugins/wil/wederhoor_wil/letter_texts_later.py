"""The words of WIL's letters while a case runs, in Markdown with placeholders."""

from wederhoor.hookspecs import framed, usual_letters

EXTENDED = framed(
    """
De behandeling van de klacht duurt nog langer. Wie de klacht indiende is het daar schriftelijk mee eens. De reden is:

{reason}

De nieuwe datum is {new_due_on}.

Dit bericht gaat ook naar {?told_too}.
"""
)

POSTPONED = framed(
    """
De behandeling van de klacht duurt langer. De reden is:

{reason}

De nieuwe datum is {new_due_on}.

Dit bericht gaat ook naar {?told_too}.
"""
)

URGENT = framed(
    """
Wij behandelen deze klacht met spoed. De reden is:

{reason}

De wettelijke termijnen blijven gelden; wij proberen eerder klaar te zijn.

Dit zijn de datums:
- {?timeline}

Dit bericht gaat ook naar {?told_too}.
"""
)

FORWARDED = framed(
    """
Uw brief hoort bij een andere instantie of is een bezwaar. Wij stuurden hem door naar:

{where_to}

De reden is:

{reason}

Daar hoort u hoe het verder gaat. Wij gaven door dat wij uw bericht ontvingen op {arrived_on}.
"""
)

WITHDRAWN = framed(usual_letters.WITHDRAWN)

CLOSED = framed(usual_letters.CLOSED)

REMINDER_COMPLAINANT = framed(usual_letters.REMINDER_COMPLAINANT)

SECOND_STEP = framed(usual_letters.SECOND_STEP)

NAMING_REVERSED = framed(usual_letters.NAMING_REVERSED)
REOPENED = framed(usual_letters.REOPENED)

DRAFT_EXPIRES = usual_letters.DRAFT_EXPIRES
