"""Which exercises to ask a clinician about first, by what the person told about themselves."""

from collections.abc import Mapping

from backcare.catalogue.questions import questions


def asked(question: str) -> str:
    """The question under which it is kept that a clinician was asked, and that it is fine for the person."""
    return f"{question}-asked"


def ask_first(answers: Mapping[str, bool]) -> dict[str, tuple[str, ...]]:
    """The reasons to ask first, by exercise, in the order of the questions; exercises without one are left out.

    `answers` holds the latest answer to each question that was answered, True for yes. What a clinician was asked about
    is no reason any more.
    """
    found: dict[str, tuple[str, ...]] = {}
    for question in questions().setup:
        if answers.get(question.slug) and not answers.get(asked(question.slug)):
            for exercise in question.exercises:
                found[exercise] = (*found.get(exercise, ()), question.reason)
    return found
