"""Topics of InteraktContour's chapter on social media whose answer depends on whom it is about."""

from wederhoor.hookspecs import ContactOrder, Duty, Moment, Row, Verdict, When, topic_table

from .roles import EMPLOYEE, around
from .sources import ic


def _so(point: int) -> str:
    return f"Social media, punt {point}"


ON_SOCIAL_MEDIA = (
    topic_table(
        "name_or_image",
        "Naam of foto van een cliënt of collega op sociale media",
        ic(_so(1)),
        Row(
            code="other",
            when=(When("with", ("client_family", "supplier", "company", "relation", "partner", "other")),),
            verdict=Verdict.SILENT,
            says="De code regelt naam en beeld van cliënten en collega’s, niet van anderen.",
            sources=(ic(_so(1)), ic(_so(2))),
            silent_on=("name_or_image_of_others",),
        ),
        Row(
            code="consent",
            when=(When("consent", ("yes",)),),
            verdict=Verdict.ALLOWED,
            says=(
                "De cliënt of collega gaf uitdrukkelijk toestemming. Dan mag het, zonder vertrouwelijke "
                "informatie."
            ),
            sources=(ic(_so(1)), ic(_so(2))),
            numbers=("IC-27", "IC-28"),
        ),
        Row(
            code="no_consent",
            when=(When("consent", ("no",)),),
            verdict=Verdict.REFUSED,
            says=(
                "Zonder uitdrukkelijke toestemming van de cliënt of collega plaatst u geen beeld en noemt u geen "
                "naam."
            ),
            sources=(ic(_so(1)), ic(_so(2))),
            numbers=("IC-27", "IC-28"),
        ),
        Row(
            code="ask",
            when=(),
            verdict=Verdict.PRIOR_APPROVAL,
            says=(
                "Naam of beeld van een cliënt of collega mag alleen met uitdrukkelijke toestemming van "
                "die persoon."
            ),
            sources=(ic(_so(1)), ic(_so(2))),
            numbers=("IC-27", "IC-28"),
            duties=(
                Duty(
                    who="medewerker",
                    by=(EMPLOYEE,),
                    what="uitdrukkelijk toestemming vragen",
                    to="de cliënt of collega zelf",
                    towards=(
                        around("de cliënt"),
                        around("collega"),
                    ),
                    choice=ContactOrder.EITHER,
                    when="vooraf",
                    moment=Moment.BEFOREHAND,
                ),
            ),
        ),
    ),
    topic_table(
        "online_friends",
        "Online vrienden",
        ic(_so(4)),
        Row(
            code="others",
            when=(When("with", ("colleague", "supplier", "company", "relation", "partner", "other")),),
            verdict=Verdict.SILENT,
            says="De code zegt alleen iets over online vrienden worden met cliënten en hun naasten.",
            sources=(ic(_so(4)),),
            silent_on=("online_friends_with_others",),
        ),
        Row(
            code="clients",
            when=(),
            verdict=Verdict.REFUSED,
            says="U wordt geen vrienden met cliënten of hun naasten, zoals op Facebook of WhatsApp.",
            sources=(ic(_so(4)),),
            numbers=("IC-30",),
        ),
    ),
)
