"""What the person chose about their practice, and what a clinician said of it: facts, of which the latest counts."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from backcare.safety.history import Said

EVERY_DAY: Final = 7
FEWEST_DAYS: Final = 3  # a judgement: below three days a week little is left of a habit


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """Which exercises, by slug, and on how many days of seven; no slugs are all there are.

    `at` is when it was chosen: aware, in the zone of the person.
    """

    at: datetime
    exercises: tuple[str, ...] = ()
    days: int = EVERY_DAY


@dataclass(frozen=True, slots=True)
class HandTarget:
    """A target that was set by hand: `hold` in tenths of a second, `reps` a side, `variant` the form as it was then.

    Both are None from when BackCare sets it again. `at` is aware, in the zone of the person. `said` is the word of the
    clinician who set it; None where the person did.
    """

    at: datetime
    exercise: str
    hold: int | None
    reps: int | None
    variant: str = ""
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Switch:
    """A clinician switched an exercise off, or on again. `at` is when it was entered: aware, in the person's zone."""

    at: datetime
    exercise: str
    on: bool
    said: Said


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that was chosen, in any order; `declined` is when the offer of upkeep was last declined."""

    plans: tuple[PlanChoice, ...] = ()
    targets: tuple[HandTarget, ...] = ()
    declined: datetime | None = None
    switches: tuple[Switch, ...] = ()

    @property
    def plan(self) -> PlanChoice | None:
        """The choice that counts; None where the person never chose."""
        by_time = sorted(self.plans, key=lambda one: one.at.astimezone(UTC))
        return by_time[-1] if by_time else None

    @property
    def off(self) -> dict[str, Said]:
        """The exercises that are switched off, by slug, with the word that did it."""
        latest = {one.exercise: one for one in sorted(self.switches, key=lambda one: one.at.astimezone(UTC))}
        return {slug: one.said for slug, one in latest.items() if not one.on}

    def known_at(self, moment: datetime) -> "Wishes":
        """What had been chosen at an earlier moment (aware)."""
        plans = tuple(one for one in self.plans if one.at <= moment)
        targets = tuple(one for one in self.targets if one.at <= moment)
        switches = tuple(one for one in self.switches if one.at <= moment)
        return Wishes(plans, targets, self.declined if self.declined and self.declined <= moment else None, switches)
