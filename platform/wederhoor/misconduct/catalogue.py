"""The acts of an officer: their place in the address, what they ask, what they do."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wederhoor.misconduct import act_forms as forms
from wederhoor.misconduct import handling
from wederhoor.misconduct.opened import Opened
from wederhoor.misconduct.service import readers_of
from wederhoor.statutes import wbk
from wederhoor.strongboxes.walls import WalledAct
from wederhoor.work import Work


@dataclass(frozen=True, kw_only=True)
class Act(WalledAct):
    """One thing an officer can do; `now` says whether it makes sense in the state of a report."""

    now: Callable[[Opened], bool]
    article: str = ""
    text_label: str = "Tekst"
    begins: Callable[[Opened], str] = lambda _: ""
    due: Callable[[Opened], bool] = lambda _: False
    """Whether a term waits for it."""


def _open(opened: Opened) -> bool:
    return opened.row.closed_on is None


def _begin_acknowledgement(_opened: Opened) -> str:
    return (
        "Wij hebben uw melding ontvangen en nemen haar serieus. Binnen drie maanden leest u hier hoe wij de melding "
        "beoordelen en wat wij ermee doen."
    )


def _begin_check(_opened: Opened) -> str:
    return "Hoe gaat het nu met u? Heeft u nadeel gehad van uw melding, of denkt u dat dat gaat gebeuren?"


def _let_or_pass(work: Work, opened: Opened, form: Any, *, out: bool) -> None:
    account_id = uuid.UUID(form.who.data)
    if out:
        names = {one.account_id: one.name for one in readers_of(work, opened)}
        instead = uuid.UUID(form.instead.data) if form.instead.data else None
        handling.pass_by(work, opened, account_id, names.get(account_id, "Een functionaris"), instead)
    else:
        handling.let_read(work, opened, account_id)


ACTS = (
    Act(
        slug="ontvangst-bevestigen",
        title="Ontvangst bevestigen",
        lead="De melder leest dit achter de code. Vanaf vandaag loopt de termijn van drie maanden.",
        submit="Bevestig de ontvangst",
        form=forms.WriteForm,
        do=lambda work, opened, form: handling.acknowledge(work, opened, form.text.data),
        now=lambda opened: _open(opened) and opened.row.acknowledged_on is None,
        article=str(wbk.ACKNOWLEDGEMENT.source),
        text_label="Bericht aan de melder",
        begins=_begin_acknowledgement,
        due=lambda _: True,
    ),
    Act(
        slug="bericht",
        title="Bericht aan de melder",
        lead="De melder leest dit achter de code. Wij mailen de melder niet.",
        submit="Plaats het bericht",
        form=forms.WriteForm,
        do=lambda work, opened, form: handling.write_message(work, opened, form.text.data),
        now=lambda _: True,
        text_label="Bericht aan de melder",
    ),
    Act(
        slug="stap",
        title="Stap in de opvolging",
        lead="Wat u deed of afsprak. De melder ziet dit niet.",
        submit="Bewaar de stap",
        form=forms.StepForm,
        do=lambda work, opened, form: handling.note_step(work, opened, form.text.data, form.done_on.data),
        now=_open,
        text_label="Wat is er gedaan?",
    ),
    Act(
        slug="gesprek-opschrijven",
        title="Gesprek met de melder opschrijven",
        lead="De melder kijkt het verslag achter de code na, verbetert het en ondertekent het.",
        submit="Leg het verslag voor aan de melder",
        form=forms.TalkForm,
        do=lambda work, opened, form: handling.write_account(
            work, opened, form.text.data, form.done_on.data, recorded=form.recorded.data == "yes"
        ),
        now=lambda opened: _open(opened) and not (opened.read().get("account") or {}).get("signed"),
        article=str(wbk.article("2b")),
        text_label="Het verslag",
        begins=lambda opened: str(opened.read().get("text", "")),
    ),
    Act(
        slug="melder-informeren",
        title="Melder informeren over beoordeling en opvolging",
        lead="Wat u van de melding vindt en wat ermee gebeurt. De melder leest dit achter de code.",
        submit="Informeer de melder",
        form=forms.WriteForm,
        do=lambda work, opened, form: handling.give_feedback(work, opened, form.text.data),
        now=lambda opened: _open(opened) and opened.row.acknowledged_on is not None,
        article=str(wbk.FEEDBACK.source),
        text_label="Beoordeling en opvolging",
        due=lambda opened: opened.row.feedback_on is None,
    ),
    Act(
        slug="toestemming-vragen",
        title="Vragen of iemand mag weten wie de melder is",
        lead="De melder antwoordt ja of nee. Zonder ja blijft het geheim.",
        submit="Vraag toestemming",
        form=forms.ReleaseAskForm,
        do=lambda work, opened, form: handling.ask_release(work, opened, form.to.data, form.text.data),
        now=lambda opened: _open(opened) and opened.read()["naming"] != "anonymous",
        article=str(wbk.article("1a")),
        text_label="Waarom is dat nodig?",
    ),
    Act(
        slug="vooraf-inlichten",
        title="Vooraf inlichten: de wet verplicht bekendmaken",
        lead="Moet u van een wet vertellen wie iemand is? Dan hoort de melder dat eerst, schriftelijk en met de reden.",
        submit="Licht de melder in",
        form=forms.NoticeForm,
        do=lambda work, opened, form: handling.give_notice(
            work, opened, form.purpose(), form.to.data, form.text.data
        ),
        now=_open,
        article=str(wbk.article("1a")),
        text_label="Welke wettelijke plicht, en waarom?",
    ),
    Act(
        slug="bekendgemaakt",
        title="Opschrijven dat iets bekend is gemaakt",
        lead="Alleen met toestemming van de melder, of nadat u de melder vooraf heeft ingelicht.",
        submit="Schrijf het op",
        form=forms.ReleaseForm,
        do=lambda work, opened, form: handling.note_release(
            work, opened, uuid.UUID(form.ground.data), form.text.data, form.done_on.data
        ),
        now=_open,
        article=str(wbk.article("1a")),
        text_label="Aan wie precies, en hoe?",
    ),
    Act(
        slug="nazorg-plannen",
        title="Nazorg plannen",
        lead=(
            "Kies dagen waarop u vraagt of de melder nadeel ondervindt. De wet verbiedt benadelen en noemt geen dagen; "
            "wij raden aan: na 1, 3, 6 en 12 maanden."
        ),
        submit="Plan deze dag",
        form=forms.CheckForm,
        do=lambda work, opened, form: handling.plan_check(work, opened, form.ask_on.data),
        now=lambda _: True,
        article=str(wbk.article("17da")),
    ),
    Act(
        slug="nazorg-vragen",
        title="Vragen hoe het met de melder gaat",
        lead="De melder leest de vraag achter de code en kan daar antwoorden.",
        submit="Stel de vraag",
        form=forms.WriteForm,
        do=lambda work, opened, form: handling.ask_check(work, opened, form.text.data),
        now=lambda _: True,
        article=str(wbk.article("17da")),
        text_label="Uw vraag",
        begins=_begin_check,
    ),
    Act(
        slug="laten-lezen",
        title="Een collega-functionaris laten lezen",
        lead="Alleen wie meldingen ontvangt en een kluis heeft. De melder ziet wie er leest.",
        submit="Laat deze collega lezen",
        form=forms.WhoForm,
        do=lambda work, opened, form: _let_or_pass(work, opened, form, out=False),
        now=lambda _: True,
    ),
    Act(
        slug="niet-laten-lezen",
        title="Iemand de melding niet (meer) laten lezen",
        lead="Gaat de melding over deze persoon, of staat die er te dicht bij? Dan is de melding daar meteen weg. U kunt ook uzelf kiezen.",
        submit="Haal de melding daar weg",
        form=forms.PassForm,
        do=lambda work, opened, form: _let_or_pass(work, opened, form, out=True),
        now=lambda _: True,
    ),
    Act(
        slug="afsluiten",
        title="Melding afsluiten",
        lead="De melder leest de uitkomst achter de code.",
        submit="Sluit de melding af",
        form=forms.CloseForm,
        do=lambda work, opened, form: handling.close_report(
            work, opened, form.outcome.data, form.text.data, form.review_on.data
        ),
        now=lambda opened: _open(opened) and opened.row.feedback_on is not None,
        text_label="Toelichting voor de melder",
    ),
    Act(
        slug="heropenen",
        title="Melding heropenen",
        lead="Er is reden om verder te gaan.",
        submit="Heropen de melding",
        form=forms.WriteForm,
        do=lambda work, opened, form: handling.reopen(work, opened, form.text.data),
        now=lambda opened: not _open(opened),
        text_label="Waarom?",
    ),
    Act(
        slug="vernietigen",
        title="Melding vernietigen",
        lead="Alles wat er geschreven is, wordt onleesbaar, ook in reservekopieën. Alleen de data blijven staan, als bewijs.",
        submit="Vernietig de melding",
        form=forms.DestroyForm,
        do=lambda work, opened, form: handling.destroy(work, opened),
        now=lambda opened: not _open(opened),
        article=str(wbk.article("2a")),
    ),
)
BY_SLUG = {act.slug: act for act in ACTS}


def acts_now(opened: Opened) -> list[Act]:
    """What can be done with a report now."""
    return [act for act in ACTS if act.now(opened)]
