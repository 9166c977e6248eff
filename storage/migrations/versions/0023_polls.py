"""quick polls: what is asked, the options, open votes, polls that Telegram holds, and saved drafts"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "poll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("ballot", sa.String(), nullable=True),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("revote", sa.Boolean(), nullable=False),
        sa.Column("fewest", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=True),
        sa.Column("quorum_of", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("closes_at", moment, nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("closed_at", moment, nullable=True),
        sa.Column("reminded_at", moment, nullable=True),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("grounds", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("turnout", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("late_until", moment, nullable=True),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("numbers", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_poll_network_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_poll_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll")),
    )
    for column in ("network_id", "by_id"):
        op.create_index(op.f(f"ix_poll_{column}"), "poll", [column], unique=False)
    op.create_table(
        "poll_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_poll_option_poll_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_poll_option_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_option")),
        sa.UniqueConstraint("poll_id", "number", name=op.f("uq_poll_option_poll_id_number")),
    )
    op.create_index(op.f("ix_poll_option_by_id"), "poll_option", ["by_id"], unique=False)
    op.create_table(
        "poll_vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("cast_by_id", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.Column("choices", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("cast_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_poll_vote_poll_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_poll_vote_person_id")),
        sa.ForeignKeyConstraint(["cast_by_id"], ["person.id"], name=op.f("fk_poll_vote_cast_by_id")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_poll_vote_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_vote")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_poll_vote_poll_id", "poll_vote", ["poll_id", "person_id"], unique=True)
    for column in ("person_id", "cast_by_id"):
        op.create_index(op.f(f"ix_poll_vote_{column}"), "poll_vote", [column], unique=False)
    op.create_table(
        "native_poll",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("telegram_id", sa.String(), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_native_poll_poll_id")),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_native_poll")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_native_poll_telegram_id")),
    )
    op.create_table(
        "poll_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_poll_template_network_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_poll_template_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_template")),
    )
    for column in ("network_id", "by_id"):
        op.create_index(op.f(f"ix_poll_template_{column}"), "poll_template", [column], unique=False)
