"""the shared log: parts of entries, for whom they are, versions, files, flags; adoptions and consultations"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


MOMENT, WORD = sa.DateTime(timezone=True), sa.String(length=40)


def upgrade() -> None:
    _entries()
    _around_entries()
    _versions()
    _adoptions()
    _consultations()


def _entries() -> None:
    """What an entry said so far is what was done."""
    texts = (
        "problem",
        "result",
        "cost",
        "conditions",
        "pitfalls",
        "otherwise",
        "contact",
        "small",
        "middle",
        "large",
        "reason",
    )
    words = {"kind": "practice", "audience": "network"}
    numbers = {"version": "1", "checked_version": "1"}
    with op.batch_alter_table("entry") as batch_op:
        batch_op.alter_column("words", new_column_name="done")
        for name in texts:
            batch_op.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        for name, usual in words.items():
            batch_op.add_column(sa.Column(name, WORD, nullable=False, server_default=usual))
        for name, usual in numbers.items():
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default=usual))
        for name in ("again", "size"):
            batch_op.add_column(sa.Column(name, WORD, nullable=True))
        for name in ("submitted_at", "changed_at", "confirmed_at"):
            batch_op.add_column(sa.Column(name, MOMENT, nullable=True))
        batch_op.create_index(op.f("ix_entry_institution_id"), ["institution_id"], unique=False)
    with op.batch_alter_table("entry") as batch_op:
        for name in (*texts, *words, *numbers):
            batch_op.alter_column(name, server_default=None)


def _around_entries() -> None:
    op.create_table(
        "entry_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_as", sa.String(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_entry_file_entry_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entry_file_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_file")),
    )
    op.create_index(op.f("ix_entry_file_entry_id"), "entry_file", ["entry_id"], unique=False)
    op.create_index(op.f("ix_entry_file_person_id"), "entry_file", ["person_id"], unique=False)
    op.create_table(
        "entry_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("flagged_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_entry_flag_entry_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entry_flag_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_flag")),
    )
    op.create_index(op.f("ix_entry_flag_entry_id"), "entry_flag", ["entry_id"], unique=False)
    op.create_index(op.f("ix_entry_flag_person_id"), "entry_flag", ["person_id"], unique=False)
    op.create_table(
        "entry_tag",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_entry_tag_entry_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_entry_tag_topic_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "topic_id", name=op.f("pk_entry_tag")),
    )
    op.create_index(op.f("ix_entry_tag_topic_id"), "entry_tag", ["topic_id"], unique=False)
    op.create_table(
        "entry_source",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_entry_source_entry_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["entry.id"], name=op.f("fk_entry_source_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "source_id", name=op.f("pk_entry_source")),
    )
    op.create_index(op.f("ix_entry_source_source_id"), "entry_source", ["source_id"], unique=False)


def _versions() -> None:
    op.create_table(
        "entry_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("replaced_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_entry_version_by_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_entry_version_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_version")),
        sa.UniqueConstraint("entry_id", "number", name=op.f("uq_entry_version_entry_id_number")),
    )
    op.create_index(op.f("ix_entry_version_by_id"), "entry_version", ["by_id"], unique=False)
    op.create_table(
        "entry_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_entry_proposal_by_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_entry_proposal_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_proposal")),
    )
    op.create_index(op.f("ix_entry_proposal_by_id"), "entry_proposal", ["by_id"], unique=False)
    op.create_index(op.f("ix_entry_proposal_entry_id"), "entry_proposal", ["entry_id"], unique=False)


def _adoptions() -> None:
    op.create_table(
        "adoption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("state", WORD, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("named", WORD, nullable=False),
        sa.Column("adopter_meets", sa.Boolean(), nullable=True),
        sa.Column("author_meets", sa.Boolean(), nullable=True),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("announced_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_adoption_entry_id")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_adoption_institution_id")
        ),
        sa.ForeignKeyConstraint(["lesson_id"], ["entry.id"], name=op.f("fk_adoption_lesson_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_adoption_network_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_adoption_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption")),
        sa.UniqueConstraint("entry_id", "institution_id", name=op.f("uq_adoption_entry_id_institution_id")),
    )
    op.create_index(op.f("ix_adoption_institution_id"), "adoption", ["institution_id"], unique=False)
    op.create_index(op.f("ix_adoption_network_id"), "adoption", ["network_id"], unique=False)
    op.create_index(op.f("ix_adoption_person_id"), "adoption", ["person_id"], unique=False)
    op.create_table(
        "adoption_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("adoption_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("state", WORD, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["adoption_id"], ["adoption.id"], name=op.f("fk_adoption_step_adoption_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_adoption_step_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption_step")),
    )
    op.create_index(op.f("ix_adoption_step_adoption_id"), "adoption_step", ["adoption_id"], unique=False)
    op.create_index(op.f("ix_adoption_step_person_id"), "adoption_step", ["person_id"], unique=False)


def _consultations() -> None:
    op.create_table(
        "consultation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("verdict", WORD, nullable=True),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("evaluated_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_consultation_by_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_consultation_entry_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_consultation_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_consultation_entry_id")),
    )
    op.create_index(op.f("ix_consultation_by_id"), "consultation", ["by_id"], unique=False)
    op.create_index(op.f("ix_consultation_network_id"), "consultation", ["network_id"], unique=False)
    op.create_table(
        "entry_voice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("observer", sa.Boolean(), nullable=False),
        sa.Column("stance", WORD, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_entry_voice_consultation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entry_voice_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_voice")),
        sa.UniqueConstraint(
            "consultation_id", "person_id", name=op.f("uq_entry_voice_consultation_id_person_id")
        ),
    )
    op.create_index(op.f("ix_entry_voice_consultation_id"), "entry_voice", ["consultation_id"], unique=False)
    op.create_index(op.f("ix_entry_voice_person_id"), "entry_voice", ["person_id"], unique=False)
