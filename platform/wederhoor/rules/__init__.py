"""How to judge: pure functions over frozen values, one file per question.

Standard library only: no clock, no database, no files, no plugins. Everything an organisation can answer is a
value of this package, so an answer can be shown, compared, stored with a case and judged again without the
plugin.
"""
