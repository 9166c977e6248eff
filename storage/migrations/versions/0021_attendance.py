"""who was at a meeting, guests, files and reports of meetings"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.Column("presence", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_attendance_institution_id")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attendance_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_attendance_meeting_id_person_id")),
    )
    op.create_index(op.f("ix_attendance_person_id"), "attendance", ["person_id"], unique=False)
    op.create_table(
        "meeting_check_in",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_check_in_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meeting_check_in")),
    )
    _guests()
    _files()
    _reports()


def _guests() -> None:
    op.create_table(
        "meeting_guest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("instead_of_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("presence", sa.String(length=40), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_meeting_guest_added_by_id")),
        sa.ForeignKeyConstraint(
            ["instead_of_id"], ["person.id"], name=op.f("fk_meeting_guest_instead_of_id")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_guest_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_meeting_guest_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_guest")),
        sa.UniqueConstraint(
            "meeting_id", "instead_of_id", name=op.f("uq_meeting_guest_meeting_id_instead_of_id")
        ),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_meeting_guest_meeting_id_person_id")),
    )
    op.create_index(op.f("ix_meeting_guest_added_by_id"), "meeting_guest", ["added_by_id"], unique=False)
    op.create_index(op.f("ix_meeting_guest_instead_of_id"), "meeting_guest", ["instead_of_id"], unique=False)
    op.create_index(op.f("ix_meeting_guest_person_id"), "meeting_guest", ["person_id"], unique=False)
    op.create_table(
        "meeting_wrong_code",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_wrong_code_meeting_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_meeting_wrong_code_person_id")),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_meeting_wrong_code")),
    )
    op.create_index(
        op.f("ix_meeting_wrong_code_person_id"), "meeting_wrong_code", ["person_id"], unique=False
    )


def _files() -> None:
    op.create_table(
        "archived_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("archived_by_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("attached", sa.String(length=40), nullable=False),
        sa.Column("attached_id", sa.String(), nullable=False),
        sa.Column("attached_name", sa.String(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["archived_by_id"], ["person.id"], name=op.f("fk_archived_file_archived_by_id")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_archived_file_meeting_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_archived_file_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archived_file")),
    )
    op.create_index(
        op.f("ix_archived_file_archived_by_id"), "archived_file", ["archived_by_id"], unique=False
    )
    op.create_index(op.f("ix_archived_file_meeting_id"), "archived_file", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_archived_file_network_id"), "archived_file", ["network_id"], unique=False)


def _reports() -> None:
    op.create_table(
        "meeting_report",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.Integer(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("goals", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("difficulties", sa.String(), nullable=False),
        sa.Column("next_steps", sa.String(), nullable=False),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_report_meeting_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_meeting_report_network_id")),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["person.id"], name=op.f("fk_meeting_report_submitted_by_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meeting_report")),
    )
    op.create_index(op.f("ix_meeting_report_network_id"), "meeting_report", ["network_id"], unique=False)
    op.create_index(
        op.f("ix_meeting_report_submitted_by_id"), "meeting_report", ["submitted_by_id"], unique=False
    )
