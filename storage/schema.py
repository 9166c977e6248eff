"""Every table of the house, so that the declared schema is complete when it is asked for."""

from sqlalchemy import MetaData
from sqlmodel import SQLModel

from storage import (
    dialogues,
    due_work,
    feeds,
    inbox,
    institutions,
    invitations,
    network,
    outbox,
    pause,
    people,
    posts,
    questions,
    quiet_times,
    roles,
    settings,
)
from storage import office_hours as office_hours
from storage.table import Table

TABLES: tuple[type[Table], ...] = (
    dialogues.Dialogue,
    due_work.DueWork,
    feeds.Feed,
    inbox.Arrival,
    institutions.Institution,
    institutions.Membership,
    invitations.Invitation,
    network.Network,
    office_hours.Series,
    office_hours.Host,
    office_hours.Session,
    office_hours.StandIn,
    office_hours.Presence,
    office_hours.Offer,
    office_hours.Turn,
    outbox.Saying,
    pause.Pause,
    people.Person,
    posts.Naming,
    posts.Post,
    questions.Question,
    questions.AlsoAsking,
    questions.Answer,
    quiet_times.QuietTime,
    roles.Audit,
    roles.Grant,
    settings.Decision,
)


def declared() -> MetaData:
    """The schema that the tables declare; migrations must produce exactly this."""
    return SQLModel.metadata
