"""What a matter or topic falls under in a document that does not know it by that name."""

from collections.abc import Mapping

NEAREST_MATTERS: Mapping[str, tuple[str, ...]] = {
    "complaint": ("client_complaint", "staff_complaint"),
    "undesired_conduct": ("breach_seen", "staff_complaint"),
    "integrity_doubt": ("breach_seen",),
    "colleague_behaviour": ("discontent", "breach_seen", "staff_complaint"),
    "discontent": ("staff_complaint",),
    "suspicion": ("misconduct",),
    "doubt": ("unclear_rule", "interpretation"),
    "unclear_rule": ("doubt", "interpretation"),
    "interpretation": ("unclear_rule", "disagreement", "doubt"),
    "theft": ("incident",),
    "remarks_by_colleague": ("breach_seen",),
    "private_use": ("property_use",),
    "property_use": ("private_use",),
}
"""Where a matter goes in a document that does not know it by that name but knows what it falls under."""
NEAREST_TOPICS: Mapping[str, tuple[str, ...]] = {
    "bullying": ("undesired_conduct",),
    "discrimination": ("undesired_conduct",),
    "aggression": ("undesired_conduct",),
    "sexual_harassment": ("undesired_conduct",),
    "property_use": ("private_use",),
    "private_use": ("property_use",),
    "business_use_of_property": ("property_use",),
    "theft": ("incident",),
    "colleague_treatment": ("undesired_conduct",),
    "suspicion": ("misconduct",),
    "integrity_doubt": ("breach_seen",),
    "remarks_by_colleague": ("breach_seen",),
    "complaint": ("complaint_about_colleague",),
    "discontent": ("complaint_about_colleague",),
}
GENERAL_MATTERS = ("unclear_rule", "doubt")
"""Lines for whatever a code does not settle."""
PROCEDURE = frozenset(
    {
        "accused_support",
        "after_decision",
        "civil_court",
        "disciplinary_body",
        "disputes_body",
        "fcb",
        "nvvk",
        "ombudsman",
        "assessment",
        "assignment_complaint",
        "assistance",
        "challenge",
        "client_complaint",
        "code_review",
        "committee_complaint",
        "committee_matters",
        "complaint",
        "complaint_about_colleague",
        "confidant_signal",
        "crime",
        "expert",
        "misconduct",
        "not_provided_for",
        "partnership_complaint",
        "report",
        "serious_structural",
        "staff_complaint",
        "support",
        "team_support",
        "withdrawal",
        "witnesses",
    }
)
"""How a complaint or report is handled: no doubt about how to act, so a code's general line says nothing on
it."""
