"""calls for funding"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "funding_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("hidden_reason", sa.String(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_funding_call_network_id")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_funding_call_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_call")),
    )
    for column in ("network_id", "author_id"):
        op.create_index(op.f(f"ix_funding_call_{column}"), "funding_call", [column], unique=False)
