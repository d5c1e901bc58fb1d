import http.client
import os
import stat
from pathlib import Path

import pytest

from backcare.settings import ROOT, machine_zone, read_settings
from backcare.ui.boundary import ErrorBoundary
from tests.conftest import Server

pytestmark = pytest.mark.slow


def _status(server: Server, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def test_every_answer_forbids_framing_and_loading_from_elsewhere(server: Server) -> None:
    with server.running():
        status, headers = _status(server, "/progress")
    assert status == 200
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_the_server_makes_the_notebook_for_its_owner_alone_before_the_first_visit(server: Server) -> None:
    with server.running():
        file = server.data_dir / "backcare.db"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.fault(28)
def test_the_default_folder_is_the_one_beside_app_py_wherever_it_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read_settings({})
    assert settings.data_dir == ROOT / "data"
    assert settings.file == ROOT / "data" / "backcare.db"


def test_the_environment_chooses_folder_and_database(tmp_path: Path) -> None:
    assert read_settings({"BACKCARE_DATA_DIR": str(tmp_path)}).file == tmp_path / "backcare.db"
    other = read_settings({"BACKCARE_DATABASE_URL": f"sqlite:///{tmp_path}/other.db"})
    assert other.file == tmp_path / "other.db"
    server = read_settings({"BACKCARE_DATABASE_URL": "postgresql+psycopg://me@localhost/backcare"})
    assert server.file is None
    assert server.database_url == "postgresql+psycopg://me@localhost/backcare"


def test_the_machines_zone_is_a_name_that_can_be_stored() -> None:
    assert "/" in machine_zone() or machine_zone() == "UTC"


def test_an_unforeseen_fault_is_logged_without_what_the_person_typed(tmp_path: Path) -> None:
    log = tmp_path / "backcare.log"
    with pytest.raises(ValueError, match="hurts") as caught:
        int("my back hurts at 7")
    assert ErrorBoundary(log)(caught.value) is True
    text = log.read_text()
    assert "ValueError" in text
    assert f"{os.path.basename(__file__)}:" in text  # noqa: PTH119 - the name alone is compared
    assert "hurts" not in text
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
