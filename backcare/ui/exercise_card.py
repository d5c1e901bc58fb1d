"""The exercises on the screen: cards to choose from, and one exercise in full."""

from collections.abc import Sequence

import streamlit as st

from backcare.catalogue.model import Catalogue, Dose, Exercise, GentlerForm, Side
from backcare.notebook.reads import StoredLog
from backcare.safety.verdict import Level
from backcare.training.plan import PlanItem
from backcare.training.targets import Target
from backcare.ui import places
from backcare.ui.verdict import badge, explain, sentences

COLUMNS = 3
LAST_LOGS = 5


def seconds(tenths: int) -> str:
    """A hold in words: 25 is "2.5 seconds", 10 is "1 second"."""
    return "1 second" if tenths == 10 else f"{tenths / 10:g} seconds"  # noqa: PLR2004 - 10 tenths are a second


def dose_words(exercise: Exercise, target: Target) -> str:
    """A target in words: "5 seconds, 3 times each side", after the gentler form's name where it is one."""
    form = exercise.form(target.variant)
    words = f"{seconds(target.hold)}, {_times(target.reps, None)}{_each(exercise.sides_of(target.variant))}"
    return f"{form.name}: {words}" if form else words


def goal_words(exercise: Exercise) -> str:
    """The goal in words, ranges as ranges: "30 to 45 seconds, 3 times each side"."""
    goal = exercise.goal
    hold = f"{goal.hold} to {goal.hold_most} seconds" if goal.hold_most else seconds(goal.hold * 10)
    return f"{hold}, {_times(goal.reps, goal)}{_each(exercise.sides)}"


def log_words(log: StoredLog) -> str:
    """One log in a line: the day, the holds by side in seconds, pain before and after."""
    parts = [f"**{log.started_at.day} {log.started_at:%B %Y}**", _hold_words(log.holds)]
    if log.before is not None or log.after is not None:
        parts.append(f"pain {_points(log.before)} before, {_points(log.after)} after")
    if log.stopped:
        parts.append("stopped because it hurt")
    return " · ".join(part for part in parts if part)


def draw_cards(items: Sequence[PlanItem]) -> None:
    """A grid of cards, one for each exercise; one under the other on a phone."""
    for start in range(0, len(items), COLUMNS):
        row = items[start : start + COLUMNS]
        for column, item in zip(st.columns(COLUMNS), row, strict=False):
            with column, st.container(border=True, height="stretch"):
                _card(item)


def draw_exercise(item: PlanItem, logs: Sequence[StoredLog]) -> None:
    """One exercise in full; `logs` are its own, oldest first."""
    exercise = item.exercise
    _back()
    st.title(exercise.name, anchor=False)
    st.caption(_areas(exercise))
    careful = item.verdict.level >= Level.CAUTION
    if careful:  # read before the steps, on a phone too
        _standing(item)
    how, now = st.columns([3, 2], gap="medium")
    with how:
        _forms(item)
        _care(exercise)
    with now:
        _dose(item)
        if not careful:
            _standing(item)
        _last(logs)
    with st.expander("Where this comes from", icon=":material/info:"):
        st.write(exercise.source)


def draw_tips(catalogue: Catalogue) -> None:
    """How to get down to the floor and up again, and the tips."""
    floor, tips = st.columns([2, 3], gap="medium")
    with floor:
        st.subheader("Down to the floor and up again", anchor=False)
        st.markdown(_bullets(catalogue.floor))
    with tips:
        st.subheader("Tips", anchor=False)
        st.markdown(_bullets(catalogue.tips))


def _card(item: PlanItem) -> None:
    exercise = item.exercise
    st.subheader(exercise.name, anchor=False)
    st.caption(_areas(exercise))
    dose = dose_words(exercise, item.target)
    if _paused(item):
        badge(item.verdict)
        dose = f"When you go on: {dose}"
    st.write(sentences(item.verdict)[0] if _paused(item) else exercise.summary)
    st.markdown(f":material/timer: **{dose}**")
    st.page_link(
        places.EXERCISES,
        label=f"Open {exercise.name}",
        icon=":material/arrow_forward:",
        query_params={"exercise": exercise.slug},
    )


def _back() -> None:
    st.page_link(places.EXERCISES, label="All exercises", icon=":material/arrow_back:")


def _forms(item: PlanItem) -> None:
    """The form that is on now comes first."""
    exercise = item.exercise
    gentler = exercise.gentler
    on = exercise.form(item.target.variant)
    if gentler and on:
        _form(f"Now: {gentler.name}", gentler)
    _form("Later: the full form" if on else "How it is done", exercise)
    if gentler and not on:
        _form(f"Gentler: {gentler.name}", gentler)
    st.caption(f"On a bed: {exercise.bed}")


def _form(heading: str, form: Exercise | GentlerForm) -> None:
    st.subheader(heading, anchor=False)
    st.write(f"**Start.** {form.start}")
    st.markdown("\n".join(f"{place}. {step}" for place, step in enumerate(form.steps, start=1)))


def _care(exercise: Exercise) -> None:
    with st.container(border=True):
        st.markdown("**:material/block: What to avoid**")
        st.markdown(_bullets(exercise.avoid))
    with st.container(border=True):
        st.markdown("**:material/front_hand: When to leave it out**")
        st.markdown(_bullets(exercise.leave_out))


def _dose(item: PlanItem) -> None:
    exercise, target = item.exercise, item.target
    with st.container(border=True):
        st.markdown(f"**:material/timer: {'When you go on' if _paused(item) else 'Your target now'}**")
        st.markdown(f"**{dose_words(exercise, target)}**")
        st.write(target.reason)
        st.markdown(f"**Where it leads:** {goal_words(exercise)}")
        st.write(exercise.progress)
        st.caption(
            "A good session is one that you rated, where you held for your target and your pain rose by less than "
            f"1 point. {exercise.handouts}"
        )


def _standing(item: PlanItem) -> None:
    with st.container(border=True):
        st.markdown("**:material/monitor_heart: What your ratings say**")
        explain(item.verdict, f"exercise-{item.exercise.slug}")


def _last(logs: Sequence[StoredLog]) -> None:
    with st.container(border=True):
        st.markdown("**:material/history: Your last holds**")
        if logs:
            st.markdown(_bullets([log_words(log) for log in reversed(logs[-LAST_LOGS:])]))
        else:
            st.write("Nothing logged yet.")


def _paused(item: PlanItem) -> bool:
    return item.verdict.level >= Level.STOP_TODAY


def _areas(exercise: Exercise) -> str:
    return ", ".join(exercise.areas).capitalize()


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _times(reps: int, goal: Dose | None) -> str:
    if goal and goal.reps_most:
        return f"{reps} to {goal.reps_most} times"
    return "once" if reps == 1 else f"{reps} times"


def _each(sides: Sequence[Side]) -> str:
    return " each side" if len(sides) > 1 else ""


def _hold_words(holds: Sequence[tuple[str, int]]) -> str:
    found = []
    for side in ("left", "right", "both"):
        times = ", ".join(f"{tenths / 10:g}" for one, tenths in holds if one == side)
        if times:
            found.append(f"{times} s" if side == "both" else f"{side} {times} s")
    return "; ".join(found) or "no holds noted"


def _points(tenths: int | None) -> str:
    return "not rated" if tenths is None else f"{tenths / 10:g}"
