import ast
from pathlib import Path

import pytest

from backcare.settings import ROOT

SOURCES = sorted((ROOT / "benchmarks" / "safety").rglob("*.py"))
OPEN = {
    "backcare.safety": {"Decision", "Level", "Verdict", "verdicts"},
    "backcare.safety.history": {"Decision", "History", "Morning", "Reading", "Tenths"},
}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.relative_to(ROOT)))
def test_the_simulator_sees_no_rule_and_no_threshold(source: Path) -> None:
    taken: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            taken.setdefault(node.module or "", set()).update(alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            taken.update({alias.name: {"*"} for alias in node.names})
    for module, names in taken.items():
        if module.startswith("backcare"):
            assert names <= OPEN.get(module, set()), f"{module}: {names}"


def test_there_are_sources_to_look_at() -> None:
    assert {source.name for source in SOURCES} >= {"persons.py", "clairvoyant.py", "run.py"}
