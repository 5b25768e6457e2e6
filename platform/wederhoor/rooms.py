"""Which rooms keep something for people, for `people.reach`: filled once, when an installation is opened."""

from wederhoor.confidants import opened as talks
from wederhoor.confidants import reach as talks_reach
from wederhoor.confidants.reach import keeps_talks
from wederhoor.deadlines.handlers import give_somebody
from wederhoor.deadlines.reach import Dossiers
from wederhoor.declarations.reach import Declarations
from wederhoor.dossiers.giving import was_given
from wederhoor.misconduct import opened as reports
from wederhoor.misconduct import reach as reports_reach
from wederhoor.misconduct.reach import keeps_reports
from wederhoor.people import reach
from wederhoor.people.depending import StandIns, Teams
from wederhoor.strongboxes import reach as boxes_reach
from wederhoor.tasks.reach import Tasks
from wederhoor.tasks.reach import was_given as task_was_given


def fill() -> None:
    """Every room says what nobody else could open there."""
    reach.ROOMS.update(
        {
            "dossier": Dossiers(),
            "task": Tasks(),
            "declaration": Declarations(),
            "team": Teams(),
            "stand_in": StandIns(),
        }
    )
    reach.KEEPERS[:] = [keeps_reports, keeps_talks]
    reach.GIVEN[:] = [was_given, task_was_given]
    reach.AFTER_BAR[:] = [give_somebody]
    boxes_reach.ALONE[:] = [reports_reach.only_in, talks_reach.only_in]
    boxes_reach.MOVES[:] = [reports.WALL.move, talks.WALL.move]
