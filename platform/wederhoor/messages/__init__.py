"""Messages both ways, which channel somebody consented to, and the second step before papers are shown."""
