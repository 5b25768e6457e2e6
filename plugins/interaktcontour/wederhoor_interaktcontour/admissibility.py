"""What a complaint must contain: the Wkkgz gives no list, so only what is needed to answer is asked."""

from wederhoor.hookspecs import AdmissibilityRules, Category, RequiredItem, ToConfirm

from .sources import NOT_RECEIVED

RULES = AdmissibilityRules(
    required_content=(
        RequiredItem(
            code="description",
            label="Waar uw klacht over gaat",
            explanation="Vertel wat er is gebeurd.",
            source=ToConfirm(reason="de wet noemt geen lijst; zonder omschrijving kan niemand antwoorden"),
        ),
    ),
    grounds=(),
)

CATEGORIES = (
    Category(code="treatment", label="Hoe u bent behandeld", source=NOT_RECEIVED),
    Category(code="care", label="De zorg of begeleiding", source=NOT_RECEIVED),
    Category(code="personal_data", label="Omgang met persoonsgegevens", source=NOT_RECEIVED),
    Category(code="agreements", label="Afspraken en bereikbaarheid", source=NOT_RECEIVED),
    Category(code="other", label="Iets anders", source=NOT_RECEIVED),
)
