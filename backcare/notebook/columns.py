"""Kinds of columns and of constraints, for the tables."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, DateTime, Dialect, TypeDecorator
from sqlalchemy import func as sql
from sqlmodel import Field


class UTCDateTime(TypeDecorator[datetime]):
    """Takes any aware time, stores UTC, gives UTC back. A time without an offset is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102 - SQLAlchemy's signature
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without an offset cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102 - SQLAlchemy's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def whole(column: str, low: int, high: int) -> CheckConstraint:
    """A whole number within bounds. SQLite would keep 7.5 in an INTEGER column, hence the cast."""
    rule = f"{column} BETWEEN {low} AND {high} AND {column} = CAST({column} AS INTEGER)"
    return CheckConstraint(rule, name=column)


def one_of(column: str, words: Sequence[str]) -> CheckConstraint:
    """An enumeration, kept as text."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})", name=column)


def text_within(column: str, low: int, high: int) -> CheckConstraint:
    """Text of `low` to `high` characters."""
    return CheckConstraint(f"length({column}) BETWEEN {low} AND {high}", name=column)


def flag(name: str) -> Any:  # noqa: ANN401 - what SQLModel's Field returns
    """A yes or no that holds nothing else."""
    return Field(sa_type=Boolean(create_constraint=True, name=name))


def moment(**column: object) -> Any:  # noqa: ANN401 - what SQLModel's Field returns
    """A column of UTC times."""
    return Field(sa_type=UTCDateTime, sa_column_kwargs=column)


def stamped() -> Any:  # noqa: ANN401 - what SQLModel's Field returns
    """When the database took the row in; its clock, since no layer below the pages asks one."""
    return moment(server_default=sql.current_timestamp())
