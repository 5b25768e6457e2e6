"""What a written complaint must contain (Awb 9:4) and when WIL may leave it (Awb 9:8)."""

from wederhoor.hookspecs import AdmissibilityRules, Category, awb

from .sources import PARTLY_SEEN

RULES = AdmissibilityRules(required_content=awb.REQUIRED_CONTENT, grounds=awb.GROUNDS)

CATEGORIES = (
    Category(code="treatment", label="Hoe u bent behandeld", source=PARTLY_SEEN),
    Category(code="personal_data", label="Omgang met persoonsgegevens", source=PARTLY_SEEN),
    Category(code="agreements", label="Afspraken en bereikbaarheid", source=PARTLY_SEEN),
    Category(code="debt_help", label="Hulp bij schulden", source=PARTLY_SEEN),
    Category(code="other", label="Iets anders", source=PARTLY_SEEN),
)
