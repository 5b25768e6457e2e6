"""Conformance suite and examples for plugin authors, shipped with the platform."""
