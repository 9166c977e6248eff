"""Every table of the house, so that the declared schema is complete when it is asked for."""

from sqlalchemy import MetaData
from sqlmodel import SQLModel

from storage import (
    dialogues,
    due_work,
    inbox,
    institutions,
    invitations,
    network,
    outbox,
    pause,
    people,
    posts,
    roles,
)
from storage import office_hours as office_hours
from storage.table import Table

TABLES: tuple[type[Table], ...] = (
    dialogues.Dialogue,
    due_work.DueWork,
    inbox.Arrival,
    institutions.Institution,
    institutions.Membership,
    invitations.Invitation,
    network.Network,
    office_hours.Series,
    office_hours.Host,
    office_hours.Session,
    outbox.Saying,
    pause.Pause,
    people.Person,
    posts.Naming,
    posts.Post,
    roles.Audit,
    roles.Grant,
)


def declared() -> MetaData:
    """The schema that the tables declare; migrations must produce exactly this."""
    return SQLModel.metadata
