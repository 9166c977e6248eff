"""trust surveys: rounds, instruments that networks build, and texts that were reviewed"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("items", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("starts_anew", sa.Boolean(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("with_leaders", sa.Boolean(), nullable=False),
        sa.Column("expert_first", sa.Boolean(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("ballot", sa.String(), nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("opened_at", moment, nullable=True),
        sa.Column("closes_at", moment, nullable=True),
        sa.Column("reminded_at", moment, nullable=True),
        sa.Column("closed_at", moment, nullable=True),
        sa.Column("publishes_at", moment, nullable=True),
        sa.Column("published_at", moment, nullable=True),
        sa.Column("texts_at", moment, nullable=True),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("results", sa.String(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("comment_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_survey_network_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_survey_by_id")),
        sa.ForeignKeyConstraint(["comment_by_id"], ["person.id"], name=op.f("fk_survey_comment_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
    )
    for column in ("network_id", "by_id", "comment_by_id"):
        op.create_index(op.f(f"ix_survey_{column}"), "survey", [column], unique=False)
    op.create_table(
        "survey_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("items", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_survey_template_network_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_survey_template_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_template")),
    )
    for column in ("network_id", "by_id"):
        op.create_index(op.f(f"ix_survey_template_{column}"), "survey_template", [column], unique=False)
    op.create_table(
        "survey_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_text_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_text")),
    )
    op.create_index(op.f("ix_survey_text_survey_id"), "survey_text", ["survey_id"], unique=False)
