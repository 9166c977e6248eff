"""questions of the network: taken, recommended, hidden, with files; entries; requests to someone outside"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question_taking",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_taking_question_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_question_taking_person_id")),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_question_taking")),
    )
    op.create_index(op.f("ix_question_taking_person_id"), "question_taking", ["person_id"], unique=False)
    op.create_table(
        "answer_endorsement",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_answer_endorsement_answer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_answer_endorsement_person_id")),
        sa.PrimaryKeyConstraint("answer_id", "person_id", name=op.f("pk_answer_endorsement")),
    )
    op.create_index(
        op.f("ix_answer_endorsement_person_id"), "answer_endorsement", ["person_id"], unique=False
    )
    _entries()
    _file_and_reason("question")
    op.add_column("question", sa.Column("entry_id", sa.Integer(), nullable=True))
    op.add_column("question", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("question", sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE question SET told_at = asked_at")
    _file_and_reason("answer")
    op.add_column("answer", sa.Column("outside", sa.String(), nullable=False, server_default=""))
    op.add_column("answer", sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True))
    for table, own in (("question", "urgent"), ("answer", "outside")):
        with op.batch_alter_table(table) as batch_op:
            for column in (own, "attached_id", "attached_name"):
                batch_op.alter_column(column, server_default=None)


def _entries() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("shows_question", sa.Boolean(), nullable=False),
        sa.Column("outdated", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_entry_network_id")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_entry_author_id")),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name=op.f("fk_entry_institution_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_entry_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
    )
    for column in ("network_id", "author_id", "question_id", "answer_id"):
        op.create_index(op.f(f"ix_entry_{column}"), "entry", [column], unique=False)
    op.create_table(
        "outside_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_outside_request_question_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_outside_request_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_request")),
    )
    for column in ("question_id", "by_id", "digest"):
        op.create_index(op.f(f"ix_outside_request_{column}"), "outside_request", [column], unique=False)
    op.create_table(
        "last_search",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_last_search_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_last_search")),
    )


def _file_and_reason(table: str) -> None:
    op.add_column(table, sa.Column("attached", sa.String(length=40), nullable=True))
    op.add_column(table, sa.Column("attached_id", sa.String(), nullable=False, server_default=""))
    op.add_column(table, sa.Column("attached_name", sa.String(), nullable=False, server_default=""))
    op.add_column(table, sa.Column("hidden_reason", sa.String(), nullable=True))
