"""Where the pages are, for links and switches. Relative paths would be taken from the router's folder."""

from pathlib import Path
from typing import Final, NamedTuple

from backcare.settings import ROOT


class Place(NamedTuple):
    """One page: its file, its name in the navigation, and the sign beside it."""

    path: str
    title: str
    icon: str
    in_bar: bool = True  # the others are reached from every page's foot

    @property
    def address(self) -> str:
        """The last part of its address; Today answers at the bare one."""
        return Path(self.path).stem


TODAY = str(ROOT / "pages" / "today.py")
SESSION = str(ROOT / "pages" / "session.py")
EXERCISES = str(ROOT / "pages" / "exercises.py")
PROGRESS = str(ROOT / "pages" / "progress.py")
NOTEBOOK = str(ROOT / "pages" / "notebook.py")
DATA = str(ROOT / "pages" / "data.py")
SIGNS = str(ROOT / "pages" / "signs.py")
RULES = str(ROOT / "pages" / "rules.py")
YOU = str(ROOT / "pages" / "you.py")

PLACES = (
    Place(TODAY, "Today", ":material/today:"),
    Place(SESSION, "Session", ":material/self_improvement:"),
    Place(EXERCISES, "Exercises", ":material/menu_book:"),
    Place(PROGRESS, "Progress", ":material/show_chart:"),
    Place(NOTEBOOK, "Notebook", ":material/book_2:"),
    Place(DATA, "Data", ":material/folder_open:"),
    Place(SIGNS, "Warning signs", ":material/medical_information:", in_bar=False),
    Place(YOU, "About you", ":material/person:", in_bar=False),
    Place(RULES, "How BackCare decides", ":material/rule:", in_bar=False),
)

BY: Final = "by"
HAND: Final = "hand"  # /session?by=hand is the form; without it the session is guided
BEFORE: Final = "before"  # /notebook?before=2026-01-31 is that day and earlier ones
