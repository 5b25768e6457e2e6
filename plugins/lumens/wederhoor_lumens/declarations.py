"""What Lumens' two editions ask people to report, get approved or leave alone, by topic."""

from wederhoor.hookspecs import DeclarationPolicy

from .declarations_2016 import POLICIES as POLICIES_2016
from .declarations_new import POLICIES as POLICIES_NEW

__all__ = ["POLICIES_2016", "POLICIES_NEW", "DeclarationPolicy"]
