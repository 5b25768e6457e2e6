"""How long Lumens keeps what."""

from wederhoor.hookspecs import RetentionRule, Term, ToConfirm, Unit

from .sources import kr

RULES = (
    RetentionRule(
        code="committee_file",
        label="Dossier van de klachtencommissie",
        term=Term(5, Unit.YEARS),
        starts="einde van de behandeling",
        decided_by="klachtencommissie, in de jaarlijkse vergadering",
        source=kr("bijlage 3, stap 2"),
        note="Na vijf jaar worden alle stukken vernietigd.",
    ),
    RetentionRule(
        code="members_copies",
        label="Kopieën bij de leden van de commissie",
        term=Term(0, Unit.DAYS),
        starts="afsluiten van het dossier",
        decided_by=None,
        source=kr("bijlage 4, Registratie"),
        note="De leden verwijderen alles van eigen computer en telefoon.",
    ),
    RetentionRule(
        code="conversation_file",
        label="Dossier van de gespreksfase",
        term=None,
        starts="",
        decided_by=None,
        source=ToConfirm(reason="het reglement verwijst naar de privacyafspraken en noemt geen termijn"),
    ),
    RetentionRule(
        code="ruling_note",
        label="Aantekening van de uitspraak in het personeels- of klantdossier",
        term=None,
        starts="",
        decided_by=None,
        source=ToConfirm(reason="die dossiers hebben een eigen bewaartermijn, die het reglement niet noemt"),
    ),
)
