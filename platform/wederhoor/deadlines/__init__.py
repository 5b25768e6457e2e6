"""Clocks: which term runs, since when, until when, and why."""
