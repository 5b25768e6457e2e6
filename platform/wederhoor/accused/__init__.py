"""The accused's own view: the same papers as the complainant's, opened by the letter to them."""
