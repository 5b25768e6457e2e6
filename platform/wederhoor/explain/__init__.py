"""Asking the rules from the command line: ``wederhoor explain`` and ``wederhoor organisation diff``.

No web and no database. A question and its facts go in, an answer with its sources comes out.
"""
