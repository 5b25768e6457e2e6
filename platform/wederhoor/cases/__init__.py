"""The life of a case: open, complete, withdraw, name, close, reopen, split, merge, transfer. Each stands here once."""
