"""The Containerfile, read: it listens only where told, as nobody in particular, and holds what the program needs."""

import re
import tomllib
from pathlib import Path

from backcare.settings import ROOT

LINES = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
STEPS = [(word, rest) for word, _, rest in (line.partition(" ") for line in LINES) if word.isupper()]


def said(word: str) -> list[str]:
    return [rest for name, rest in STEPS if name == word]


def copied() -> set[str]:
    return {source for rest in said("COPY") for source in rest.split()[:-1]}


def needed() -> set[str]:
    """What the sources look for beside themselves: `ROOT / "docs" / "phone.md"`."""
    shipped = [ROOT / "app.py", *(ROOT / "backcare").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    found = (re.findall(r'\bROOT((?: / "[\w.]+")+)', one.read_text(encoding="utf-8")) for one in shipped)
    return {"/".join(re.findall(r'"([\w.]+)"', path)) for paths in found for path in paths}


def test_it_runs_as_a_user_without_rights_and_from_then_on_installs_nothing() -> None:
    words = [word for word, _ in STEPS]
    (user,) = said("USER")
    assert f"useradd --create-home --uid 10001 {user} " in said("RUN")[0]
    assert "RUN" not in words[words.index("USER") :]
    assert "COPY" not in words[words.index("USER") :]


def test_it_gives_no_address_so_that_the_one_of_this_machine_alone_holds() -> None:
    commands = [*said("CMD"), *said("ENV"), *said("ENTRYPOINT")]
    assert commands == [
        '["python", "-m", "streamlit", "run", "app.py", "--server.port=8501"]',
        "BACKCARE_DATA_DIR=/data",
    ]
    assert ".streamlit" in copied()
    server = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]
    assert server["address"] == "127.0.0.1"
    assert server["allowedHosts"] == ["localhost", "127.0.0.1"]


def test_what_it_tells_to_run_publishes_one_address_and_not_every_one() -> None:
    words = (ROOT / "docs" / "container.md").read_text(encoding="utf-8")
    published = re.findall(r"--publish (\S+)", words)
    assert published == ["127.0.0.1:8501:8501", "192.168.1.20:8501:8501"]


def test_it_installs_what_is_pinned_and_nothing_else() -> None:
    installs = [rest for rest in said("RUN") if "pip" in rest]
    assert installs == ["pip install --no-cache-dir --requirement requirements.txt"]


def test_the_notebook_lies_in_a_volume_that_is_the_users_alone() -> None:
    assert said("VOLUME") == ["/data"]
    assert "install --directory --owner=backcare --group=backcare --mode=0700 /data" in said("RUN")[0]


def test_it_copies_what_there_is_and_all_that_the_program_looks_for() -> None:
    assert {name for name in copied() if not (ROOT / name).exists()} == set()
    assert "docs/phone.md" in needed()
    inside = {name for name in needed() if not any(Path(name).is_relative_to(one) for one in copied())}
    assert inside == set()


def test_the_builder_is_sent_what_is_copied_and_no_notebook() -> None:
    lines = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "*"
    assert {line[1:] for line in lines if line.startswith("!")} == copied()
