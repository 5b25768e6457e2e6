"""The terms of the Awb; those of its own complaints scheme are not known."""

from wederhoor.hookspecs import awb

RULES = awb.DEADLINES
