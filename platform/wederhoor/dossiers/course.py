"""The course of one case in words for whoever is in it: its step, and who handles and decides it."""

from wederhoor.dossiers.content import content_of
from wederhoor.dossiers.tables import Dossier
from wederhoor.organisation import Organisation
from wederhoor.rules.complaint_process import ComplaintProcess, Step
from wederhoor.rules.course import Course, course_of
from wederhoor.work import Work


def course_for(work: Work, dossier: Dossier, answers: Organisation) -> Course:
    """Who handles and decides this case."""
    return course_about(answers, dossier.about_kind, content_of(work, dossier).concerned_role)


def course_about(answers: Organisation, about: str, concerned: str) -> Course:
    """The same before there is a case: about whom, and which role when it is about somebody who handles complaints."""
    road = answers.process
    decider = road.decider if isinstance(road, ComplaintProcess) else None
    return course_of(about, concerned, answers.committee, answers.roles, decider)


def step_told(step: Step, course: Course, *, accused: bool = False) -> str:
    """Where the case is, for the complainant or for whoever it is about, as a sentence."""
    said = step.public_label
    if accused:
        said = step.accused_label or ("De klacht wordt behandeld" if step.open else "De klacht is afgesloten")
    decision = course.decision
    return decision if said == DECISION else f"{said}."


DECISION = "{decision}"
"""Stands in a plugin's label of a step where the course says who decides."""
