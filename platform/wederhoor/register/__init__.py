"""Numbers: the one counter that gives each dossier its place."""
