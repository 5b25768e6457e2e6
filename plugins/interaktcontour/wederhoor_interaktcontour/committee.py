"""A committee at InteraktContour: none is known, and the Wkkgz asks for none."""

from wederhoor.hookspecs import NoCommittee, wkkgz

COMMITTEE = NoCommittee(
    reason=(
        "Over een klachtencommissie van InteraktContour is niets ontvangen. De Wkkgz vraagt een "
        "klachtenfunctionaris en "
        "aansluiting bij een geschilleninstantie, geen commissie."
    ),
    source=wkkgz.article("15"),
)
