"""Where the notebook lies, from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tzlocal import get_localzone_name

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK_FILE = "backcare.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """`data_dir` is absolute; `database_url` is what SQLAlchemy opens."""

    data_dir: Path
    database_url: str

    @property
    def file(self) -> Path | None:
        """The SQLite file, or None where the notebook is kept by a database server."""
        name = self.database_url.removeprefix("sqlite:///")
        return Path(name) if name != self.database_url else None

    @property
    def backups(self) -> Path:
        """The folder of the backups of a SQLite notebook."""
        return self.data_dir / "backups"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read `BACKCARE_DATA_DIR` (default: data/ beside app.py) and `BACKCARE_DATABASE_URL`.

    A relative folder or SQLite path is taken from the folder of app.py, so that a start from another folder
    opens the same notebook.
    """
    return _settings(environ.get("BACKCARE_DATA_DIR", "data"), environ.get("BACKCARE_DATABASE_URL"))


@cache  # every page asks many times, and the way to a folder is looked up on the disk
def _settings(folder: str, url: str | None) -> Settings:
    data_dir = (ROOT / folder).resolve()
    url = url or f"sqlite:///{data_dir / NOTEBOOK_FILE}"
    name = url.removeprefix("sqlite:///")
    if name != url:
        url = f"sqlite:///{(ROOT / name).resolve()}"
    return Settings(data_dir, url)


def machine_zone() -> str:
    """The IANA name of this machine's time zone; UTC where it has none."""
    return str(get_localzone_name() or "UTC")
