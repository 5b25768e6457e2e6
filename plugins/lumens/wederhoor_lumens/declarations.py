"""What Lumens' two editions, and its complaints regulation beside them, want reported, approved or left alone."""

from .declarations_2016 import POLICIES as OF_2016
from .declarations_new import POLICIES as OF_NEW
from .topics_regulation import TOPICS as OF_REGULATION

POLICIES_2016 = (*OF_2016, *OF_REGULATION)
POLICIES_NEW = (*OF_NEW, *OF_REGULATION)
