"""Facts of Dutch law as values: terms, days and who they bind, each with its article. Standard library
only.
"""
