"""A log, stored or drafted, as the rules see it."""

from collections.abc import Sequence
from datetime import datetime

from backcare.safety.history import BeforeSource, Reading


def mean_hold(total: int, count: int) -> int:
    """The mean of `count` holds that last `total` tenths together, in whole tenths; a half goes up."""
    return (2 * total + count) // (2 * count)


def reading_of(
    *,
    session: str,
    at: datetime,
    place: int,
    exercise: str,
    variant: str,
    before: int | None,
    before_source: BeforeSource,
    worst: int | None,
    after: int | None,
    stopped: bool,
    holds: Sequence[int],
) -> Reading:
    """Make the one Reading of a log. The notebook and `replay` both come through here, so that both judge alike.

    `at` is aware and in the zone of the session; `holds` are tenths of a second, any order.
    """
    return Reading(
        session=session,
        at=at,
        place=place,
        exercise=exercise,
        variant=variant,
        before=before,
        before_source=before_source,
        worst=worst,
        after=after,
        stopped=stopped,
        hold=mean_hold(sum(holds), len(holds)) if holds else None,
    )
