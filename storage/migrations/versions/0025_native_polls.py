"""polls that Telegram holds: until when theirs says it runs, and votes there of people who have none here"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("native_poll", sa.Column("said_until", moment, nullable=True))
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outside", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.alter_column("outside", server_default=None)
