"""What changes much at once is done after a backup: emptying the bin, taking a file in."""

from datetime import datetime

from backcare.notebook import backups, reads
from backcare.notebook import bin as bin_
from backcare.notebook.backups import Why
from backcare.notebook.opening import Open


def keep_before(book: Open, why: Why, now: datetime) -> None:
    """See that there is a backup of a notebook as it is now; a database server has its own, and one not yet used none.

    Raises:
        NotSaved: There is none, so what was to come after it must not be done.
    """
    file, folder = book.settings.file, book.settings.backups
    state = reads.notebook_id(book.engine), reads.version(book.engine)
    if file is not None and state[1] > 0 and not backups.newest_whole(folder, state):
        backups.make(file, folder, why, now)


def empty_bin(book: Open, now: datetime) -> int:
    """Remove for good what has waited in the bin for its 30 days; how many sessions went.

    Raises:
        NotSaved: All of it still waits.
    """
    before = now - bin_.WAITS
    if not bin_.overdue(book.engine, book.person, before):
        return 0
    keep_before(book, "bin", now)
    return bin_.empty(book.engine, book.person, before)
