"""Stored answers of the plugins and stored settings: loads and caches the Organisation."""
