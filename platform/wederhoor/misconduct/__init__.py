"""Reports of suspected wrongdoing (Wet bescherming klokkenluiders): a register of its own behind a wall of its own.

Nothing here is known to the rooms of complaints, and nothing here knows those. Who may read a report holds a key to it; who holds
none meets it nowhere.
"""
