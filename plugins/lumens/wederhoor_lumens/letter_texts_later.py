"""The words of Lumens' letters while a case runs, in Markdown with placeholders."""

from wederhoor.hookspecs import usual_letters

from .letter_texts import committee, organisation

EXTENDED = committee(
    """
De klacht met dit nummer duurt langer dan we eerst zeiden. De reden is:

{reason}

De nieuwe datum is {new_due_on}.

Dit bericht gaat ook naar {?told_too}.
"""
)

POSTPONED = organisation(
    """
Het besluit over deze klacht wordt uitgesteld. De reden is:

{reason}

Het besluit komt uiterlijk op {new_due_on}.

Dit bericht gaat ook naar {?told_too}.
"""
)

URGENT = committee(
    """
De klachtencommissie behandelt deze klacht met spoed. De reden is:

{reason}

Daarom zijn de termijnen korter. Dit zijn de nieuwe datums:
- {timeline}

Dit bericht gaat ook naar {?told_too}.
"""
)

FORWARDED = committee(
    """
Wij kunnen uw klacht niet zelf behandelen. Wij stuurden haar door naar:

{where_to}

De reden is:

{reason}

Daar hoort u hoe het verder gaat. Wij gaven door dat uw klacht bij ons binnenkwam op {arrived_on}.
"""
)

REMINDER_COMPLAINANT = committee(
    """
Wij hebben een tijd niets van u gehoord over uw klacht. Wilt u nog dat wij verdergaan? Bel, schrijf of mail ons.

Laat het ons weten voor deze datum: {?reply_by}.

Horen wij twee weken na deze brief nog niets? Dan mogen wij de klacht afsluiten. U krijgt dan een brief. Deze
herinnering sturen we één keer.
"""
)

SECOND_STEP = committee(usual_letters.SECOND_STEP)

NAMING_REVERSED = committee(usual_letters.NAMING_REVERSED)
REOPENED = committee(usual_letters.REOPENED)

DRAFT_EXPIRES = usual_letters.DRAFT_EXPIRES
