"""meetings, their rhythm, institutions that offer to host them, and working subgroups"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subgroup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_subgroup_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subgroup")),
    )
    op.create_index(op.f("ix_subgroup_network_id"), "subgroup", ["network_id"], unique=False)
    op.create_table(
        "subgroup_member",
        sa.Column("subgroup_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["subgroup_id"], ["subgroup.id"], name=op.f("fk_subgroup_member_subgroup_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_subgroup_member_person_id")),
        sa.PrimaryKeyConstraint("subgroup_id", "person_id", name=op.f("pk_subgroup_member")),
    )
    op.create_index(op.f("ix_subgroup_member_person_id"), "subgroup_member", ["person_id"], unique=False)
    _meetings()
    op.create_table(
        "meeting_rhythm",
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("starts_local", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_meeting_rhythm_network_id")),
        sa.PrimaryKeyConstraint("network_id", name=op.f("pk_meeting_rhythm")),
    )
    op.create_table(
        "host_offer",
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_host_offer_institution_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_host_offer_person_id")),
        sa.PrimaryKeyConstraint("institution_id", name=op.f("pk_host_offer")),
    )
    op.create_index(op.f("ix_host_offer_person_id"), "host_offer", ["person_id"], unique=False)


def _meetings() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("subgroup_id", sa.Integer(), nullable=True),
        sa.Column("occasion", sa.DateTime(), nullable=True),
        sa.Column("date_poll_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("work_format", sa.String(length=40), nullable=True),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_meeting_network_id")),
        sa.ForeignKeyConstraint(["subgroup_id"], ["subgroup.id"], name=op.f("fk_meeting_subgroup_id")),
        sa.ForeignKeyConstraint(["host_id"], ["institution.id"], name=op.f("fk_meeting_host_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("network_id", "occasion", name=op.f("uq_meeting_network_id_occasion")),
    )
    for column in ("network_id", "subgroup_id", "date_poll_id", "starts_at"):
        op.create_index(op.f(f"ix_meeting_{column}"), "meeting", [column], unique=False)
