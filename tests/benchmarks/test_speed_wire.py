from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.speed import servers
from benchmarks.speed.notebooks import thirty_days
from benchmarks.speed.servers import BACKCARE, BLANK, ORDINARY
from benchmarks.speed.wire import Faulty, Tab

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return thirty_days(tmp_path_factory.mktemp("month") / "short")


def test_the_blank_page_is_a_line_and_a_button() -> None:
    with servers.running(BLANK) as server, closing(Tab(server.url)) as tab:
        run = tab.open()
    assert run.kinds["markdown"] > 0
    assert run.kinds["button"] > 0
    assert run.size == run.kinds.total()
    assert 0 < run.seconds < 60


def test_a_rerun_stays_on_the_page_and_the_server_has_a_size(month: Path) -> None:
    with servers.running(BACKCARE, month) as server, closing(Tab(server.url)) as tab:
        first, again = tab.open("progress"), tab.again()
        assert server.memory() > 10
    assert first.kinds["plotly_chart"] > 5_000
    assert again.kinds["plotly_chart"] == first.kinds["plotly_chart"]


def test_a_long_message_that_the_tab_has_kept_is_not_sent_again(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text("import streamlit as st\nst.text('long ' * 10_000)\n", encoding="utf-8")
    with servers.running(servers.Build("long", script)) as server, closing(Tab(server.url)) as tab:
        first, again = tab.open(), tab.again()
    assert first.kinds["text"] > 50_000
    assert again.kinds["text"] == 0
    assert 0 < again.kinds["ref_hash"] < 500


@pytest.mark.parametrize(("page", "kind"), [("", "progress"), ("session", "slider"), ("progress", "plotly_chart")])
def test_the_ordinary_build_draws_its_pages(month: Path, page: str, kind: str) -> None:
    with servers.running(ORDINARY, month) as server, closing(Tab(server.url)) as tab:
        assert tab.open(page).kinds[kind] > 0


def test_a_page_that_draws_an_error_has_no_time(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text("raise ValueError('no')\n", encoding="utf-8")
    with (
        servers.running(servers.Build("faulty", script)) as server,
        closing(Tab(server.url)) as tab,
        pytest.raises(Faulty, match="no"),
    ):
        tab.open()
