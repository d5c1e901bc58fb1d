"""What the sections of the Progress page share: the key of their caches, the tabs of ranges, the row of facts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any, Final, NamedTuple, TypeVar

import plotly.graph_objects as go
import streamlit as st

from backcare.charts.frame import CONFIG
from backcare.notebook.opening import Open
from backcare.notebook.sums import Kept
from backcare.ui import places
from backcare.ui.moment import moment

A_YEAR: Final = timedelta(days=365)
COLUMNS: Final = {
    "Day": st.column_config.DateColumn(format="D MMM YYYY"),
    "Week of": st.column_config.DateColumn(format="D MMM YYYY"),
}
_FACTS: Final = (
    ".facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.6rem}"
    ".facts div{border:1px solid color-mix(in srgb,currentColor 18%,transparent)}"
    ".facts div{border-radius:.8rem;padding:.6rem .9rem}"
    ".facts span{display:block;font-size:.88rem;opacity:.78}"
    ".facts b{font-size:1.45rem;font-weight:600;line-height:1.3}"
)


T = TypeVar("T")


class Key(NamedTuple):
    """What was read, made or drawn under one key holds as long as the key does.

    `today` is the person's own day as text, `theme` is "dark", "light" or None.
    """

    url: str
    version: int
    today: str
    zone: str
    theme: str | None

    @property
    def day(self) -> date:
        """The person's own day."""
        return date.fromisoformat(self.today)


class RangeChart(NamedTuple):
    """The chart of one range: its name, what it shows for those who hear it, and the figure."""

    name: str
    alt: str
    figure: go.Figure


class Fact(NamedTuple):
    """A number and its name."""

    label: str
    value: str


def key() -> Key:
    """The key of this moment. Take it before what is kept under it is read: then a write in between is found later."""
    return Key(*moment(), st.context.theme.type)


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[tuple[str, str], Kept[Any]]:
    """The sums that were read last, by notebook and name. A reader puts newer ones in their place."""
    return {}


def kept(book: Open, name: str, read: Callable[[Kept[T] | None], Kept[T]]) -> Mapping[date, T]:
    """Sums by day as they are now, in order; of those that were read last, only what has changed is read again.

    Args:
        book: the open notebook.
        name: what tells these sums from others.
        read: reads them, given those that were read last.
    """
    shelf, place = _shelf(), (book.settings.database_url, name)
    found = shelf[place] = read(shelf.get(place))
    return found.days


def draw_charts(charts: Sequence[RangeChart], opens: str, name: str) -> None:
    """One tab for each range. All are sent at once: to change between them sends nothing, and the arrow keys do it.

    Args:
        charts: of the ranges; where there is one alone, it needs no tabs.
        opens: the name of the range that is open at first.
        name: what tells these charts from others on the page.
    """
    if len(charts) == 1:
        _draw(charts[0], name)
        return
    with st.container(key=f"ranges-{name}"):
        for chart, tab in zip(charts, st.tabs([one.name for one in charts], default=opens), strict=True):
            with tab:
                _draw(chart, name)


def _draw(chart: RangeChart, name: str) -> None:
    key = f"chart-{name}-{chart.name}".replace(" ", "-")
    st.plotly_chart(chart.figure, theme=None, config=dict(CONFIG), key=key, alt=chart.alt)


def draw_facts(facts: Sequence[Fact]) -> None:
    """The facts side by side, as many in a row as there is room for."""
    cells = "".join(f"<div><span>{escape(one.label)}</span> <b>{escape(one.value)}</b></div>" for one in facts)
    st.html(f"<style>{_FACTS}</style><div class='facts'>{cells}</div>")


def draw_table(columns: Any, alt: str) -> None:  # noqa: ANN401 - columns, or what makes them
    """The same numbers as a table; it is made only once it is opened, for it brings pandas.

    Args:
        columns: a function without arguments that gives a list of values by the column's name.
        alt: what the table holds, for a screen reader.
    """
    table = st.expander("The numbers", icon=":material/table_rows:", key="numbers", on_change="rerun")
    if table.open:
        with table:
            st.dataframe(columns(), hide_index=True, column_config=COLUMNS, alt=alt, placeholder="")


def link_to_session(label: str) -> None:
    """The way to the page where something is logged."""
    st.page_link(places.SESSION, label=label, icon=":material/self_improvement:")
