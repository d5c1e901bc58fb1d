"""The colours of the charts, one set for the light theme and one for the dark.

Text reaches a contrast of 4.5 to 1 on its page and marks reach 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11). No meaning hangs
on a colour alone: dashes, marker shapes and words say the same.
"""

from typing import NamedTuple


class Palette(NamedTuple):
    """Hex colours. `page` is what the chart lies on; `band` is the shade of a pause, drawn half clear.

    `cells` are the shades of a calendar's day, from nothing held to the most.
    """

    page: str
    raised: str
    text: str
    muted: str
    grid: str
    left: str
    right: str
    target: str
    pain: str
    rise: str
    stop: str
    resume: str
    band: str
    cells: tuple[str, str, str, str, str]


LIGHT = Palette(
    page="#fcfcfb",
    raised="#e2ecea",
    text="#1c2625",
    muted="#51605d",
    grid="#e3e9e7",
    left="#0f766e",
    right="#3b5b8c",
    target="#6b7a77",
    pain="#56635f",
    rise="#c2410c",
    stop="#b3261e",
    resume="#0f766e",
    band="rgba(179, 38, 30, 0.08)",
    cells=("#edf0f0", "#b9ddd7", "#7fc2b8", "#449f94", "#0f766e"),
)
DARK = Palette(
    page="#111718",
    raised="#2b3a3b",
    text="#e6eeec",
    muted="#a9b8b5",
    grid="#283234",
    left="#2dd4bf",
    right="#9db8f2",
    target="#8d9c99",
    pain="#b4c2bf",
    rise="#ff9a5c",
    stop="#ff8a80",
    resume="#2dd4bf",
    band="rgba(255, 138, 128, 0.13)",
    cells=("#1f292a", "#174e49", "#1b766d", "#23a192", "#2dd4bf"),
)


def palette(theme: str | None) -> Palette:
    """The colours for the page's theme: "dark", or light for any other answer."""
    return DARK if theme == "dark" else LIGHT
