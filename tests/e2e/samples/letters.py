"""Samples of letters and of what leaves, in `desk/`."""

from datetime import date

from tests.e2e.samples.common import DOSSIER, DateBoxes, Dutch, Maker, at, choices, required, thing, wrong
from wtforms import (
    BooleanField,
    FileField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from wederhoor.rules.differing import by_line

TEXT = "Nummer: 0007-20260302-VOO-kb\n\nBeste mevrouw Verzonnen,\n\nWij nemen uw klacht in behandeling.\n"
SHOWN = (
    "<p>Nummer: 0007-20260302-VOO-kb</p><p>Beste mevrouw Verzonnen,</p>"
    "<h2>Wat er nu gebeurt</h2><ul><li>Rapport: 6 april 2026</li></ul>"
)
PAGE_DRAWN = '<svg viewBox="0 0 595 842" width="595pt" height="842pt"><path fill="#ffffff" d="M 0 0v 842h 595v -842Z"/></svg>'


class Tray(Dutch):
    notice = SelectMultipleField("Brieven", choices=[], validate_choice=False, default=[])
    posted_on = DateBoxes(
        "Op de post gedaan op", required("Vul in op welke dag de brieven op de post gingen.")
    )
    by = StringField(
        "Door wie?", required("Vul in wie de brieven op de post deed."), default="Sanne Voorbeeld"
    )


class Delivered(Dutch):
    way = RadioField(
        "Hoe?",
        required("Kies hoe de brief bezorgd is."),
        choices=choices(("handed", "Persoonlijk overhandigd"), ("registered", "Aangetekend verstuurd")),
    )
    done_on = DateBoxes("Op welke dag?")
    by = StringField("Door wie?", default="Sanne Voorbeeld")
    to = StringField("Aan wie?")
    reference = StringField("Kenmerk")


class Returned(Dutch):
    returned_on = DateBoxes(
        "Op welke dag kwam de brief terug?", required("Vul in op welke dag de brief terugkwam.")
    )
    reason = StringField("Wat staat er op de envelop?")


class Look(Dutch):
    body = TextAreaField("Tekst van de brief", required("De brief heeft geen tekst."), default=TEXT)
    seen = HiddenField(default="2")
    accept = BooleanField("Ja, de brief klopt ook zonder deze gegevens")
    reason = StringField("Waarom gaat deze brief niet de deur uit?")
    piece = SelectField("Vaste tekst", choices=[], validate_choice=False, default="")
    word = FileField("Word-bestand", required("Kies het Word-bestand dat u heeft aangepast."))


def _row(**values: object) -> object:
    shared = {
        "id": "1",
        "number": "2026-014-VER",
        "url": "/lumens/kantoor/dossiers/0193",
        "letter": "Bevestiging van ontvangst",
        "letter_url": "/lumens/kantoor/dossiers/0194/brieven/1",
        "to": "de klager",
        "channel": "brief",
        "reason": None,
        "to_do": "",
        "no_pdf": False,
        "when": at(11, 4),
        "left_on": None,
        "returned_on": None,
        "proof": None,
        "mind": "",
        "code": False,
        "look_url": None,
        "again_url": None,
        "delivered_url": "/lumens/kantoor/verzending/1/bezorgd",
        "returned_url": None,
        "back_url": None,
        "up_url": None,
        "leaves_at": None,
    }
    return thing(**{**shared, **values})


LOOK = _row(
    state="to_look",
    state_label="wacht op uw blik",
    look_url="/lumens/kantoor/dossiers/0194/brieven/1/nakijken",
    delivered_url=None,
)
TO_POST = _row(state="to_post", state_label="moet op de post", returned_on=date(2026, 11, 3), no_pdf=True)
FAILED = _row(
    number="2026-015-VER",
    state="failed",
    state_label="niet gelukt",
    channel="e-mail",
    reason="het e-mailadres klopt niet",
    to_do="Verbeter het adres bij de gegevens van de partij, of bezorg het anders.",
    again_url="/lumens/kantoor/verzending/1/opnieuw",
)
SOON = _row(
    state="waiting",
    state_label="wacht op verzending",
    channel="e-mail",
    delivered_url=None,
    leaves_at=at(11, 5),
    back_url="/lumens/kantoor/verzending/1/terughalen",
)
ASIDE = _row(
    state="discarded",
    state_label="weggelegd; de plicht staat open",
    up_url="/lumens/kantoor/verzending/1/toch",
)
GONE = _row(
    state="posted",
    state_label="op de post gedaan",
    left_on=date(2026, 11, 3),
    proof="door Sanne Voorbeeld",
    delivered_url=None,
    returned_url="/lumens/kantoor/verzending/1/terug",
)
SECTIONS = [
    thing(code="look", title="Wacht op uw blik", rows=[LOOK], more=None),
    thing(
        code="tray",
        title="Printen en op de post doen",
        rows=[TO_POST],
        more="/lumens/kantoor/verzending?deel=tray&na=abc",
    ),
    thing(code="trouble", title="Niet aangekomen of niet zeker", rows=[FAILED], more=None),
]
_VERSIONS = [
    thing(
        number=2,
        who="Sanne Voorbeeld",
        made_at=at(11, 4),
        origin="hier aangepast",
        changes=by_line(
            ["Beste lezer,", "Uw klacht wordt morgen door ons behandeld.", "Dag."],
            ["Beste lezer,", "Uw klacht wordt vandaag door ons behandeld.", "Wij bellen u."],
        ),
    ),
    thing(
        number=1,
        who="het platform",
        made_at=at(11, 3),
        origin="zoals het platform de brief maakte",
        changes=[],
    ),
]


def _look(**values: object) -> dict[str, object]:
    shared = {
        "form": Look(),
        "title": "Klacht in behandeling",
        "to": "de klager",
        "preview": thing(
            pages=[PAGE_DRAWN],
            words=SHOWN,
            later=("De datum wordt die van de dag waarop de brief weggaat.",),
            way="Gaat per post: dit wordt geprint.",
        ),
        "preview_url": "/lumens/kantoor/dossiers/0194/brieven/1/voorbeeld",
        "versions": _VERSIONS,
        "lost": (),
        "came": (),
        "changed": [],
        "said": (),
        "theirs": [],
        "pieces": [thing(id="1", name="Bellen", text='Wij bellen u "morgen".\nTot dan.')],
        "pieces_url": "/lumens/kantoor/vaste-teksten",
        "word_url": "/lumens/kantoor/dossiers/0194/brieven/1.docx",
        "pdf_again_url": None,
        "dossier": DOSSIER,
    }
    return {**shared, **values}


def _act(form: object) -> dict[str, object]:
    return {
        "form": form,
        "letter": "Bevestiging van ontvangst",
        "to": "de klager",
        "dossier": DOSSIER,
        "back_url": "/lumens/kantoor/verzending",
    }


def _letter(**values: object) -> dict[str, object]:
    shared = {
        "title": "Bevestiging van ontvangst",
        "to": "de klager",
        "body": SHOWN,
        "pdf_url": "/lumens/kantoor/dossiers/0194/brieven/1.pdf",
        "word_url": "/lumens/kantoor/dossiers/0194/brieven/1.docx",
        "pdf_again_url": None,
        "discarded": None,
        "back": None,
        "versions": _VERSIONS,
        "dossier": DOSSIER,
    }
    return {**shared, **values}


def _delivery(**values: object) -> dict[str, object]:
    return {
        "sections": SECTIONS,
        "gone": False,
        "form": Tray(),
        "given_up": 0,
        "leaving": [],
        "too_late": False,
        "all_again_url": "/lumens/kantoor/verzending/alles-opnieuw",
        "all_url": None,
        "other_url": "/lumens/kantoor/verzending?stand=weg",
        **values,
    }


PAGES: dict[str, dict[str, Maker]] = {
    "correspondence/letter.html": {
        "": lambda: _letter(),
        "zonder-pdf": lambda: _letter(
            pdf_url=None, pdf_again_url="/lumens/kantoor/dossiers/0194/brieven/1/pdf-opnieuw"
        ),
        "weggelegd": lambda: _letter(
            discarded="De klager weet het al.",
            pdf_url=None,
            back=thing(url="/lumens/kantoor/verzending/1/toch", at=None, aside=True),
        ),
        "gaat zo": lambda: _letter(
            back=thing(url="/lumens/kantoor/verzending/1/terughalen", at=at(11, 5), aside=False)
        ),
    },
    "correspondence/delivery.html": {
        "": lambda: _delivery(),
        "opgegeven": lambda: _delivery(given_up=12),
        "net verstuurd": lambda: _delivery(
            leaving=[SOON],
            too_late=True,
            sections=[thing(code="waiting", title="Gaat vanzelf", rows=[SOON], more=None)],
        ),
        "leeg": lambda: _delivery(sections=[]),
        "weg": lambda: _delivery(
            sections=[
                thing(
                    code="gone",
                    title="De deur uit",
                    rows=[GONE, ASIDE],
                    more="/lumens/kantoor/verzending?deel=gone&na=abc",
                )
            ],
            gone=True,
            all_url="/lumens/kantoor/verzending?stand=weg",
        ),
        "fout": lambda: _delivery(form=wrong(Tray)),
    },
    "correspondence/look.html": {
        "": lambda: _look(),
        "fout": lambda: _look(form=wrong(Look), lost=("de datum 6 april 2026",), theirs=_VERSIONS[0].changes),
        "niet te tekenen": lambda: _look(
            preview=thing(pages=[], words=SHOWN, later=(), way="Gaat per e-mail.")
        ),
        "uit-word": lambda: _look(
            came=("Klopt dit wel?",),
            changed=_VERSIONS[0].changes,
            said=("In dit document staan 2 opmerkingen van lezers. Die staan alleen in het origineel.",),
        ),
    },
    "correspondence/delivered.html": {"": lambda: _act(Delivered()), "fout": lambda: _act(wrong(Delivered))},
    "correspondence/returned.html": {"": lambda: _act(Returned()), "fout": lambda: _act(wrong(Returned))},
}
