"""The string literals of a Python file, but for those that nobody reads on a screen."""

import ast
from collections.abc import Iterator

DEVELOPERS_READ = {"TypeError", "KeyError", "AssertionError", "RuntimeError"}


def literals(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each literal. What an f-string fills in stands in braces, by its last name: `{rise}`.

    Left out: docstrings, types written as text, `__all__`, and what a fault of Python's own says to developers.
    """
    tree = ast.parse(source)
    unseen = {id(inner) for node in ast.walk(tree) for part in _unseen(node) for inner in ast.walk(part)}
    for node in ast.walk(tree):
        if id(node) in unseen:
            continue
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(map(_part, node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _unseen(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Expr(value=ast.Constant() as docstring):
            yield docstring
        case ast.JoinedStr(values=values):  # the pieces of a text that is read as a whole
            yield from (part for part in values if isinstance(part, ast.Constant))
        case ast.FormattedValue(format_spec=ast.AST() as spec):
            yield spec
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name)) as fault) if name in DEVELOPERS_READ:
            yield fault
        case ast.Assign(targets=[ast.Name(id="__all__")], value=names):
            yield names
        case ast.Call(func=ast.Name(id="cast"), args=[kind, *_]):
            yield kind
        case ast.AnnAssign(annotation=kind) | ast.arg(annotation=ast.AST() as kind):
            yield kind
        case ast.FunctionDef(returns=ast.AST() as kind):
            yield kind


def _part(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    names = [
        inner.id if isinstance(inner, ast.Name) else inner.attr if isinstance(inner, ast.Attribute) else inner.value
        for inner in ast.walk(part)
        if isinstance(inner, ast.Name | ast.Attribute)
        or (isinstance(inner, ast.Constant) and isinstance(inner.value, str) and inner.value.isidentifier())
    ]
    return "{" + str(names[-1] if names else "value") + "}"
