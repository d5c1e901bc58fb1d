import pytest

from backcare.notebook import engine, file


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """The notebook waits a fifth of a second for another program instead of five."""
    others = [pragma for pragma in file.PRAGMAS if not pragma.startswith("busy_timeout")]
    assert len(others) == len(file.PRAGMAS) - 1
    monkeypatch.setattr(file, "PRAGMAS", ("busy_timeout=200", *others))
    monkeypatch.setattr(engine, "PATIENCE", 0.2)  # writers take turns by a clock of their own
