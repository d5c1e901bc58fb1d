"""The colours of the figures and the style sheet that each one carries: classes, keyframes, what data-show means."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from backcare.catalogue.shapes import n

REST = 15  # per cent of the way's time that the figure rests at either end

# name: light theme, dark theme. Words reach 4.5 to 1 on what they stand on, limbs and arrows 3 to 1 on page and mat.
COLOURS = {
    "ink": ("#1c2625", "#e6eeec"),
    "quiet": ("#44524f", "#b9c8c4"),
    "edge": ("#ffffff", "#111718"),
    "mat": ("#d3eae2", "#17302d"),
    "brim": ("#9dc9bb", "#0d211f"),
    "shade": ("#b7d9ce", "#0f2422"),
    "skin": ("#b06f47", "#d89c72"),
    "far-skin": ("#8a5433", "#ad7753"),
    "hair": ("#3a2620", "#857685"),
    "line": ("#3a2620", "#3a2620"),
    "pupil": ("#2a1a15", "#2a1a15"),
    "shirt": ("#1c7d73", "#45b8a8"),
    "far-shirt": ("#12544d", "#2f8c80"),
    "trousers": ("#35568f", "#8aa6dd"),
    "far-trousers": ("#22396a", "#6381bb"),
    "towel": ("#7a5a9e", "#c3a6e6"),
    "far-towel": ("#573d78", "#9d80c4"),
    "arrow": ("#5b3fa6", "#c9b6ff"),
    "tip": ("#5b3fa6", "#c9b6ff"),
    "lead": ("#6b4e00", "#ffd970"),
    "dots": ("#44524f", "#b9c8c4"),
    "ring": ("#44524f", "#b9c8c4"),
    "shine": ("#6f8fc9", "#b5c8ef"),
    "feel": ("#6b4e00", "#ffd970"),
    "glow": ("#ffd23f", "#ffe07a"),
    "air": ("#ffffff", "#0b1011"),
    "start": ("#35568f", "#35568f"),
    "hold": ("#0f6b5e", "#0f6b5e"),
    "chip": ("#ffffff", "#ffffff"),
}
STROKED = {"line": 1.6, "arrow": 4.0, "lead": 2.0, "ring": 2.5, "dots": 2.5}


class Track(NamedTuple):
    """Where a part stands in one frame: moved, then turned (degrees, clockwise), then stretched along its length."""

    x: float
    y: float
    turn: float = 0.0
    stretch: float = 1.0

    def css(self) -> str:
        """The track as a CSS transform."""
        turn = f"rotate({n(self.turn)}deg)" if self.turn else ""
        stretch = f"scaleX({self.stretch:.3f})" if abs(self.stretch - 1) >= STILL / 50 else ""
        return f"translate({n(self.x)}px,{n(self.y)}px){turn}{stretch}"

    def attribute(self) -> str:
        """The track as an SVG transform attribute."""
        turn = f"rotate({n(self.turn)})" if self.turn else ""
        stretch = f"scale({self.stretch:.3f} 1)" if abs(self.stretch - 1) >= STILL / 50 else ""
        return f"translate({n(self.x)} {n(self.y)}){turn}{stretch}"


STILL = 0.05
SLACK = (0.4, 0.4, 0.3, 0.005)  # what may be missed of x, y (units), turn (degrees) and stretch


def moves(tracks: Sequence[Track]) -> bool:
    """Whether a part is anywhere else than in the first frame."""
    first = tracks[0]
    return any(
        max(abs(one - other) for one, other in zip(first[:3], track[:3], strict=True)) > STILL
        or abs(first.stretch - track.stretch) > STILL / 50
        for track in tracks
    )


def needed(tracks: Sequence[Track], first: int = 0, last: int | None = None) -> list[int]:
    """The frames that are enough: what lies between two of them is within `SLACK` of a straight way."""
    last = len(tracks) - 1 if last is None else last
    worst, at = 0.0, first
    for step in range(first + 1, last):
        share = (step - first) / (last - first)
        ends = zip(tracks[first], tracks[step], tracks[last], SLACK, strict=True)
        miss = max(abs(here - one - (other - one) * share) / slack for one, here, other, slack in ends)
        if miss > worst:
            worst, at = miss, step
    if worst <= 1:
        return [first, last]
    return [*needed(tracks, first, at)[:-1], *needed(tracks, at, last)]


class Sheet:
    """The keyframes of one picture, gathered while its parts are drawn."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.names: dict[tuple[str, str], str] = {}

    def mover(self, tracks: Sequence[Track], inner: str) -> str:
        """`inner` carried along the tracks, one a frame; a single track or one that never changes stands still."""
        if not moves(tracks):
            return f'<g transform="{tracks[0].attribute()}">{inner}</g>'
        rules = "".join(f"{_percent(step, len(tracks))}{{transform:{tracks[step].css()}}}" for step in needed(tracks))
        return f'<g class="m {self._name(rules, f"transform:{tracks[0].css()}")}"><g class="n">{inner}</g></g>'

    def fader(self, *, appears: bool, begin: int, end: int, inner: str) -> str:
        """`inner` clear at one end of the way and plain at the other; it changes from `begin` to `end` per cent."""
        first, last = (0, 1) if appears else (1, 0)
        rules = f"0%,{begin}%{{opacity:{first}}}{end}%,to{{opacity:{last}}}"
        return f'<g class="m {self._name(rules, f"opacity:{first}")}"><g class="n">{inner}</g></g>'

    def _name(self, rules: str, base: str) -> str:
        return self.names.setdefault((rules, base), f"k{len(self.names)}")

    def css(self, used: str) -> str:
        """The style sheet for a picture whose elements are `used`: only the classes that stand in it."""
        classes = {name for found in re.findall(r'class="([^"]+)"', used) for name in found.split()}
        colours = "".join(
            f".{name}{{{_paint(name, f'light-dark({light},{dark})')}}}"
            for name, (light, dark) in COLOURS.items()
            if name in classes
        )
        names = "".join(
            f".{name},.{name}>.n{{animation-name:{self.prefix}-{name}}}.{name}{{{base}}}"
            for (_, base), name in self.names.items()
        )
        frames = "".join(f"@keyframes {self.prefix}-{name}{{{rules}}}" for (rules, _), name in self.names.items())
        modes = MODES.replace("PREFIX", self.prefix).replace("NAMES", names) if self.names else ""
        return f"<style>.{self.prefix}{{{PLAIN}{colours}}}{modes}{frames}</style>"


PLAIN = (
    "text{font:700 16px 'Source Sans',system-ui,sans-serif}.quiet{font-weight:600;font-size:14px}.chip{font-size:15px}"
    ".edge{stroke-width:5;stroke-linejoin:round}.dots{stroke-dasharray:.1 6}"
    ".line,.arrow,.lead,.ring,.dots{fill:none;stroke-linecap:round;stroke-linejoin:round}"
)

# What each data-show does. A part is two groups that share keyframes. An animation whose name stays is never begun
# again, so the ways that can follow each other lie on different groups: into the pose on the outer one (m), back out
# of it, and to and fro, on the inner one (n). The rest at either end is 15 per cent of the keyframes: a way that is
# played once takes --figure-seconds between them.
MODES = "".join(
    line.strip()
    for line in """
    .PREFIX{
     .m,.n{animation:calc(var(--figure-seconds,2s)/.7) linear calc(var(--figure-seconds,2s)*-.2143) both}
     NAMES
    }
    [data-show=start]>.PREFIX{.m,.n{animation-name:none!important}}
    [data-show=to-hold]>.PREFIX,[data-show=hold]>.PREFIX{.n{animation-name:none!important}}
    [data-show=hold]>.PREFIX{.m{animation-duration:1ms;animation-delay:-1s}}
    [data-show=to-start]>.PREFIX{
     .m{animation-name:none!important;transform:none;opacity:1}
     .n{animation-direction:reverse}
    }
    @media(prefers-reduced-motion:no-preference){
     [data-show=loop]>.PREFIX{
      .m{animation-name:none!important;transform:none;opacity:1}
      .n{animation-duration:4s;animation-delay:0s;animation-iteration-count:infinite;animation-direction:alternate}
     }
    }
    @media(prefers-reduced-motion:reduce){
     [data-show=loop]>.PREFIX{.m,.n{animation-name:none!important}}
     [data-show=to-hold]>.PREFIX .m,[data-show=to-start]>.PREFIX .n{animation-duration:1ms;animation-delay:0s}
    }
    """.splitlines()
)


def _percent(step: int, steps: int) -> str:
    """When a frame is reached; the first and the last one also hold for the rest at that end."""
    at = f"{REST + step * (100 - 2 * REST) / (steps - 1):g}%"
    return f"0%,{at}" if step == 0 else f"{at},to" if step == steps - 1 else at


def _paint(name: str, colour: str) -> str:
    match name:
        case "edge":
            return f"fill:{colour};stroke:{colour}"
        case "dots" | "line" | "arrow" | "lead" | "ring":
            return f"stroke:{colour};stroke-width:{STROKED[name]:g}"
        case "glow":
            return f"stop-color:{colour}"
        case _:
            return f"fill:{colour}"
