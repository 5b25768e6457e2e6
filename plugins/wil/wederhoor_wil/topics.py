"""Topics on which WIL's code gives one answer, whatever the facts."""

from wederhoor.hookspecs import (
    DeclarationPolicy,
    Source,
    Verdict,
    plain_topic,
    wbk,
)

from .duties import (
    ASK_ABOUT_DRESS,
    ASK_BEFORE_PRESS,
    CONSULT,
    REPORT_BY_SCHEME,
    REPORT_INCIDENT,
    TALK_FIRST,
    TALK_TO_COLLEAGUE,
    TELL_COMMUNICATIONS,
    TELL_OF_REMARKS,
    THREE_DOORS,
)
from .sources import wil

_INTRODUCTION = wil("1 Inleiding")
_OFFICIAL = wil("2 Goed ambtenaarschap")
_SECURITY = wil("3 Vertrouwelijkheid en beveiliging van informatie")
_COMMUNICATION = wil("4 Communicatie en omgaan met vertrouwelijke informatie")
_PRIVATE_USE = wil("7 Privé gebruik van computer, tablet, printer of telefoon")
_SOCIAL = wil("8 Gebruik social media")
_CLIENTS = wil("9 Omgang met klanten")
_COLLEAGUES = wil("10a Omgang met collega’s")
_RELATIONS = wil("10b Privérelaties op het werk")
_DRESS = wil("11 Representativiteit")
_REPORTING = wil("12 Melding vermoeden misstanden")


def _forbidden(
    topic: str, label: str, says: str, source: Source, *numbers: str, also: tuple[Source, ...] = ()
) -> DeclarationPolicy:
    return plain_topic(topic, label, Verdict.REFUSED, says, source, *numbers, also=also)


TOPICS = (
    plain_topic(
        "private_purchase",
        "Privé kopen",
        Verdict.SILENT,
        "De code zegt niets over privé kopen. Bij twijfel overlegt u altijd.",
        _INTRODUCTION,
        "WIL-02",
        duties=(CONSULT,),
    ),
    plain_topic(
        "personal_relation",
        "Privérelaties op het werk",
        Verdict.SILENT,
        (
            "Familie, vriendschap of liefde met een collega of externe relatie hoeft geen probleem te "
            "zijn, maar kan dat worden. Wanneer het mag en hoe u handelt, staat in de Gedragscode "
            "liefdesrelaties op het werk. Die is niet ontvangen."
        ),
        _RELATIONS,
        "WIL-49",
    ),
    _forbidden(
        "network_content",
        "Teksten en beelden verspreiden",
        (
            "Kwetsende humor, porno en (extreme) politieke uitingen verspreidt u niet. Er wordt meteen "
            "opgetreden."
        ),
        _PRIVATE_USE,
        "WIL-37",
    ),
    _forbidden(
        "software_copy", "Software kopiëren", "Software illegaal kopiëren mag niet.", _PRIVATE_USE, "WIL-38"
    ),
    _forbidden(
        "preferential_treatment",
        "Voorkeursbehandeling",
        "U trekt niemand voor en discrimineert niet.",
        _OFFICIAL,
        "WIL-06",
    ),
    _forbidden(
        "confidential_information",
        "Vertrouwelijke informatie naar buiten brengen",
        (
            "U brengt geen vertrouwelijke informatie naar buiten, lekt niets met opzet en houdt geheim "
            "wat geheim is."
        ),
        _COMMUNICATION,
        "WIL-13",
        "WIL-22",
    ),
    _forbidden(
        "share_confidential",
        "Vertrouwelijke informatie delen",
        (
            "U brengt geen vertrouwelijke informatie naar buiten en houdt geheim wat geheim is. Informatie die u wel "
            "mag geven, geeft u volgens de convenanten en protocollen."
        ),
        _SECURITY,
        "WIL-11",
        "WIL-13",
        "WIL-22",
        also=(_COMMUNICATION,),
    ),
    plain_topic(
        "client_data",
        "Gegevens van klanten",
        Verdict.OWN_JUDGEMENT,
        (
            "U gaat binnen en buiten uw werk zorgvuldig om met persoonlijke gegevens van klanten en houdt ze geheim. "
            "Let op wie kan meeluisteren. Met opzet lekken mag niet."
        ),
        _COMMUNICATION,
        "WIL-22",
        "WIL-24",
        also=(_SECURITY,),
    ),
    plain_topic(
        "breach_seen",
        "Een collega houdt zich niet aan de regels",
        Verdict.CONSULT,
        "U spreekt de collega erop aan.",
        _SECURITY,
        "WIL-03",
        "WIL-11",
        also=(_INTRODUCTION,),
        duties=(TALK_TO_COLLEAGUE,),
    ),
    _forbidden(
        "colleague_treatment",
        "Omgang met collega’s",
        "U behandelt collega’s gelijk en met respect, en discrimineert niet. Vindt u gedrag vervelend, dan spreekt u de "
        "collega aan.",
        _COLLEAGUES,
        "WIL-05",
        "WIL-08",
        "WIL-47",
        also=(_OFFICIAL,),
    ),
    _forbidden(
        "pass_lending",
        "Toegang en apparaten",
        "U leent uw pas niet uit, laat onbevoegden niet meelopen en laat apparaten niet onbeheerd achter.",
        _SECURITY,
        "WIL-15",
    ),
    _forbidden(
        "passwords",
        "Wachtwoorden",
        "U deelt geen wachtwoorden en codes, en vergrendelt uw computer als u weggaat.",
        _SECURITY,
        "WIL-17",
    ),
    _forbidden(
        "internet",
        "Mail en internet",
        (
            "U opent geen mail van onduidelijke afzenders en zoekt, bewaart of stuurt niets illegaals of "
            "aanstootgevends."
        ),
        _SECURITY,
        "WIL-20",
    ),
    _forbidden(
        "discriminating_remarks",
        "Discriminerende opmerkingen",
        "U maakt geen discriminerende opmerkingen over klanten.",
        _CLIENTS,
        "WIL-44",
    ),
    plain_topic(
        "incident",
        "Verdachte activiteit, verlies of diefstal",
        Verdict.REPORT,
        (
            "Iets verdachts op uw computer, verlies of diefstal meldt u meteen bij de ICT-afdeling en bij "
            "uw leidinggevende."
        ),
        _SECURITY,
        "WIL-21",
        duties=(REPORT_INCIDENT,),
    ),
    plain_topic(
        "press",
        "Contact met de pers",
        Verdict.CONSULT,
        (
            "U overlegt altijd van tevoren met uw leidinggevende en met de afdeling Communicatie. "
            "Officiële mededelingen en contacten met de pers gaan via Communicatie."
        ),
        _COMMUNICATION,
        "WIL-25",
        "WIL-41",
        beforehand=True,
        duties=(ASK_BEFORE_PRESS,),
    ),
    plain_topic(
        "social_media_post",
        "Bericht over WIL",
        Verdict.CONSULT,
        (
            "Leest u een positief of negatief bericht over WIL? Neem contact op met de afdeling "
            "Communicatie en bekijk samen wat te doen."
        ),
        _SOCIAL,
        "WIL-42",
        duties=(TELL_COMMUNICATIONS,),
    ),
    plain_topic(
        "remarks_by_colleague",
        "Een collega doet discriminerende uitspraken over klanten",
        Verdict.CONSULT,
        "U bespreekt het met de collega of licht uw leidinggevende in.",
        _CLIENTS,
        "WIL-45",
        duties=(TELL_OF_REMARKS,),
    ),
    plain_topic(
        "dress",
        "Kleding",
        Verdict.REFUSED,
        (
            "Kleding of andere kenmerken die aanstoot geven of ongewenst gedrag uitlokken, mogen niet. "
            "Bij vragen bespreekt u het met uw leidinggevende."
        ),
        _DRESS,
        "WIL-50",
        duties=(ASK_ABOUT_DRESS,),
    ),
    plain_topic(
        "integrity_doubt",
        "Twijfel over de integriteit van een collega",
        Verdict.CONSULT,
        (
            "U bespreekt het zoveel mogelijk met de collega. Kan dat niet of helpt het niet, dan licht u "
            "uw leidinggevende, de HR manager of de vertrouwenspersoon in."
        ),
        _REPORTING,
        "WIL-51",
        duties=(TALK_FIRST,),
    ),
    plain_topic(
        "suspicion",
        "Vermoeden van fraude, corruptie, discriminatie of ongewenst gedrag",
        Verdict.REPORT,
        "U meldt het bij uw leidinggevende, de HR manager of de vertrouwenspersoon. Een volgorde is er niet.",
        _REPORTING,
        "WIL-52",
        duties=(THREE_DOORS,),
    ),
    plain_topic(
        "misconduct",
        "Vermoeden van een misstand",
        Verdict.REPORT,
        (
            "U kunt de regeling melden vermoeden misstanden gebruiken. WIL moet reageren; een termijn "
            "noemt de code niet. De Wet bescherming klokkenluiders laat u ook direct naar buiten gaan."
        ),
        _REPORTING,
        "WIL-53",
        also=(wbk.article("2c"),),
        duties=(REPORT_BY_SCHEME,),
    ),
    plain_topic(
        "undesired_conduct",
        "Ongewenst gedrag van collega’s",
        Verdict.REPORT,
        (
            "Er is een klachtenregeling ongewenst gedrag, en u kunt een beroep doen op een "
            "vertrouwenspersoon. Een vermoeden meldt u bij leidinggevende, HR manager of "
            "vertrouwenspersoon."
        ),
        _COLLEAGUES,
        "WIL-48",
        "WIL-52",
        also=(_REPORTING,),
        duties=(THREE_DOORS,),
    ),
    plain_topic(
        "unclear_rule",
        "Twijfel",
        Verdict.CONSULT,
        "Bij twijfel overlegt u altijd met collega’s, leidinggevende en/of HR.",
        _INTRODUCTION,
        "WIL-02",
        duties=(CONSULT,),
    ),
)
