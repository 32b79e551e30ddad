"""What alembic runs: the steps, on the connection that `data.upgrade` hands over."""

from alembic import context

from data.schema.workspace import Workspace


def run() -> None:
    """Run the steps in one transaction."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Workspace.metadata,
        transactional_ddl=True,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if hasattr(context, "config"):  # only alembic itself has one; the others just look at the module
    run()
