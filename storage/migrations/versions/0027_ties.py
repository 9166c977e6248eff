"""network pictures: the rounds in which a network was asked, and what each institution answered"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "tie_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("closes_at", moment, nullable=False),
        sa.Column("reminded_at", moment, nullable=True),
        sa.Column("publish_at", moment, nullable=True),
        sa.Column("published_at", moment, nullable=True),
        sa.Column("places", sa.String(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_tie_round_network_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_tie_round_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie_round")),
    )
    for column in ("network_id", "by_id"):
        op.create_index(op.f(f"ix_tie_round_{column}"), "tie_round", [column], unique=False)
    op.create_table(
        "tie_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("givers", sa.String(), nullable=False),
        sa.Column("nobody", sa.Boolean(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("answered_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["tie_round.id"], name=op.f("fk_tie_answer_round_id")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_tie_answer_institution_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tie_answer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie_answer")),
        sa.UniqueConstraint("round_id", "institution_id", name=op.f("uq_tie_answer_round_id_institution_id")),
    )
    for column in ("institution_id", "person_id"):
        op.create_index(op.f(f"ix_tie_answer_{column}"), "tie_answer", [column], unique=False)
