"""The pages' absolute paths, for links and switches: relative ones are taken from the router's folder."""

from backcare.settings import ROOT

TODAY = str(ROOT / "pages" / "today.py")
SESSION = str(ROOT / "pages" / "session.py")
EXERCISES = str(ROOT / "pages" / "exercises.py")
PROGRESS = str(ROOT / "pages" / "progress.py")
DATA = str(ROOT / "pages" / "data.py")
