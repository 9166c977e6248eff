"""find what is to be sent"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PENDING = sa.text("state IN ('ready', 'claimed')")


def upgrade() -> None:
    op.create_index(
        "ix_outbox_next",
        "outbox",
        ["priority", "id"],
        sqlite_where=PENDING,
        postgresql_where=PENDING,
    )
