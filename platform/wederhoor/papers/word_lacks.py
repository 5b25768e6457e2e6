"""What the reading copy of a Word document says of what is not in it."""

from collections import Counter

_COUNTED = {
    "pictures": ("1 afbeelding of tekening", "{} afbeeldingen of tekeningen"),
    "charts": ("1 grafiek", "{} grafieken"),
    "diagrams": (
        "1 schema (de tekst ervan staat wel in de kopie)",
        "{} schema’s (de tekst ervan staat wel in de kopie)",
    ),
    "objects": ("1 ingevoegd bestand of formulierveld", "{} ingevoegde bestanden of formuliervelden"),
    "formulas": ("1 formule", "{} formules"),
}


def said_of(met: Counter[str], *, empty: bool) -> list[str]:
    """Sentences on what was met in a document and is not in its copy; `empty` when the copy has no text at all."""
    said = []
    if empty:
        said.append("In dit document staat geen tekst.")
    if count := met["comments"]:
        said.append(
            "In dit document staat een opmerking van een lezer. Die staat alleen in het origineel."
            if count == 1
            else f"In dit document staan {count} opmerkingen van lezers. Die staan alleen in het origineel."
        )
    if met["deleted"] or met["changed"]:
        said.append(
            "In dit document zijn wijzigingen bijgehouden. Toegevoegde tekst staat erbij, verwijderde niet."
        )
    if met["hidden"]:
        said.append(
            "In dit document staat verborgen tekst. Wie het document opent, ziet die niet; zij staat niet in de kopie."
        )
    for name, (one, more) in _COUNTED.items():
        if count := met[name]:
            said.append(
                f"Dit document heeft {one if count == 1 else more.format(count)}. Bekijk die in het origineel."
            )
    if met["numbered"]:
        said.append("De nummers voor lijsten en artikelen staan alleen in het origineel.")
    if met["chunks"]:
        said.append(
            "In dit document is een ander bestand ingevoegd dat niet te lezen is. Bekijk het origineel."
        )
    if met["lost"] or met["cut"]:
        said.append("Niet alle tekst van dit document staat in de kopie. Bekijk het origineel.")
    return said
