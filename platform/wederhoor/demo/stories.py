"""The invented complaints of the demo world: one in every stage the platform knows, told the same at each organisation.

An act that an organisation's process does not have is left out there: a story goes as far as the rules allow.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Then:
    """What was done, `after` so many days. `act` names an act, or one of several of which the first possible is done."""

    after: int
    act: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Story:
    """An invented complaint: how long ago, by whom, about what and whom, and what happened next."""

    days_ago: int
    surname: str
    given_name: str
    category: str
    text: str
    short: str = ""
    about: str = ""
    channel: str = "email"
    complete: bool = True
    happened: int = 9
    """How many days before it came in it happened."""
    more: Mapping[str, Any] = field(default_factory=dict)
    then: tuple[Then, ...] = ()


LOOKED = "letters"
TOLD = "accused"
POSTED = "posted"
TAKEN_UP = Then(after=2, act="ontvankelijkheid", values={"verdict": "judge_admissible"})
SENT = Then(after=3, act=LOOKED)
TOLD_THEM = Then(after=1, act=TOLD)
MET = Then(after=9, act="bijeenkomst")
CLOSED = "conversation_settled satisfied settle close_goal_reached"

STORIES = (
    Story(
        days_ago=96, surname="Oudaard", given_name="Ineke", category="service", short="Hulp stopte zonder overleg",
        text="De begeleiding stopte zonder overleg. Ik hoorde het van mijn buurvrouw.",
        then=(TAKEN_UP, SENT, Then(after=9, act="invite_conversation"),
              Then(after=20, act=CLOSED, values={"reasons": "Wij spraken een vaste begeleider af, en daarmee is het opgelost."}),
              Then(after=21, act=LOOKED)),
    ),
    Story(
        days_ago=70, surname="Bedacht", given_name="Hanna", category="agreements", short="Vier jaar oude afspraak", happened=1480,
        text="Vier jaar geleden is een afspraak niet nagekomen en dat zit mij nog dwars.",
        then=(Then(after=3, act="ontvankelijkheid", values={
            "verdict": "judge_inadmissible", "ground_older_than_a_year": "yes",
            "reason": "Het gebeurde meer dan een jaar geleden en er is geen bijzondere reden om het nu nog te onderzoeken."}),
              Then(after=4, act=LOOKED)),
    ),
    Story(
        days_ago=58, surname="Lijdzaam", given_name="Tom", category="treatment", about="Pim Planner",
        short="Aan de balie afgesnauwd",
        text="Ik werd afgesnauwd waar anderen bij waren. Niemand greep in.",
        then=(TOLD_THEM, TAKEN_UP, SENT, MET,
              Then(after=30, act="uitstel", values={"amount": 4, "unit": "weeks", "reason": "Een getuige is nog niet gehoord."}),
              Then(after=31, act=LOOKED)),
    ),
    Story(
        days_ago=49, surname="Nep", given_name="Gerrit", category="agreements", short="Brieven niet beantwoord",
        text="Niemand reageert op mijn brieven.", then=(TAKEN_UP, SENT, Then(after=11, act="withdrawn")),
    ),
    Story(
        days_ago=45, surname="Wederom", given_name="Saar", category="personal_data", short="Dossier in verkeerde brievenbus",
        text="Mijn papieren lagen bij de buren in de bus.",
        then=(TAKEN_UP, SENT, Then(after=12, act=CLOSED, values={
            "reasons": "Wij boden excuses aan.", "complainant_feels": "yes", "accused_feels": "yes"}), Then(after=13, act=LOOKED),
              Then(after=30, act="heropenen", values={"reason": "Het is opnieuw gebeurd."})),
    ),
    Story(
        days_ago=40, surname="Treuzel", given_name="Karel", category="service", short="Wachtlijst zonder uitleg",
        text="Ik sta elf weken op een wachtlijst en hoor niets.", channel="post",
        then=(TAKEN_UP, Then(after=3, act=LOOKED), Then(after=4, act=POSTED)),
    ),
    Story(
        days_ago=26, surname="Fictief", given_name="Farah", category="treatment", about="Sanne Teamleider",
        short="Geschreeuw tijdens huisbezoek",
        text="Er werd tegen mij geschreeuwd waar anderen bij waren.",
        then=(TOLD_THEM, TAKEN_UP, SENT,
              Then(after=6, act="spoed", values={"until": 20, "reason": "De klager kan niet wachten op hulp."}),
              Then(after=6, act=LOOKED), MET),
    ),
    Story(
        days_ago=21, surname="Samen", given_name="Bea", category="agreements", short="Huiskamer gesloten zonder bericht",
        text="De huiskamer was dicht en wij stonden met zijn drieën voor de deur.",
        more={"complainant_kind": "group"}, then=(TAKEN_UP, SENT, MET),
    ),
    Story(
        days_ago=15, surname="Spreker", given_name="Rob", category="service", short="Namens moeder: thuishulp bleef weg",
        text="Mijn moeder wachtte vier ochtenden op hulp die niet kwam.",
        more={"complainant_kind": "representative", "relation": "zoon", "authority": "written",
              "represented_given_name": "Truus", "represented_surname": "Spreker"},
        then=(TAKEN_UP, SENT, Then(after=5, act="invite_conversation")),
    ),
    Story(
        days_ago=13, surname="Proef", given_name="Driss", category="other", short="Verkeerd advies over toeslag",
        text="Ik kreeg een verkeerd advies over mijn toeslag en moet nu terugbetalen.",
    ),
    Story(
        days_ago=6, surname="Verzonnen", given_name="Carla", category="personal_data", about="Wil Wijkwerker",
        short="Buurt wist van schulden",
        text="Mijn buurvrouw wist van mijn schulden. Dat kan alleen van de wijkwerker komen.",
        then=(TOLD_THEM, TAKEN_UP),
    ),
    Story(
        days_ago=4, surname="Liever", given_name="Noor", category="service", short="Wil dat de bel gemaakt wordt",
        text="De bel bij de ingang is al weken kapot. Ik wil geen klacht, alleen dat het wordt gemaakt.",
        more={"filed_as": "dissatisfaction"},
    ),
    Story(
        days_ago=3, surname="van Dummy", given_name="Bert", category="agreements", complete=False,
        text="Mijn afspraak is drie keer verzet zonder bericht.",
    ),
    Story(
        days_ago=1, surname="Voorbeeld", given_name="Anna", category="treatment", about="Wil Wijkwerker",
        text="Ik werd niet teruggebeld en aan de balie weggestuurd.",
    ),
)  # fmt: skip

CALLS = (
    {"name": "mevrouw Belmij", "phone": "06 00 00 00 01", "when": "in de ochtend"},
    {"name": "de heer Terugbel", "phone": "06 00 00 00 02", "when": "na vijf uur"},
)
