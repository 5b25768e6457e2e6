"""Every letter and mail about a case: whom it is for, which way it goes, what waits for a look, what came back."""
