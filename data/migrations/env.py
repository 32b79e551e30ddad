"""What alembic runs: the steps, on the connection that `data.workspace` hands over."""

from alembic import context

from data.schema.workspace import Workspace

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Workspace.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
