"""settings of a network"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "setting",
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_setting_network_id")),
        sa.PrimaryKeyConstraint("network_id", "name", name=op.f("pk_setting")),
    )
    op.create_table(
        "quiet_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_quiet_time_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiet_time")),
    )
    with op.batch_alter_table("quiet_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quiet_time_network_id"), ["network_id"], unique=False)
    op.add_column(
        "office_hours_session", sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True)
    )
