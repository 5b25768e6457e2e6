"""Dutch is the msgid; English lacks nothing residents read up to the receipt; places are the same in every language."""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Organisation
from wtforms import DateField, RadioField
from wtforms.fields import SelectChoice

from wederhoor.dossiers.content import PARTS
from wederhoor.intake import check_pages, fields, forms, pages, question_forms, questions
from wederhoor.notices.tables import Letter
from wederhoor.portal import front
from wederhoor.resources import resource_dir
from wederhoor.rules.helplines import FOR_CHILDREN
from wederhoor.web import trap
from wederhoor.web.fields import BaseForm
from wederhoor.web.language import (
    DUTCH,
    FOLDER,
    LANGUAGES,
    catalogue,
    noting_what_lacks,
    sentences_of,
    sentences_of_scripts,
)

STATIC = FOLDER.parent / "static"
TEMPLATES = (
    *(f"portal/{name}" for name in ("start", "call", "privacy")),
    *(f"intake/{name}" for name in ("before", "page", "check", "receipt")),
    *(f"macros/{name}" for name in ("objection", "helplines")),
)
SHARED = ("layouts/public", "layouts/base", "macros/brand", "macros/case", "macros/forms")
FIRST = (
    *("portal/start", "portal/call", "layouts/public", "layouts/base"),
    *("macros/brand", "macros/helplines"),
)


def _marked(names: Iterator[str] | list[str]) -> set[str]:
    found: set[str] = set()
    for name in names:
        text = (resource_dir("templates") / f"{name}.html").read_text("utf-8")
        found |= set(re.findall(r'\b_\("([^"]+)"', text))
    return found


def _of_field(field: Any) -> set[str]:
    texts = {field.args[0], field.kwargs.get("description") or ""}
    return texts | {choice.label for choice in field.kwargs.get("choices", ())}


def _asked() -> set[str]:
    found: set[str] = set()
    for question in questions.QUESTIONS:
        found |= {question.title, question.intro, question.section}
    for field in fields.ASKED.values():
        found |= _of_field(field)
    found |= {words for words, _ in forms.PARENT_AS.values()} | {words for _, words in forms.CHILD_CHANNELS}
    found |= {why for _, why in question_forms.CLASHES.values()}
    found |= {question_forms.BOTH, question_forms.STEPS_BOTH, question_forms.HOME_BOTH}
    found |= {question_forms.ABOUT_DECISION, question_forms.LETTERS_TOO, question_forms.WE_CALL}
    found |= {
        forms.NO_CHOICE,
        forms.NO_NAME,
        fields.POST_ADDRESS,
        pages.CHILD_ADDRESS,
        *check_pages.OF_OBJECTION,
        *check_pages.OF_DISSATISFACTION,
        trap.CAUGHT,
        check_pages.NOTHING_SAID,
        check_pages.TOO_FAST,
    }
    found |= {line.text for line in FOR_CHILDREN}
    for name in ("sign", "signed_name", "statement"):
        found |= _of_field(getattr(forms.SignForm, name))
    return found - {""}


def _called() -> set[str]:
    found = {text for step in front.STEPS for text in step} | {title for _, title in front.SIGNPOSTS}
    for name in ("name", "phone", "when", "no_voicemail", "what"):
        found |= _of_field(getattr(front.CallForm, name))
    return found - {""}


def _about_fields() -> set[str]:
    """Labels and hints that a page gives its fields."""
    pages_ = [(resource_dir("templates") / f"{name}.html").read_text("utf-8") for name in TEMPLATES]
    said = [re.findall(r'(?<!-)\b(?:label|hint)="([^"{]+)"|\belse "([A-Z][^"]+)"', text) for text in pages_]
    return {part for found in said for pair in found for part in pair if part}


@pytest.mark.parametrize("plugin", ["lumens", "interaktcontour", "wil"])
def test_who_can_complain_is_said_in_english_in_the_words_of_each_organisation(
    tenant: Callable[..., Organisation], plugin: str
) -> None:
    with tenant(plugin, plugin).work() as work:
        answers = work.organisation
        words = {label for _, label in question_forms.who_here(answers)}
        words |= {category.label for category in answers.categories}
        words |= {text for item in answers.required_content for text in (item.label, item.explanation)}
        words |= {text.text for text in answers.texts if text.code in ("objection_how", "objection_to")}
    words |= {*PARTS.values()}
    assert words - sentences_of(plugin, "en").keys() == set()


def test_english_lacks_nothing_up_to_the_receipt() -> None:
    wanted = _marked([*TEMPLATES, *SHARED]) | _asked() | _called() | _about_fields()
    wanted |= {pages.HANDLERS, pages.COMMITTEE, *pages.READERS}
    assert wanted - catalogue("en").keys() == set()


@pytest.mark.parametrize("code", ["uk", "ar"])
def test_the_start_and_asking_to_be_called_are_whole_in_two_more_languages(code: str) -> None:
    assert (_marked(list(FIRST)) | _called()) - catalogue(code).keys() == set()


@pytest.mark.parametrize("plugin", ["lumens", "interaktcontour", "wil"])
@pytest.mark.parametrize("database", ["sqlite"])  # nothing here that a database does in its own way
def test_a_start_page_is_whole_in_each_language_it_offers(
    app: Flask, tenant: Callable[..., Organisation], plugin: str
) -> None:
    """Where else to be, and how long it takes, as each organisation says it: nothing lacks, and Dutch terms say that they are Dutch."""
    tenant(plugin, plugin)
    visitor = visitor_of(app.test_client())
    for code, six_weeks in (("en", "6 weeks"), ("uk", "6 тиж."), ("ar", "الأسابيع: 6")):
        with noting_what_lacks() as lacking:
            page = visitor.get(f"/{plugin}/?taal={code}")
        assert lacking == set(), code
        said = re.sub(r"<[^>]+>", "", page.text)
        assert "Bent u het niet eens" not in said and "langer duren" not in said, code
        assert (six_weeks in said) == (plugin != "lumens"), code


def test_scripts_speak_the_language_of_the_page(app: Flask, lumens: Organisation) -> None:
    """What is said in the browser is asked of the page, by its Dutch."""
    everything = set(sentences_of_scripts())
    assert "Bezig met versturen…" in everything and "{percent}% binnen" in everything
    assert everything - catalogue("en").keys() == set()
    first = set(re.findall(r'\b_\("([^"]+)"', (STATIC / "app.js").read_text("utf-8")))
    for code in ("uk", "ar"):
        assert first - catalogue(code).keys() == set()
    visitor = visitor_of(app.test_client())
    assert "data-words" not in visitor.get("/lumens/").text
    found = re.search(r'data-words="([^"]+)"', visitor.get("/lumens/?taal=ar").text)
    assert found and json.loads(html.unescape(found[1]))["Fout:"] == "خطأ:"


@pytest.mark.parametrize("name", ["app.js", "uploads.js"])
def test_no_script_says_something_in_dutch_only(name: str) -> None:
    """A sentence in quotes stands in `_(...)`: nothing else in a script begins with a capital and has a space."""
    text = re.sub(r"//.*", "", (STATIC / name).read_text("utf-8"))
    quoted = re.finditer(r'(?<!\b_\()"([A-Z][^"]* [^"]*)"', text)
    assert [one[1] for one in quoted] == []


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES[1:]])
def test_every_place_in_a_sentence_is_there_in_its_translation(code: str) -> None:
    for dutch, spoken in catalogue(code).items():
        assert sorted(re.findall(r"{\w+}", dutch)) == sorted(re.findall(r"{\w+}", spoken)), dutch


class _Asked(BaseForm):
    day = DateField("Dag")
    way = RadioField("Hoe", choices=[SelectChoice("post", "Per post")])


def test_what_forms_say_of_themselves_is_dutch(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"day": "morgen", "way": "duif"}):
        form = _Asked()
        assert not form.validate()
        assert form.errors == {"day": ["Ongeldige datum."], "way": ["Ongeldige keuze."]}


def test_who_filed_in_english_is_told_in_english_that_the_rest_is_dutch(
    app: Flask, lumens: Organisation
) -> None:
    """On pages that have no translation, on errors, and below letters; to nobody else."""
    filed, dutch = lumens.file_complaint(language="en"), lumens.file_complaint()
    visitor = visitor_of(app.test_client())
    said = "This page is in Dutch."
    assert said not in visitor.get("/lumens/?taal=en").text
    visitor.submit(visitor.get("/lumens/mijn-klacht"), code=filed.code)
    for address in ("misstand-melden", "gedragscode", "nergens"):
        assert f'dir="ltr">{said}' in visitor.get(f"/lumens/{address}").text, address
    assert said not in visitor.get("/lumens/mijn-klacht").text
    assert said not in visitor_of(app.test_client()).get("/lumens/gedragscode").text
    with lumens.work() as work:
        letters = {letter.matter_id: letter.body for letter in work.session.scalars(select(Letter))}
        assert "In English: this letter is in Dutch." in letters[filed.dossier_id]
        assert "In English" not in letters[dutch.dossier_id]


def test_a_language_is_chosen_without_an_account_and_only_where_it_covers_the_page(
    app: Flask, lumens: Organisation
) -> None:
    visitor = visitor_of(app.test_client())
    page = visitor.get("/lumens/?taal=ar")
    assert '<html lang="ar" dir="rtl"' in page.text
    assert "تقديم شكوى" in page.text
    assert '<html lang="nl" dir="ltr"' in visitor.get("/lumens/privacy").text
    assert '<html lang="en" dir="ltr"' in visitor.get("/lumens/?taal=en").text
    first = visitor.submit(visitor.get("/lumens/klacht-indienen"))
    assert "What do you want?" in first.text
    assert "I want to make a complaint" in first.text
    assert '<html lang="nl"' in visitor.get("/lumens/gedragscode").text
    assert '<html lang="en"' in visitor.get("/lumens/?taal=xx").text
    assert "Klacht indienen" in visitor.get("/lumens/?taal=nl").text


def test_the_office_sees_which_language_somebody_reads(app: Flask, lumens: Organisation) -> None:
    """Of who filed, at their details; of who asked to be called, at the call, with what else to mind."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed, dutch = lumens.file_complaint(language="en"), lumens.file_complaint()
    resident = visitor_of(app.test_client())
    resident.get("/lumens/?taal=ar")
    resident.submit(resident.get("/lumens/bel-mij"), name="Noor", phone="06 12345678", no_voicemail="y")
    office = visitor_of(app.test_client())
    office.sign_in(kim.email, PASSWORD)
    assert "Engels" in office.get(f"/lumens/kantoor/dossiers/{filed.dossier_id}").text
    assert "Las de vragen in het" not in office.get(f"/lumens/kantoor/dossiers/{dutch.dossier_id}").text
    tasks = office.get("/lumens/kantoor/taken").text
    assert "Arabisch" in tasks and "Spreek geen voicemail in." in tasks


@pytest.mark.parametrize("code", [one.code for one in LANGUAGES if one is not DUTCH])
def test_a_catalogue_says_each_sentence_once(code: str) -> None:
    ids = re.findall(r'^msgid "(.+)"$', (FOLDER / f"{code}.po").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(one for one in set(ids) if ids.count(one) > 1) == []
