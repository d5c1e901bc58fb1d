from collections.abc import Iterator
from pathlib import Path

import pytest

from backcare.notebook.opening import Open, open_notebook
from backcare.settings import Settings, read_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"BACKCARE_DATA_DIR": str(tmp_path / "data")})


@pytest.fixture
def file(settings: Settings) -> Path:
    assert settings.file is not None
    return settings.file


@pytest.fixture
def book(settings: Settings) -> Iterator[Open]:
    opened = open_notebook(settings)
    assert isinstance(opened, Open)
    yield opened
    opened.engine.dispose()
