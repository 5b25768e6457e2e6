"""What somebody finds at the front, and the complainant's own door behind the receipt code."""
