"""What an accused writes."""

from wtforms import TextAreaField

from wederhoor.web.fields import BaseForm, long_text, needs

REACTION = "Uw reactie"


class ReactionForm(BaseForm):
    """A written reaction to the complaint or to a paper."""

    text: TextAreaField = long_text(REACTION)

    def validate_text(self, field: TextAreaField) -> None:
        """Something was written."""
        needs("Schrijf uw reactie op.")(self, field)
