"""Alembic's entry: the connection is handed in by `store.migrate`, already inside a transaction."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, render_as_batch=True, transactional_ddl=False)
context.run_migrations()
