"""Which backups stay. Pure: names and times in, names out."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

ALL_OF: Final = timedelta(days=2)
LAST_OF: Final = ((12, "%Y-%m-%d"), (10, "%G-%V"), (12, "%Y-%m"))
"""Beyond that: the last one of each of so many days, then weeks (ISO), then months that have any."""


def may_go(made: Mapping[str, datetime], now: datetime) -> frozenset[str]:
    """Which of the backups may go. The newest never does; what a fast clock dated into the future counts as new.

    Args:
        made: when each was made, aware, by name.
        now: aware; days, weeks and months are those of its zone.
    """
    newest_first = sorted(made, key=lambda name: (made[name], name), reverse=True)
    old = [name for name in newest_first[1:] if now - made[name] > ALL_OF]
    rest, kept = old, set[str]()
    for most, period in LAST_OF:
        of = {name: f"{made[name].astimezone(now.tzinfo):{period}}" for name in rest}
        last: dict[str, str] = {}
        for name in rest:
            last.setdefault(of[name], name)
        chosen = list(last)[:most]
        kept.update(last[one] for one in chosen)
        rest = [name for name in rest if of[name] not in chosen]
    return frozenset(old) - kept
