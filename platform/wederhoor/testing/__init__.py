"""Conformance suite and examples for plugin authors, shipped with the platform.

``wederhoor.testing.conformance.check_plugin`` checks a plugin; ``wederhoor.testing.hook_docs.render`` writes
the reference of the hooks.
"""
