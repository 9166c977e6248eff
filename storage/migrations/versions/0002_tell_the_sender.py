"""tell the sender"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """On PostgreSQL, the process that sends hears at once of what another one wants sent."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(
        "CREATE FUNCTION tell_outbox() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN NOTIFY outbox; RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER tell_outbox AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION tell_outbox()"
    )
