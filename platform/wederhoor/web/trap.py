"""A field that only a machine fills in; a browser that fills in everything by itself is told so, and a person can go on."""

from typing import Any

from wtforms import StringField

from wederhoor.web.fields import BaseForm
from wederhoor.web.language import say

CAUGHT = (
    "Er stond iets in een veld dat leeg moet blijven. Misschien vulde uw browser dat zelf in. Wij hebben het leeggemaakt. Wat u typte "
    "staat er nog: kies nog een keer voor versturen."
)


class Trap(BaseForm):
    """A form with the field that must stay empty. What it caught is an error of the whole form; the field is emptied."""

    website = StringField("Vul hier niets in")

    def validate(self, extra_validators: Any = None) -> bool:
        """As any form, and nothing in the field that nobody sees."""
        fine: bool = super().validate(extra_validators)
        if not self.website.data:
            return fine
        self.website.data = ""
        self.form_errors = [say(CAUGHT)]
        return False
