"""search"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_key",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", "term", name=op.f("pk_search_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_count",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("shelf", sa.Integer(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term", "shelf", name=op.f("pk_search_count")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=False),
        sa.Column("shelf", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("institution_kind", sa.String(length=40), nullable=True),
        sa.Column("outdated", sa.Boolean(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_search_text_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_text")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_search_text_kind_subject")),
    )
    with op.batch_alter_table("search_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_text_network_id"), ["network_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_text_shelf"), ["shelf"], unique=False)

    op.create_table(
        "search_posting",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("shelf", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("outdated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["search_text.id"], name=op.f("fk_search_posting_text_id")),
        sa.PrimaryKeyConstraint("term", "shelf", "text_id", name=op.f("pk_search_posting")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("search_posting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_posting_text_id"), ["text_id"], unique=False)
