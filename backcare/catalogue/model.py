"""What an exercise is: how it is done, its doses, and when to leave it out."""

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Side: TypeAlias = Literal["left", "right", "both"]


def _sides(*, two_sided: bool) -> tuple[Side, ...]:
    return ("left", "right") if two_sided else ("both",)


class Dose(NamedTuple):
    """How long and how often: `hold` in seconds, `reps` a side.

    `hold_most` and `reps_most` are the upper ends where the dose is a range (30 to 45 seconds); None where it is one
    number.
    """

    hold: int
    reps: int
    hold_most: int | None = None
    reps_most: int | None = None


class GentlerForm(NamedTuple):
    """An easier way to do the exercise; `slug` is the variant that a log of it carries."""

    slug: str
    name: str
    start: str
    steps: tuple[str, ...]
    two_sided: bool
    dose: Dose

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that a hold can have."""
        return _sides(two_sided=self.two_sided)


class Exercise(NamedTuple):
    """One exercise of the catalogue.

    `begin` is the first dose, of the gentler form where `begins_gentle` says so; `goal` is where it leads. `ladder`
    holds seconds, rising from the first hold to the goal's. `handouts` says where usual handouts ask for less than the
    goal. `bed` says what changes on a bed.
    """

    slug: str
    name: str
    areas: tuple[str, ...]
    summary: str
    start: str
    steps: tuple[str, ...]
    two_sided: bool
    begins_gentle: bool
    begin: Dose
    goal: Dose
    ladder: tuple[int, ...]
    progress: str
    handouts: str
    bed: str
    avoid: tuple[str, ...]
    leave_out: tuple[str, ...]
    source: str
    gentler: GentlerForm | None = None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that a hold of the full form can have."""
        return _sides(two_sided=self.two_sided)

    def form(self, variant: str) -> GentlerForm | None:
        """The gentler form that `variant` names; None for the full form or an unknown variant."""
        return self.gentler if self.gentler and self.gentler.slug == variant else None

    def sides_of(self, variant: str) -> tuple[Side, ...]:
        """The sides of one form; an empty or unknown variant means the full form."""
        return (self.form(variant) or self).sides


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All exercises in the order in which they are offered, how to get down and up again, and the tips."""

    exercises: tuple[Exercise, ...]
    floor: tuple[str, ...]
    tips: tuple[str, ...]

    def __getitem__(self, slug: str) -> Exercise:
        """The exercise with this slug.

        Raises:
            KeyError: no exercise has it.
        """
        for exercise in self.exercises:
            if exercise.slug == slug:
                return exercise
        raise KeyError(slug)

    def find(self, name_or_slug: str) -> Exercise | None:
        """The exercise with this slug or name, whatever its capitals and spaces; None where there is none."""
        wanted = _plain(name_or_slug)
        return next((one for one in self.exercises if wanted in (_plain(one.slug), _plain(one.name))), None)

    def name(self, slug: str) -> str:
        """The name of the exercise with this slug; the slug itself where there is none, as a newer version may know."""
        found = self.find(slug)
        return found.name if found else slug

    def nearest(self, text: str) -> Exercise:
        """The exercise whose slug or name is most like `text`, as a whole or word by word; the first of equals."""
        wanted = _plain(text)
        return max(self.exercises, key=lambda one: max(_alike(wanted, one.slug), _alike(wanted, one.name)))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _alike(wanted: str, known: str) -> float:
    """0 to 1. Word by word, so that "cat" and "cat stretch" find "Horse back (cat) stretch"."""
    known = _plain(known)
    words = re.findall(r"\w+", known)
    best = [max(_ratio(word, one) for one in words) for word in re.findall(r"\w+", wanted)]
    return max(_ratio(wanted, known), sum(best) / len(best) if best else 0.0)


def _ratio(first: str, second: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - for a name that is not known, and no page asks for one

    return SequenceMatcher(None, first, second).ratio()
