"""Who to go to at Lumens, by edition of the code and by the complaints regulation."""

from .lines_2016 import LINES as LINES_2016
from .lines_complaints import LINES as COMPLAINT_LINES
from .lines_new import LINES as LINES_NEW

FOR_2016 = (*LINES_2016, *COMPLAINT_LINES)
FOR_NEW = (*LINES_NEW, *COMPLAINT_LINES)
