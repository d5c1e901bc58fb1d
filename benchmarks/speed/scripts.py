"""Script times and bytes, told by a plain websocket client: no browser draws anything here."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

from benchmarks.speed.bench import Bench, interleaved
from benchmarks.speed.figures import Line, Spread, spread
from benchmarks.speed.notebooks import Saver
from benchmarks.speed.servers import Server
from benchmarks.speed.wire import Run, Tab

# Those of Progress, as its address names them.
SECTIONS = {"one exercise": "", "pain": "show=Pain", "practice": "show=Practice"}
MONTH = "thirty days: "
BREATH = 0.1  # seconds between a run that is not counted and the next: nobody clicks sooner
SLOW = 3  # runs of the ordinary build's Progress, which takes seconds


def lines(bench: Bench) -> Iterator[Line]:
    """First views, runs with nothing new, and first runs after a save."""
    tabs = _tabs(bench)
    first = {name: tab.open(*asked) for name, (tab, asked) in tabs.items()}
    quick = {name: tab for name, (tab, _) in tabs.items() if name != "ordinary Progress"}
    for tab in quick.values():
        tab.again()
    slow = {"ordinary Progress": (bench.times(0, SLOW), tabs["ordinary Progress"][0].again)}
    times = bench.times(9, 31)
    found = interleaved(times, {name: tab.again for name, tab in quick.items()}, slow)
    found.setdefault(
        "ordinary Progress", [first["ordinary Progress"]]
    )  # it keeps nothing: a first view is as any other
    idle = _spreads(found)
    saved = _spreads(interleaved(bench.times(7, 21), _after_save(bench, quick)))
    blank = idle["blank"].mid
    yield Line("Blank page: script", "ms", idle["blank"].over(0.001))
    yield from _progress(idle, saved, blank)
    yield from _month(idle, saved)
    yield from _others(idle, saved, blank)
    yield from _bytes(first)


def _tabs(bench: Bench) -> dict[str, tuple[Tab, tuple[str, str]]]:
    """A tab for each page that is looked at, by name, with its address and query."""

    def tab(server: Server, page: str = "", query: str = "") -> tuple[Tab, tuple[str, str]]:
        return bench.stack.enter_context(closing(Tab(server.url))), (page, query)

    tabs = {"blank": tab(bench.blank)}
    for server, prefix in ((bench.backcare, ""), (bench.backcare_short, MONTH)):
        tabs |= {f"{prefix}{name}": tab(server, "progress", query) for name, query in SECTIONS.items()}
        tabs |= {f"{prefix}Today": tab(server), f"{prefix}Session": tab(server, "session")}
    ordinary = bench.ordinary
    tabs |= {"ordinary Today": tab(ordinary), "ordinary Session": tab(ordinary, "session")}
    return tabs | {"ordinary Progress": tab(ordinary, "progress")}


def _after_save(bench: Bench, tabs: dict[str, Tab]) -> dict[str, Callable[[], Run]]:
    """A save from outside before each run; the ordinary build keeps nothing, so that a save changes nothing for it."""
    long, short = Saver(bench.long), Saver(bench.short)
    bench.stack.callback(long.take_back)
    bench.stack.callback(short.take_back)
    own = {name: tab for name, tab in tabs.items() if name != "blank" and not name.startswith("ordinary")}
    return {name: partial(_first_run, short if name.startswith(MONTH) else long, tab) for name, tab in own.items()}


def _first_run(saver: Saver, tab: Tab) -> Run:
    saver.take_back()
    tab.again()  # it has seen that the one before is gone; what is counted is one save
    time.sleep(BREATH)
    saver.save()
    return tab.again()


def _spreads(found: dict[str, list[Run]]) -> dict[str, Spread]:
    return {name: spread([run.seconds for run in runs]) for name, runs in found.items()}


def _progress(idle: dict[str, Spread], saved: dict[str, Spread], blank: float) -> Iterator[Line]:
    ordinary = idle["ordinary Progress"].over(blank)
    for name in SECTIONS:
        what = f"Progress ({name}), ten years: script"
        yield Line(f"{what}, nothing new logged", "x blank", idle[name].over(blank), 0.5, ordinary)
        yield Line(f"{what}, first run after a save", "x blank", saved[name].over(blank), 1.5, ordinary)


def _month(idle: dict[str, Spread], saved: dict[str, Spread]) -> Iterator[Line]:
    for name in SECTIONS:
        what = f"Progress ({name}), ten years against 30 days"
        yield Line(f"{what}: nothing new", "x", idle[name].over(idle[MONTH + name].mid), 1.3)
        yield Line(f"{what}: after a save", "x", saved[name].over(saved[MONTH + name].mid))


def _others(idle: dict[str, Spread], saved: dict[str, Spread], blank: float) -> Iterator[Line]:
    for name in ("Today", "Session"):
        ordinary = idle[f"ordinary {name}"].over(blank)
        yield Line(f"{name}, ten years: script", "x blank", idle[name].over(blank), 0.6, ordinary)
        yield Line(f"{name}, ten years: script, first run after a save", "x blank", saved[name].over(blank))


def _bytes(first: dict[str, Run]) -> Iterator[Line]:
    for name in (*SECTIONS, "Today", "Session"):
        page, bar = (f"Progress ({name})", 60.0) if name in SECTIONS else (name, None)
        other = first["ordinary Progress" if name in SECTIONS else f"ordinary {name}"]
        kilobytes, ordinary = (spread([run.size / 1000]) for run in (first[name], other))
        heavy = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in first[name].kinds.most_common(3))
        yield Line(f"{page}: bytes to the browser on the first view ({heavy})", "KB", kilobytes, bar, ordinary)
