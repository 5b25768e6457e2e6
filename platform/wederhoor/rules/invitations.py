"""Invitations: dinners, outings and events that somebody else offers."""

from collections.abc import Mapping

from wederhoor.rules.tables import Assessment, Policy, Worth, assess_table

INVITATION_KINDS = ("lunch", "dinner", "excursion", "event", "outing", "conference", "other")
PAYERS = ("inviter", "own", "organisation")


def assess_invitation(facts: Mapping[str, str], policy: Policy, worth: Worth | None = None) -> Assessment:
    """What the policy answers to an invitation. Raises ``NoRow`` only for a policy with a gap."""
    return assess_table(policy, facts, worth)
