"""Alembic's entry: the caller's connection, within the caller's transaction."""

from alembic import context

from backcare.notebook.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
)
context.run_migrations()
