"""Gifts: which facts matter and what a gift policy answers (``assess_gift``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wederhoor.rules.tables import Assessment, Policy, Worth, assess_table


class Giver(StrEnum):
    """Who gives. ``employee_to_client`` turns it round: the employee gives to a client."""

    CLIENT = "client"
    CLIENT_FAMILY = "client_family"
    RELATION = "relation"
    PARTNER = "partner"
    SUPPLIER = "supplier"
    COMPANY = "company"
    BIDDER = "bidder"
    EMPLOYEE_TO_CLIENT = "employee_to_client"


class GiftKind(StrEnum):
    """What is given."""

    GOODS = "goods"
    CASH = "cash"
    VOUCHER = "voucher"
    DISCOUNT = "discount"
    SERVICE = "service"
    INVITATION = "invitation"
    PURCHASE = "purchase"
    LEGACY = "legacy"


class Recipient(StrEnum):
    """Who receives or does it."""

    EMPLOYEE = "employee"
    VOLUNTEER = "volunteer"
    INTERN = "intern"
    HIRED = "hired"
    TEAM = "team"
    BOARD_MEMBER = "board_member"


GIFT_FLAGS = (
    "earlier_this_year",
    "feels_obliged",
    "embarrassed",
    "would_hide",
    "in_doubt",
    "added_value",
    "collective_scheme",
    "market_terms",
    "already_received",
    "refused",
    "after_the_fact",
    "wants_to_keep",
    "approved",
    "reported",
    "accepted",
    "promised",
    "quid_pro_quo",
    "by_post",
)
"""Facts answered with yes or no."""


@dataclass(frozen=True, kw_only=True)
class Gift:
    """A gift as words: ``facts`` holds giver, kind, in_talks (yes, no, unclear), place, recipient and the
    flags.
    """

    facts: Mapping[str, str]
    worth: Worth | None = None
    """None: the value is not known."""


def assess_gift(gift: Gift, policy: Policy) -> Assessment:
    """What the policy answers. Raises ``NoRow`` only for a policy with a gap."""
    return assess_table(policy, gift.facts, gift.worth)
