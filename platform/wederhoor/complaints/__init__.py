"""The acts of a complaint."""
