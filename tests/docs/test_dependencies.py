"""Few libraries, each pinned and each with its reason."""

import re
import tomllib

import pytest

from backcare.settings import ROOT

TABLES = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
_, TO_RUN, TO_CHECK = re.split(r"^## .*$", TABLES, flags=re.MULTILINE)


def pinned(name: str) -> list[str]:
    lines = [line for line in (ROOT / name).read_text().splitlines() if line and not line.startswith(("#", "-r "))]
    versions = [re.fullmatch(r"([\w-]+)==[\w.]+", line) for line in lines]
    return [one.group(1) for one in versions if one]


@pytest.mark.parametrize(("name", "table"), [("requirements.txt", TO_RUN), ("requirements-dev.txt", TO_CHECK)])
def test_every_requirement_is_pinned_and_has_its_reason_and_no_reason_is_left_over(name: str, table: str) -> None:
    required = [line for line in (ROOT / name).read_text().splitlines() if line and line[0] not in "#-"]
    assert len(pinned(name)) == len(required)
    told = dict(re.findall(r"^\| ([\w-]+) \| (.+) \|$", table, re.MULTILINE))
    del told["library"]
    assert sorted(told) == sorted(pinned(name))
    assert all(len(reason) > 8 for reason in told.values())


def test_the_project_needs_what_is_pinned_and_nothing_else() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["dependencies"]
    assert project["tool"]["setuptools"]["dynamic"] == {"dependencies": {"file": ["requirements.txt"]}}
    assert "-r requirements.txt" in (ROOT / "requirements-dev.txt").read_text().splitlines()


def test_the_hooks_of_a_commit_are_the_programs_of_the_venv_that_make_lint_runs() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"- repo: (.+)", hooks) == ["local"]
    called = {one.split()[0] for one in re.findall(r"entry: \.venv/bin/(.+)", hooks)}
    linted = re.search(r"^lint:.*\n((?:\t.+\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert linted is not None
    assert called == set(re.findall(r"\$\(BIN\)/([\w-]+)", linted.group(1))) == {"ruff", "mypy", "lint-imports"}
    assert hooks.count("language: system") == hooks.count("entry:")
