"""What comes by telephone, at the counter and on paper: written down, read back, signed; codes given by the office."""
