"""Who to go to at Lumens, by edition of the code and by the complaints regulation."""

from dataclasses import replace

from wederhoor.hookspecs import Asker

from .lines_2016 import LINES as LINES_2016
from .lines_complaints import LINES as COMPLAINT_LINES
from .lines_new import LINES as LINES_NEW

# The newer code has a line of its own for complaints of clients; under the older one the regulation answers.
_FOR_CLIENTS = tuple(
    replace(line, matter="client_complaint", askers=(Asker.CLIENT, Asker.REPRESENTATIVE))
    for line in COMPLAINT_LINES
    if line.matter == "complaint"
)

FOR_2016 = (*LINES_2016, *COMPLAINT_LINES, *_FOR_CLIENTS)
FOR_NEW = (*LINES_NEW, *COMPLAINT_LINES)
