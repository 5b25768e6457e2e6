"""The invented declarations of the demo world: gifts, invitations and the rest, in every state, by each code's own rules."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from wederhoor.declarations import deciding, service
from wederhoor.declarations.deciding import find_for_me
from wederhoor.declarations.service import Statement
from wederhoor.declarations.topics import judge, topic_by_code
from wederhoor.people.service import ROLES, roles_on, staff_with_role
from wederhoor.rules.declaring import VALUE, Outcome, acted_on
from wederhoor.rules.roles import CONTACT_ROLES
from wederhoor.rules.tables import Worth
from wederhoor.settings.service import begin_work
from wederhoor.work import AMSTERDAM, SYSTEM, Actor, ActorKind, Installation, Work, local_date

WIL_W, PIM, VOLUNTEER = "Wil Wijkwerker", "Pim Planner", "Vrij Williger"
LEADER, DIRECTOR, CLUSTER = "Sanne Teamleider", "Dirk Directeur", "Cora Clustermanager"
PRESS, ICT, BOARD = "Puck Pers", "Stef Storing", "Tom Toezicht"
SMALL = {"giver": "relation", "kind": "goods", "in_talks": "no"}
GOT = {"already_received": "yes", "accepted": "yes"}
BEEN = {"after_the_fact": "yes"}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody answered, `after` so many days; `reacts` says what who was consulted first said."""

    by: str
    after: int = 2
    outcome: Outcome | None = None
    reason: str = ""
    destination: str = ""
    reacts: str = ""


@dataclass(frozen=True, kw_only=True)
class Declared:
    """Something declared: when, by whom, about what, and what came of it. `day`: so many days before it was declared."""

    days_ago: int
    by: str
    topic: str
    what: str
    who: str = ""
    worth: str | None = None
    day: int | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    then: tuple[Answer, ...] = ()


EVERYWHERE = (
    Declared(days_ago=80, by=WIL_W, topic="gift", what="Bos bloemen na een cursus", who="Buurthuis De Verzonnen Hoek", worth="15",
             day=0, facts={**SMALL, **GOT}, then=(Answer(by=LEADER, outcome=Outcome.NOTED),)),
    Declared(days_ago=33, by=WIL_W, topic="gift", what="Kerstpakket", who="Bouwbedrijf Jansen BV", worth="60",
             day=3, facts={**SMALL, **GOT}, then=(Answer(by=LEADER, outcome=Outcome.HANDED_OVER, after=4,
             reason="Dit is te veel. Het team vond een goede plek.", destination="Voedselbank Verzonnen"),)),
    Declared(days_ago=29, by=PIM, topic="gift", what="Fles wijn op mijn bureau", who="Bouwbedrijf Jansen BV", worth="25", day=5,
             facts={**SMALL, **GOT, "in_doubt": "yes"}),
    Declared(days_ago=6, by=PIM, topic="gift", what="Tegoedbon van een aannemer", who="Aannemer Fictief", worth="40",
             facts={**SMALL, "kind": "voucher", "in_talks": "unclear", "in_doubt": "yes"}),
    Declared(days_ago=5, by=VOLUNTEER, topic="invitation", what="Lunch na een werkbezoek", who="Stichting Samenspraak", day=-9,
             facts={"giver": "relation", "paid_by": "inviter"}),
    Declared(days_ago=20, by=WIL_W, topic="invitation", what="Diner van een leverancier", who="Kantoormeubel Verzonnen", day=4,
             facts={"giver": "relation", "paid_by": "inviter", **BEEN},
             then=(Answer(by=LEADER, outcome=Outcome.AGREED, reason="Voortaan eerst overleggen."),)),
    Declared(days_ago=366, by=PIM, topic="side_activity", what="Penningmeester van de tennisclub", who="Tennisclub Nergens",
             facts={"conflict": "no", "paid": "no"},
             then=(Answer(by=LEADER, outcome=Outcome.NOTED), Answer(by=LEADER, outcome=Outcome.ACCEPTED))),
    Declared(days_ago=9, by=WIL_W, topic="side_activity", what="Bijles geven in de avond", who="",
             facts={"conflict": "unclear", "in_doubt": "yes", "paid": "yes", "planned": "yes"}),
    Declared(days_ago=14, by=LEADER, topic="personal_relation", what="Mijn broer werkt bij deze aannemer", who="Bram Fictief",
             facts={"relation": "family", "with": "relation"}),
    Declared(days_ago=12, by=DIRECTOR, topic="private_purchase", what="Keuken voor thuis", who="Bouwbedrijf Jansen BV",
             facts={"does_business": "yes", "market_terms": "yes", "with": "supplier"}, then=(Answer(by=BOARD, outcome=Outcome.NOTED),)),
    Declared(days_ago=8, by=WIL_W, topic="press", what="Interview over de wijk", who="De Verzonnen Courant",
             then=(Answer(by=PRESS, after=1, reacts="Akkoord, ik lees mee."),)),
    Declared(days_ago=11, by=PIM, topic="incident", what="Telefoon kwijt in de trein", who="", day=1, facts=BEEN,
             then=(Answer(by=ICT, after=1, outcome=Outcome.NOTED, reason="Op afstand gewist."),)),
    Declared(days_ago=17, by=PIM, topic="property_use", what="De bus lenen voor een verhuizing", who="",
             then=(Answer(by=LEADER, outcome=Outcome.ACCEPTED),)),
    Declared(days_ago=40, by=WIL_W, topic="gift", what="Envelop met geld van een klant", who="Mevrouw Verzonnen", worth="80", day=1,
             facts={"giver": "client", "kind": "cash", "in_talks": "no", **GOT, "embarrassed": "yes"},
             then=(Answer(by=LEADER, outcome=Outcome.RETURNED, reason="Samen teruggebracht."),)),
    Declared(days_ago=3, by=PIM, topic="gift", what="Doos chocola", who="Buurthuis De Verzonnen Hoek", worth="12", day=0,
             facts={**SMALL, **GOT, "earlier_this_year": "yes"}),
)  # fmt: skip
"""Told the same at each organisation; what its code does not ask of people is left out there."""


def stories(
    installation: Installation, tenant_id: uuid.UUID, now: datetime
) -> Iterator[tuple[datetime, Callable[[], None]]]:
    """What happens, each at its moment."""
    with begin_work(installation, tenant_id, write=False, actor=SYSTEM, now=now) as work:
        people = {one.name: one.account_id for one in staff_with_role(work, (*ROLES, *CONTACT_ROLES))}
    teller = _Teller(installation=installation, tenant_id=tenant_id, now=now, people=people)
    for story in EVERYWHERE:
        yield from teller.tell(story)


@dataclass(frozen=True, kw_only=True)
class _Teller:
    installation: Installation
    tenant_id: uuid.UUID
    now: datetime
    people: Mapping[str, uuid.UUID]

    def tell(self, story: Declared) -> Iterator[tuple[datetime, Callable[[], None]]]:
        made: list[uuid.UUID] = []
        at = self._moment(story.days_ago, 11)
        yield at, lambda: self._declare(story, at, made)
        for place, answer in enumerate(story.then):
            if answer.after < story.days_ago:
                when = self._moment(story.days_ago - answer.after, 15) + timedelta(minutes=place)
                yield when, lambda answer=answer, when=when: self._answer(answer, when, made)  # type: ignore[misc]

    def _moment(self, days_ago: int, hour: int) -> datetime:
        day = local_date(self.now) - timedelta(days=days_ago)
        return datetime.combine(day, time(hour), AMSTERDAM)

    def _actor(self, name: str, at: datetime) -> Actor:
        account = self.people[name]
        with begin_work(self.installation, self.tenant_id, write=False, actor=SYSTEM, now=at) as work:
            roles = roles_on(work.session, account, work.today)
        return Actor(kind=ActorKind.STAFF, account_id=account, roles=roles)

    def _declare(self, story: Declared, at: datetime, made: list[uuid.UUID]) -> None:
        actor = self._actor(story.by, at)
        with begin_work(self.installation, self.tenant_id, write=True, actor=actor, now=at) as work:
            statement = _statement(work, story)
            if statement is not None and actor.account_id is not None:
                made.append(service.declare(work, statement, declarer=actor.account_id).id)

    def _answer(self, answer: Answer, at: datetime, made: list[uuid.UUID]) -> None:
        if not made:
            return
        actor = self._actor(answer.by, at)
        with begin_work(self.installation, self.tenant_id, write=True, actor=actor, now=at) as work:
            try:
                found = find_for_me(work, made[0], lock=True)
            except service.NoSuchDeclaration:
                return
            if answer.reacts and found.consulted is not None:
                deciding.react(work, found, answer.reacts)
            elif answer.outcome is not None and answer.outcome in found.outcomes:
                deciding.decide(
                    work, found, answer.outcome, reason=answer.reason, destination=answer.destination
                )


def _statement(work: Work, story: Declared) -> Statement | None:
    """The declaration; None where the code asks nothing here, or has nobody declare it."""
    topic = topic_by_code(work.organisation, story.topic)
    if topic is None or work.actor.account_id is None:
        return None
    recipient = service.recipient_of(work, work.actor.account_id)
    facts = {"recipient": recipient, **story.facts}
    asked = story.worth and VALUE in acted_on(topic.policy)
    worth = Worth(low=Decimal(story.worth), high=Decimal(story.worth)) if asked and story.worth else None
    if not judge(work.organisation, topic, facts, worth).may_declare:
        return None
    day: date | None = work.today - timedelta(days=story.day) if story.day is not None else None
    return Statement(topic=story.topic, facts=facts, worth=worth, who=story.who, what=story.what, day=day)
