"""What a job could not do for one row: tried again later, counted, and in the end shown to people."""
