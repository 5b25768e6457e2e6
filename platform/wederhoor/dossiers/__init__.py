"""Dossiers: parties, what was filed, and who may see it."""
