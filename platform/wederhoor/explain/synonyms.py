"""Other words people use for matters and topics."""

from collections.abc import Mapping


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    return {word: meant for meant, others in words.items() for word in others.split()}


MATTER_WORDS = _by_word(
    {
        "side_activity": "side_activities side_job side_function side_functions nevenactiviteit",
        "private_purchase": "private_transaction private_transactions purchase private_purchases",
        "misconduct": "whistle whistleblowing wrongdoing abuse misstand irregularity",
        "suspicion": "fraud corruption suspected_fraud",
        "undesired_conduct": "harassment undesired_behaviour undesired_behavior bullying aggression discrimination violence",
        "integrity_doubt": "integrity integrity_breach",
        "breach_seen": "breach code_breach non_compliance",
        "gift": "gifts gift_doubt present",
        "invitation": "invitations outing dinner",
        "press": "media journalist",
        "share_confidential": "confidentiality secrecy share_information sharing_information confidential_information",
        "property_use": "property company_property",
        "professional_code_conflict": "professional_code",
        "dilemma": "dilemmas ethical_dilemma",
        "unclear_rule": "rule_unclear unclear",
        "disagreement": "norms difference_of_opinion",
        "incident": "virus loss lost_device security_incident suspicious_activity",
        "dress": "clothing dress_code",
        "name_or_image": "images photos photo image name",
        "love_client": "client_in_love love_with_client",
        "love_colleague": "love_colleagues love_relation love_between_colleagues",
        "family_at_work": "family family_relation",
        "personal_relation": "private_relation private_relations",
        "client_complaint": "complaint_client",
        "staff_complaint": "employee_complaint complaint_staff complaint_about_employee",
        "withdrawal": "withdraw",
        "challenge": "recusal wraking",
        "crime": "criminal_offence",
        "confidant_signal": "policy_signal confidant_report yearly_report",
        "unsafe_at_client": "unsafe aggression_by_client undesired_conduct_by_client",
        "social_media_post": "social_media post_about_organisation",
        "serious_structural": "serious serious_complaint",
        "professional_norms": "professional",
        "after_decision": "further further_options appeal disagree_with_decision after_the_decision",
        "civil_court": "court judge civil rechter",
        "disciplinary_body": "professional_body tuchtorgaan disciplinary",
        "nvvk": "debt_help debt_counselling schuldhulp",
        "ombudsman": "national_ombudsman ombudsman_complaint",
        "disputes_body": "disputes geschilleninstantie",
        "remarks_by_colleague": "discriminating_remarks",
    }
)
"""Words for the matters contacts are asked about."""

TOPIC_WORDS = _by_word(
    {
        "side_activity": "side_activities side_job side_function side_functions nevenactiviteit",
        "private_purchase": "private_transaction private_transactions purchase private_purchases",
        "personal_relation": "relations relation private_relation",
        "property_use": "property company_property",
        "misconduct": "whistle whistleblowing wrongdoing",
        "share_confidential": "confidentiality secrecy share_information",
        "press": "media",
        "name_or_image": "image images photo photos",
        "preferential_treatment": "preference",
        "online_friends": "friends_online",
        "suwinet": "suwinet_statement",
        "undesired_conduct": "harassment undesired_behaviour",
        "dilemma": "ethical_dilemma",
        "conflict_of_interest": "interests",
    }
)
"""Words for the topics of declarations."""

IMPLIED = {
    "love_relation": ("personal_relation", {"relation": "love"}),
    "love": ("personal_relation", {"relation": "love"}),
    "family_relation": ("personal_relation", {"relation": "family"}),
    "family": ("personal_relation", {"relation": "family"}),
    "friendship": ("personal_relation", {"relation": "friendship"}),
}
"""Words for a topic that say a fact as well."""
