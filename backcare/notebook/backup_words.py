"""What is said of backups, on the Data page and on the command line."""

from datetime import date, datetime

from backcare.notebook.backups import Backup
from backcare.words import counted, full_day

MB = 1_000_000
WHY = {
    "start": "at a start",
    "daily": "once a day",
    "update": "before an update",
    "restore": "before a restore",
    "import": "before a file was taken in",
    "bin": "before the bin was emptied",
    "asked": "as you asked",
}


def why(backup: Backup) -> str:
    """Why it was made."""
    return WHY.get(backup.why, "")


def when(at: datetime, now: datetime) -> str:
    """The day and the time, such as "today, 14:32", in the zone of `now`."""
    here = at.astimezone(now.tzinfo)
    return f"{_day(here.date(), now.date())}, {here:%H:%M}"


def _day(day: date, today: date) -> str:
    names = {0: "today", 1: "yesterday"}
    return names.get((today - day).days, full_day(day))


def size(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / MB:.1f} MB" if count >= MB else f"{max(round(count / 1000), 1)} KB"


def sessions(count: int) -> str:
    """A number of sessions."""
    return counted(count, "session")
