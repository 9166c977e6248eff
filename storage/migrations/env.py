"""How Alembic meets this house: batch mode for SQLite, all steps in one transaction, plain column types in drafts."""

from typing import Any, Literal

from alembic import context

from storage.schema import declared


def _plain_type(kind: str, item: Any, _autogen: object) -> str | Literal[False]:
    if kind != "type":
        return False
    name = type(item).__name__
    if name == "UTCDateTime":
        return "sa.DateTime(timezone=True)"
    if name == "AutoString":
        return "sa.String()"
    return repr(item) if name == "Word" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=declared(),
    render_as_batch=True,
    render_item=_plain_type,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
