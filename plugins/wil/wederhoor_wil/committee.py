"""A committee at WIL: none is known for complaints of residents."""

from wederhoor.hookspecs import NoCommittee

from .sources import PARTLY_SEEN

COMMITTEE = NoCommittee(
    reason=(
        "Over een klachtencommissie voor inwoners is niets bekend. De klachtencoördinator behandelt "
        "klachten. Voor "
        "medewerkers is er bij ongewenst gedrag een commissie van buiten."
    ),
    source=PARTLY_SEEN,
)
