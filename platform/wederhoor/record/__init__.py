"""What happened: append-only, chained per matter, verifiable against a file outside the database."""
