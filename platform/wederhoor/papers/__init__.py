"""Papers: photos and documents of a draft or dossier; looked at by content, cleaned, kept sealed, read as a safe copy."""
