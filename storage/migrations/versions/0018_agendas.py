"""agendas of meetings, proposed topics, the parking lot"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _proposals()
    op.create_table(
        "agenda",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("numbers", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("published", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_off", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_meeting_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_agenda_network_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_agenda")),
    )
    op.create_index(op.f("ix_agenda_network_id"), "agenda", ["network_id"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=True),
        sa.Column("guest", sa.String(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["agenda.meeting_id"], name=op.f("fk_agenda_item_meeting_id")
        ),
        sa.ForeignKeyConstraint(["leader_id"], ["person.id"], name=op.f("fk_agenda_item_leader_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposed_topic.id"], name=op.f("fk_agenda_item_proposal_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "number", name=op.f("pk_agenda_item")),
    )
    for column in ("leader_id", "proposal_id"):
        op.create_index(op.f(f"ix_agenda_item_{column}"), "agenda_item", [column], unique=False)
    _parking()


def _proposals() -> None:
    op.create_table(
        "proposed_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("declined_reason", sa.String(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_proposed_topic_network_id")),
        sa.ForeignKeyConstraint(["proposer_id"], ["person.id"], name=op.f("fk_proposed_topic_proposer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_topic")),
    )
    for column in ("network_id", "proposer_id"):
        op.create_index(op.f(f"ix_proposed_topic_{column}"), "proposed_topic", [column], unique=False)
    op.create_table(
        "proposed_topic_support",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposed_topic.id"], name=op.f("fk_proposed_topic_support_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_proposed_topic_support_person_id")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "person_id", name=op.f("pk_proposed_topic_support")),
    )
    op.create_index(
        op.f("ix_proposed_topic_support_person_id"), "proposed_topic_support", ["person_id"], unique=False
    )


def _parking() -> None:
    op.create_table(
        "parked_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_parked_topic_network_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_parked_topic_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_parked_topic_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked_topic")),
    )
    for column in ("network_id", "meeting_id", "person_id"):
        op.create_index(op.f(f"ix_parked_topic_{column}"), "parked_topic", [column], unique=False)
