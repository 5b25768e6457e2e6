"""The words of InteraktContour's letters while a case runs, in Markdown with placeholders."""

from wederhoor.hookspecs import framed, usual_letters

EXTENDED = framed(
    """
Ons antwoord op uw klacht komt later. De reden is:

{reason}

U hoort uiterlijk op {new_due_on} van ons.
"""
)

POSTPONED = framed(
    """
Het besluit over deze klacht komt later. De reden is:

{reason}

De nieuwe datum is {new_due_on}.
"""
)

URGENT = framed(
    """
Wij behandelen deze klacht met spoed. De reden is:

{reason}

Dit zijn de nieuwe datums:
- {timeline}

Dit bericht gaat ook naar {?told_too}.
"""
)

FORWARDED = framed(
    """
Wij kunnen uw klacht niet zelf behandelen. Wij stuurden haar door naar:

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
