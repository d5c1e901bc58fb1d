"""A TOML text as a named tuple, strictly: a field that is missing, unknown or of the wrong kind is named."""

import tomllib
from collections.abc import Mapping
from math import isfinite
from types import UnionType
from typing import Literal, TypeVar, get_args, get_origin, get_type_hints

from backcare.catalogue.load import CatalogueError

Table = TypeVar("Table")
WANTED: dict[object, str] = {
    bool: "true or false",
    float: "a number",
    str: "a text, not empty, without blanks at its ends",
}


def read_typed(kind: type[Table], text: str, source: str) -> Table:
    """Read a named tuple of texts, numbers, tuples and other named tuples; `source` is the file's name, for messages.

    Raises:
        CatalogueError: the text is no TOML, or a field is missing, unknown or of the wrong kind.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(source, "", "(whole file)", f"it is not valid TOML: {error}") from error
    return _table(kind, values, source)


def _value(kind: object, value: object, source: str, field: str) -> object:  # noqa: PLR0911 - one line a kind
    """`value` as what the field's type says, or a CatalogueError that names the field."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return _value(inner[0], value, source, field)
    if isinstance(kind, type) and hasattr(kind, "_fields"):
        return _table(kind, value, source, f"{field}.")
    if origin is Literal and value in inner:
        return value
    if origin is tuple and isinstance(value, list):
        kinds = (inner[0],) * len(value) if inner[-1] is Ellipsis else inner
        if len(kinds) == len(value):
            pairs = zip(kinds, value, strict=True)
            return tuple(_value(one, part, source, f"{field}.{place}") for place, (one, part) in enumerate(pairs))
    # true and false are integers to Python
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return float(value)
    if kind is bool and isinstance(value, bool):
        return value
    if kind is str and isinstance(value, str) and value and value == value.strip():
        return value
    raise CatalogueError(source, "", field, f"it must be {_wanted(kind)}")


def _wanted(kind: object) -> str:
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(map(repr, get_args(kind)))
    return "a list of the right length" if get_origin(kind) is tuple else WANTED[kind]


def _table(kind: type[Table], values: object, source: str, prefix: str = "") -> Table:
    """A named tuple from a table with exactly its fields."""
    if not isinstance(values, Mapping):
        raise CatalogueError(source, "", prefix.rstrip("."), "it must be a table")
    hints = get_type_hints(kind)
    for name in values:
        if name not in hints:
            raise CatalogueError(source, "", f"{prefix}{name}", "it is not known")
    for name in hints:
        if name not in values and name not in kind._field_defaults:  # type: ignore[attr-defined]
            raise CatalogueError(source, "", f"{prefix}{name}", "it is missing")
    return kind(**{name: _value(hints[name], value, source, f"{prefix}{name}") for name, value in values.items()})
