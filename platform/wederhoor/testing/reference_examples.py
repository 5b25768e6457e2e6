"""An answer to each hook, as it could stand in a plugin: shown in the reference, and evaluated by a test."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "organisation_profile": """\
OrganisationProfile(
    slug="zon",
    name="Zon",
    legal_name="Stichting Zon",
    complaints_email="klacht@zon.example",
    phone="030 000 00 00",
    phone_hours="op werkdagen",
    postal_address=("Postbus 1", "1000 AA Zonstad"),
    website="https://zon.example",
    statement="Zon helpt mensen thuis.",
    sources=(Source(document="Reglement", section="1"),),
)""",
    "settings_type": """\
SettingsType(
    version=1,
    fields=(
        SettingField(
            code="reminder_days",
            label="Herinneren",
            kind=SettingKind.NUMBER,
            default=7,
            minimum=1,
            maximum=30,
            source=ToConfirm(reason="eigen keuze"),
        ),
    ),
)""",
    "regulations": """\
(
    Edition(
        document="Reglement",
        code="2025",
        kind=EditionKind.COMPLAINTS,
        version="1",
        title="Klachtenreglement",
        adopted_on=date(2025, 1, 6),
        consents=(),
        in_force_from=date(2025, 2, 1),
        in_force_until=None,
        evaluate_by=None,
        evaluate_every_years=None,
        process_owner=None,
        document_owner=None,
        source=Source(document="Reglement", section="titelblad"),
    ),
)""",
    "roles": """\
(
    RoleName(role=Role.DIRECTOR, name="directeur"),
    RoleName(role="mediator", name="bemiddelaar", like=Role.SECRETARY),
)""",
    "regimes": """\
(
    Regime(
        code="anyone",
        when=(),
        governs=("Klachtenreglement",),
        says="Het reglement geldt.",
        sources=(Source(document="Reglement", section="2"),),
    ),
)""",
    "code_of_conduct": """\
read_articles(TOML, "Code")""",
    "regulation_articles": """\
read_articles(TOML, "Reglement")""",
    "gift_policy": """\
Policy(
    source=ToConfirm(reason="de code"),
    silences=(),
    rows=(
        Row(
            code="all",
            when=(),
            verdict=Verdict.OWN_JUDGEMENT,
            says="U schat het zelf in.",
            sources=(Source(document="Code", section="par. 3"),),
        ),
    ),
)""",
    "invitation_policy": """\
Policy(
    source=ToConfirm(reason="de code"),
    silences=(),
    rows=(
        Row(
            code="all",
            when=(),
            verdict=Verdict.OWN_JUDGEMENT,
            says="U schat het zelf in.",
            sources=(Source(document="Code", section="par. 3"),),
        ),
    ),
)""",
    "declaration_policies": """\
(
    plain_topic(
        "side_activity",
        "Nevenwerk",
        Verdict.OWN_JUDGEMENT,
        "U meldt het.",
        Source(document="Code", section="5"),
    ),
)""",
    "statements": """\
(
    Statement(
        code="secrecy",
        label="Geheimhouding",
        before="u begint",
        text="Ik houd geheim wat ik hoor.",
        source=Source(document="Code", section="4"),
    ),
)""",
    "reporting_lines": """\
(
    ReportingLine(
        matter="doubt",
        label="U twijfelt",
        askers=(Asker.EMPLOYEE,),
        order=ContactOrder.ORDERED,
        contacts=(Contact(role="supervisor", name="leidinggevende", when="eerst"),),
        sources=(Source(document="Code", section="1"),),
        silent_about=(About.OWN_MANAGER,),
    ),
)""",
    "misconduct_scheme": """\
MisconductScheme(
    name="meldregeling",
    received=False,
    statute=wbk.article("2 lid 1"),
    source=ToConfirm(reason="niet ontvangen"),
)""",
    "complaint_process": """\
NoComplaintProcess(
    reason="Klachten gaan naar de gemeente.", source=Source(document="Brief", section="1")
)""",
    "admissibility": """\
AdmissibilityRules(
    required_content=(
        RequiredItem(
            code=Item.DESCRIPTION,
            label="Waar uw klacht over gaat",
            explanation="Beschrijf wat er is gebeurd.",
            source=Source(document="Reglement", section="4"),
        ),
    ),
    grounds=(
        AdmissibilityGround(
            code="late",
            label="Het gebeurde meer dan een jaar geleden.",
            unless=None,
            must=False,
            sign=Sign.TOO_LATE,
            limit=FilingLimit(term=Term(1, Unit.YEARS)),
            source=Source(document="Reglement", section="5"),
        ),
    ),
)""",
    "complaint_categories": """\
(
    Category(
        code="treatment", label="Hoe u bent behandeld", source=Source(document="Reglement", section="3")
    ),
)""",
    "deadline_rules": """\
(
    DeadlineRule(
        code="answer",
        label="Ons antwoord",
        term=Term(30, Unit.WORKING_DAYS),
        starts=StartEvent.ARRIVAL,
        met_by=TermEvent.ANSWER_SENT,
        source=Source(document="Reglement", section="7"),
        calendar=Calendar.PLAIN,
        for_parties=True,
        reminders=(-7, 0, 1),
    ),
)""",
    "committee": """\
NoCommittee(reason="Er is geen commissie.", source=Source(document="Reglement", section="6"))""",
    "further_options": """\
(
    FurtherOption(
        code="ombudsman",
        label="De ombudsman",
        explanation="Als u niet tevreden bent.",
        complainants=(),
        places=(Place.AFTER,),
        source=awb.article("9:18 lid 1"),
    ),
)""",
    "register_number": """\
RegisterNumberRule(
    parts=(NumberPart.DATE, NumberPart.SEQUENCE),
    scope=SequenceScope.CONTINUOUS,
    padding=4,
    separator="-",
    surname_letters=0,
    source=ToConfirm(reason="hoe een zaak wordt genummerd"),
)""",
    "letters": """\
(usual_letters.usual(LetterCode.CONFIRMATION, Source(document="Reglement", section="4")),)""",
    "texts": """\
(
    Text(
        code=TextSlot.HELP,
        text="U mag iemand meenemen.",
        source=Source(document="Reglement", section="8"),
    ),
)""",
    "retention": """\
(
    RetentionRule(
        code="complaint_file",
        label="Klachtdossier",
        term=Term(5, Unit.YEARS),
        starts="closed",
        decided_by=None,
        source=Source(document="Reglement", section="9"),
    ),
)""",
}
"""The expression a hook could return, by its name, laid out as the formatter of this repository lays it out."""
