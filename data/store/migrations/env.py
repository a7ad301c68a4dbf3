"""Alembic runs this; the connection and its transaction come from `data.store.migrating`."""

from alembic import context

from data.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
