"""The one counter of an organisation that gives each dossier its number, without gaps."""
