"""The road of a complaint at an organisation, or that it has none here."""

from wederhoor.organisation import Organisation
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.rules.deadlines import StartEvent


class NoIntake(Exception):
    """This organisation takes no complaints on this platform."""


def process_of(answers: Organisation) -> ComplaintProcess:
    """The complaint process; raises NoIntake when the organisation has none here."""
    if not isinstance(answers.process, ComplaintProcess):
        raise NoIntake(answers.process.reason)
    return answers.process


def terms_wait(answers: Organisation) -> bool:
    """Whether terms begin only when everything is in. By the Awb and the Wkkgz they run from the day a complaint is filed."""
    return any(rule.starts is StartEvent.RECEIPT for rule in answers.deadlines)
