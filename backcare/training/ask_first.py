"""Which exercises to ask a clinician about first, by what the person told about themselves."""

from collections.abc import Mapping


def ask_first(answers: Mapping[str, bool]) -> dict[str, tuple[str, ...]]:  # noqa: ARG001
    """The reasons to ask first, by exercise; exercises without one are left out."""
    return {}
