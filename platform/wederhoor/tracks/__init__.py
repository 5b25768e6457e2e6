"""Changing track: the person whose case it is takes their own words from one room to another, and nobody else can."""
