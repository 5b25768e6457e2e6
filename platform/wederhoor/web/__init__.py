"""Flask, permissions, errors: what every page shares."""
