"""The code of conduct at work: to read and search, handed out and signed, who to talk to, and what to ask yourself."""
