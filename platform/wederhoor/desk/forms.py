"""The forms of the desk."""

from wederhoor.web.fields import BaseForm, line, needs


class SaveViewForm(BaseForm):
    """A name for what is on the screen now."""

    naam = line("Naam", needs("Geef deze weergave een naam, bijvoorbeeld 'Mijn open dossiers'."), maximum=60)
