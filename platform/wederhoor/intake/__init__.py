"""Drafts, receipt codes, and the complainant's own door."""
