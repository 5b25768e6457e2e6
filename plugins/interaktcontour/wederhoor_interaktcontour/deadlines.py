"""The terms of the Wkkgz; those of the organisation's own regulation are not known."""

from wederhoor.hookspecs import wkkgz

RULES = wkkgz.DEADLINES
