"""searches for a date: what is proposed, and who can come when"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "date_poll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("picked_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_date_poll_network_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_date_poll_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_poll")),
    )
    for column in ("network_id", "by_id"):
        op.create_index(op.f(f"ix_date_poll_{column}"), "date_poll", [column], unique=False)
    op.create_table(
        "date_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["poll_id"], ["date_poll.id"], name=op.f("fk_date_proposal_poll_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_proposal")),
    )
    op.create_index(op.f("ix_date_proposal_poll_id"), "date_proposal", ["poll_id"], unique=False)
    op.create_table(
        "date_answer",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=40), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["date_proposal.id"], name=op.f("fk_date_answer_proposal_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_date_answer_person_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["date_poll.id"], name=op.f("fk_date_answer_poll_id")),
        sa.PrimaryKeyConstraint("proposal_id", "person_id", name=op.f("pk_date_answer")),
    )
    for column in ("person_id", "poll_id"):
        op.create_index(op.f(f"ix_date_answer_{column}"), "date_answer", [column], unique=False)
