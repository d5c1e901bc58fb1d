"""The pages' absolute paths, for links and switches: relative ones are taken from the router's folder."""

from pathlib import Path
from typing import NamedTuple

from backcare.settings import ROOT


class Place(NamedTuple):
    """One page: its file, its name in the navigation, and the sign beside it."""

    path: str
    title: str
    icon: str

    @property
    def address(self) -> str:
        """The last part of its address; Today answers at the bare one."""
        return Path(self.path).stem


TODAY = str(ROOT / "pages" / "today.py")
SESSION = str(ROOT / "pages" / "session.py")
EXERCISES = str(ROOT / "pages" / "exercises.py")
PROGRESS = str(ROOT / "pages" / "progress.py")
DATA = str(ROOT / "pages" / "data.py")

PLACES = (
    Place(TODAY, "Today", ":material/today:"),
    Place(SESSION, "Log a session", ":material/edit_note:"),
    Place(EXERCISES, "Exercises", ":material/menu_book:"),
    Place(PROGRESS, "Progress", ":material/show_chart:"),
    Place(DATA, "Data", ":material/folder_open:"),
)
