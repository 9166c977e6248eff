"""office hours with a line"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("unnamed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("promising", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"], name=op.f("fk_question_asker_id")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["question.id"], name=op.f("fk_question_merged_into_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_question_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_asker_id"), ["asker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_question_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_question_network_id"), ["network_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("privately", sa.Boolean(), nullable=False),
        sa.Column("worth_keeping", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_answer_author_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_answer_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_question_id"), ["question_id"], unique=False)

    op.create_table(
        "office_hours_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_office_hours_offer_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_office_hours_offer_person_id")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["office_hours_series.id"], name=op.f("fk_office_hours_offer_series_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["office_hours_session.id"], name=op.f("fk_office_hours_offer_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_hours_offer")),
    )
    with op.batch_alter_table("office_hours_offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_hours_offer_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_office_hours_offer_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_office_hours_offer_series_id"), ["series_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_office_hours_offer_session_id"), ["session_id"], unique=False)

    op.create_table(
        "office_hours_presence",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_office_hours_presence_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["office_hours_session.id"], name=op.f("fk_office_hours_presence_session_id")
        ),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_office_hours_presence")),
    )
    with op.batch_alter_table("office_hours_presence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_hours_presence_person_id"), ["person_id"], unique=False)

    op.create_table(
        "office_hours_stand_in",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_office_hours_stand_in_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["office_hours_session.id"], name=op.f("fk_office_hours_stand_in_session_id")
        ),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_office_hours_stand_in")),
    )
    with op.batch_alter_table("office_hours_stand_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_hours_stand_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "office_hours_turn",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("in_group", sa.Boolean(), nullable=True),
        sa.Column("told_next", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_office_hours_turn_question_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["office_hours_session.id"], name=op.f("fk_office_hours_turn_session_id")
        ),
        sa.PrimaryKeyConstraint("session_id", "question_id", name=op.f("pk_office_hours_turn")),
    )
    with op.batch_alter_table("office_hours_turn", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_hours_turn_question_id"), ["question_id"], unique=False)

    op.create_table(
        "question_also_asking",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_question_also_asking_person_id")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_also_asking_question_id")
        ),
        sa.PrimaryKeyConstraint("question_id", "person_id", name=op.f("pk_question_also_asking")),
    )
    with op.batch_alter_table("question_also_asking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_also_asking_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("office_hours_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("moved", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("place", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("topic", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("attended", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("answered", sa.Integer(), nullable=True))

    with op.batch_alter_table("office_hours_session", schema=None) as batch_op:
        batch_op.alter_column("moved", server_default=None)
        batch_op.alter_column("revision", server_default=None)
