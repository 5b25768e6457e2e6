"""Letters, PDF and the outbox: how news leaves."""
