"""What staff open in the morning: the register and the dossier."""
