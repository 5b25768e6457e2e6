"""What a dossier offers to do now, with what the lists say presses in it as the first: Vandaag and the dossier lead to the same act."""

from wederhoor.complaints.view import Offers, offers
from wederhoor.deadlines.case import Case
from wederhoor.desk.pressing import Desk
from wederhoor.desk.things import things_of


def offers_here(case: Case) -> Offers:
    """What can be done with a case; whoever asks has made sure that the actor may see it."""
    _, things = things_of(Desk(work=case.work), [case.dossier.id], ())
    answers = [thing.answer for thing in things.get(case.dossier.id, ())]
    return offers(case, [(act.label, act.url) for act in answers if act])
