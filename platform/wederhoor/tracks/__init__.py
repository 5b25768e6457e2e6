"""Changing track: the person whose matter it is takes their own words from one room to another, and nobody else can."""
