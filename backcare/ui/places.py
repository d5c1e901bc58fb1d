"""Where the pages are, for links and switches. Relative paths would be taken from the router's folder."""

from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from backcare.settings import ROOT

Where: TypeAlias = Literal["bar", "foot", "thumb"]  # the bar at the top, every page's foot, the thumb bar alone


class Place(NamedTuple):
    """One page: its file, its name in the navigation, and the sign beside it."""

    path: str
    title: str
    icon: str
    where: Where = "bar"

    @property
    def address(self) -> str:
        """The last part of its address; Today answers at the bare one."""
        return Path(self.path).stem


TODAY = str(ROOT / "pages" / "today.py")
SESSION = str(ROOT / "pages" / "session.py")
EXERCISES = str(ROOT / "pages" / "exercises.py")
PROGRESS = str(ROOT / "pages" / "progress.py")
NOTEBOOK = str(ROOT / "pages" / "notebook.py")
REPORT = str(ROOT / "pages" / "report.py")
DATA = str(ROOT / "pages" / "data.py")
SIGNS = str(ROOT / "pages" / "signs.py")
RULES = str(ROOT / "pages" / "rules.py")
PHONE = str(ROOT / "pages" / "phone.py")
MORE = str(ROOT / "pages" / "more.py")
YOU = str(ROOT / "pages" / "you.py")

PLACES = (
    Place(TODAY, "Today", ":material/today:"),
    Place(SESSION, "Session", ":material/self_improvement:"),
    Place(EXERCISES, "Exercises", ":material/menu_book:"),
    Place(PROGRESS, "Progress", ":material/show_chart:"),
    Place(NOTEBOOK, "Notebook", ":material/book_2:"),
    Place(REPORT, "Report", ":material/clinical_notes:"),
    Place(DATA, "Data", ":material/folder_open:"),
    Place(SIGNS, "Warning signs", ":material/medical_information:", "foot"),
    Place(YOU, "About you", ":material/person:", "foot"),
    Place(PHONE, "On your phone", ":material/smartphone:", "foot"),
    Place(RULES, "How BackCare decides", ":material/rule:", "foot"),
    Place(MORE, "More", ":material/more_horiz:", "thumb"),
)

THUMB = (TODAY, EXERCISES, PROGRESS, MORE)

BY: Final = "by"
HAND: Final = "hand"  # /session?by=hand is the form; without it the session is guided
STEP: Final = "step"  # /?step=1 to 3 are the screens of the first start
BEFORE: Final = "before"  # /notebook?before=2026-01-31 is that day and earlier ones
