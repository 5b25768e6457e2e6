"""The first news of a complaint to people who work here: the accused and their supervisor, and the members of the committee."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from wederhoor.correspondence import effects, letters
from wederhoor.dossiers.committee import MEMBERS_AT
from wederhoor.dossiers.content import DECISION, ORGANISATION, Content
from wederhoor.notices.service import Channel, Notice
from wederhoor.organisation import Organisation
from wederhoor.people.service import StaffMember
from wederhoor.work import AMSTERDAM, Work


def nobody_is_told(content: Content, barred: Collection[uuid.UUID]) -> bool:
    """Whether a complaint is about nobody who must be told (decision 3): about a decision, or about the organisation with nobody named.

    Words that may mean somebody bar them: then a person looks first.
    """
    if content.about_kind == DECISION:
        return not content.accused_name
    return content.about_kind == ORGANISATION and not content.accused_name and not barred


def first_notices(answers: Organisation) -> list[Notice]:
    """The news for the accused and their supervisor, held until a person confirms who it is about (KR-156, decision 3).

    A name in free text identifies nobody.
    """
    return [
        Notice(letter=code, occasion="filed", addressee=addressee, channel=Channel.EMAIL, held=True)
        for code, addressee in ((effects.TO_ACCUSED, "accused"), (effects.TO_SUPERVISOR, "supervisor"))
        if letters.has(answers, code)
    ]


def copies_for_members(
    work: Work,
    answers: Organisation,
    members: Sequence[StaffMember],
    barred: frozenset[uuid.UUID],
    occasion: str,
) -> list[Notice]:
    """The members of the committee have their copy the next morning, but for whoever is barred (KR-156(3))."""
    if not letters.has(answers, "copy_members"):
        return []
    tomorrow = datetime.combine(work.today + timedelta(days=1), MEMBERS_AT, AMSTERDAM)
    return [
        letters.to_staff(work, answers, "copy_members", occasion, member, tomorrow, "members_copied")
        for member in members
        if member.account_id not in barred
    ]
