"""Citations of Lumens' own documents."""

from wederhoor.hookspecs import Source

REGULATION = "Klachtenreglement"
CODE_2016 = "Gedragscode 2016"
CODE_NEW = "Gedragscode (nieuwe uitgave)"


def kr(section: str) -> Source:
    """Klachtenreglement v5.0, by heading."""
    return Source(document=REGULATION, section=section)


def code_2016(section: str) -> Source:
    """Missie en Gedragscode v2.0 of 1 December 2016."""
    return Source(document=CODE_2016, section=section)


def code_new(section: str) -> Source:
    """The newer Gedragscode, without a start date."""
    return Source(document=CODE_NEW, section=section)
