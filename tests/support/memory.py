"""Not looking for rubbish all the time: what a test run leaves lying is gone when it ends."""

import gc


def quick() -> None:
    """Look for cycles a hundred times less often."""
    gc.freeze()
    gc.set_threshold(70_000, 50, 50)
