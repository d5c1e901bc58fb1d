"""What the README shows and says is there, and as it says."""

import re
import tomllib

import pytest

from backcare.settings import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    *(f"docs/{one.name}" for one in (ROOT / "docs").glob("*.md")),
)
LARGEST = 300_000  # bytes of a picture
PNG = b"\x89PNG\r\n\x1a\n"


def rows(text: str, columns: int) -> list[list[str]]:
    """The first cells of each row of a table."""
    lines = (line for line in text.splitlines() if line.startswith("| "))
    return [[cell.strip() for cell in line.strip("|").split("|")][:columns] for line in lines]


def test_every_picture_is_there_in_light_and_dark_and_is_small() -> None:
    shown = set(re.findall(r"docs/pictures/([\w-]+\.png)", README))
    assert shown == {one.name for one in (ROOT / "docs" / "pictures").iterdir()}
    assert {name.replace("-dark", "-light") for name in shown} == {name for name in shown if "-light" in name}
    for name in shown:
        data = (ROOT / "docs" / "pictures" / name).read_bytes()
        assert data.startswith(PNG)
        assert len(data) < LARGEST


def test_every_picture_has_words_for_those_who_do_not_see_it() -> None:
    said = re.findall(r'<img src="docs/pictures/[^>]*alt="([^"]+)"', README)
    assert len(said) == README.count("<img") == README.count("<picture>") == 4
    assert all(len(one) > 60 for one in said)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_to_a_file(name: str) -> None:
    document = ROOT / name
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def test_the_figures_are_those_of_the_benchmark_and_what_they_were_tried_on_is_said_first() -> None:
    before, _, table = README.partition("| in words | figure | value |")
    assert before.rstrip().splitlines()[-1].startswith("**Tested on simulated persons only.**")
    quoted = [tuple(row[1:]) for row in rows(table, 3)]
    measured = {tuple(row) for row in rows((ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8"), 2)}
    assert len(quoted) == 11
    assert set(quoted) - measured == set()


def test_the_picture_of_the_layers_is_the_contract_that_is_kept() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    drawn = dict(re.findall(r'^    (\w+)\["([^:"]+)', README, re.MULTILINE))
    arrows = re.search(r"^    (\w+(?: --> \w+)+)$", README, re.MULTILINE)
    assert arrows is not None
    assert [drawn[name] for name in arrows.group(1).split(" --> ")] == contract["layers"]


def test_every_target_of_make_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in DOCUMENTS]
    named = {one for text in texts for one in re.findall(r"(?:^|`)make ([\w-]+)", text, re.MULTILINE)}
    assert {"run", "demo", "check", "test", "hooks", "screenshots"} <= named
    assert named - targets == set()
