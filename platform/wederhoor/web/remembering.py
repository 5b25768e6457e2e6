"""Forms that begin with what was chosen last: which, and how it is kept for whoever is signed in.

Only choices from a list, and only where beginning with them cannot tell anybody anything by mistake: never who gets to read something.
"""

from typing import Any, NamedTuple

from flask import request

from wederhoor.settings.choices import choice_of, keep_choices
from wederhoor.work import Work


class Remembered(NamedTuple):
    """A form: the page that shows it, and the choices it begins with."""

    shown_by: str
    fields: tuple[str, ...]


FORMS = {
    "complaints.release_send": Remembered("complaints.release", ("when",)),
    "delivery.delivered_send": Remembered("delivery.delivered", ("way",)),
    "spoken.take_down_send": Remembered("spoken.take_down", ("channel",)),
}
"""By the endpoint that takes them."""
_SHOWN = {one.shown_by: (endpoint, one.fields) for endpoint, one in FORMS.items()}
LONGEST = 40


def keep_chosen(work: Work) -> None:
    """What was just sent and done is what the form begins with next time. In the transaction that did it."""
    found = FORMS.get(request.endpoint or "")
    if found is None or work.actor.account_id is None:
        return
    sent = {name: request.form.get(name, "") for name in found.fields}
    keep_choices(
        work,
        {
            _name(request.endpoint or "", name): text
            for name, text in sent.items()
            if 0 < len(text) <= LONGEST
        },
    )


def begin(work: Work | None, form: Any) -> None:
    """Fill in what was chosen last, where nothing was chosen yet and it is still among the choices."""
    if work is None or form is None or request.method != "GET" or request.endpoint not in _SHOWN:
        return
    endpoint, fields = _SHOWN[request.endpoint]
    for name in fields:
        field = form[name]
        if field.data not in (None, "", field.default):
            continue
        last = choice_of(work, _name(endpoint, name))
        if last and last in {str(choice[0]) for choice in field.iter_choices()}:
            field.data = last


def _name(endpoint: str, field: str) -> str:
    return f"{endpoint}:{field}"
