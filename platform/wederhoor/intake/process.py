"""The road of a complaint at an organisation, or that it has none here."""

from wederhoor.organisation import Organisation
from wederhoor.rules.complaint_process import ComplaintProcess


class NoIntake(Exception):
    """This organisation takes no complaints on this platform."""


def process_of(answers: Organisation) -> ComplaintProcess:
    """The complaint process; raises NoIntake when the organisation has none here."""
    if not isinstance(answers.process, ComplaintProcess):
        raise NoIntake(answers.process.reason)
    return answers.process
