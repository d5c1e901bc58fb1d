import ast

from backcare.settings import ROOT
from tests.faults.report import FAULTS, named


def marked() -> dict[str, set[int]]:
    """Every test with the rows that its marks name."""
    found: dict[str, set[int]] = {}
    for path in (ROOT / "tests").rglob("test_*.py"):
        module = ast.parse(path.read_text())
        whole = {row for node in module.body if isinstance(node, ast.Assign) for row in _rows([node.value])}
        for node in module.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found[f"{path.stem}::{node.name}"] = whole | _rows(node.decorator_list)
    return found


def _rows(nodes: list[ast.expr]) -> set[int]:
    calls = (one for node in nodes for one in ast.walk(node) if isinstance(one, ast.Call))
    return {
        int(str(call.args[0].value))
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "fault" and isinstance(call.args[0], ast.Constant)
    }


def test_every_fault_has_a_test_that_was_seen_to_pass() -> None:
    assert list(named()) == list(FAULTS) == list(range(1, 29))
    assert [row for row, tests in named().items() if not tests] == []


def test_the_table_names_the_tests_that_there_are_each_at_its_faults() -> None:
    known = marked()
    assert {name for tests in named().values() for name in tests} - known.keys() == set()
    assert {(row, name) for name, rows in known.items() for row in rows} == {
        (row, name) for row, tests in named().items() for name in tests
    }
