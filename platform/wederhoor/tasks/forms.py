"""Finishing a task."""

from wederhoor.web.fields import BaseForm, long_text


class FinishForm(BaseForm):
    """How it went; may stay empty."""

    note = long_text("Hoe is het gegaan?")
