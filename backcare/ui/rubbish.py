"""When Python looks for what it can forget."""

import gc


def look_seldom() -> None:
    """What is there now stays as long as the server does: to look through it would only take time, now and later.

    Later looks are seldom, since ten years of readings are a quarter of a million objects, and each look at all of them
    holds up the page that is being drawn for a tenth of a second. What is new is looked at sooner: each hundred runs
    of a page leave about four megabytes behind.
    """
    gc.freeze()
    gc.set_threshold(25_000, 20, 100)
