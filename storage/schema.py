"""Every table of the house, so that the declared schema is complete when it is asked for."""

from sqlalchemy import MetaData
from sqlmodel import SQLModel

from storage import (
    archive,
    attendance,
    dialogues,
    due_work,
    entries,
    feeds,
    funding_calls,
    inbox,
    institutions,
    invitations,
    last_search,
    network,
    outbox,
    pause,
    people,
    posts,
    questions,
    quiet_times,
    reports,
    roles,
    search,
    settings,
    subgroups,
    topics,
)
from storage import meetings as meetings
from storage import office_hours as office_hours
from storage.table import Table

TABLES: tuple[type[Table], ...] = (
    archive.ArchivedFile,
    attendance.Attendance,
    attendance.CheckIn,
    attendance.Guest,
    attendance.WrongCode,
    dialogues.Dialogue,
    due_work.DueWork,
    entries.Entry,
    feeds.Feed,
    funding_calls.FundingCall,
    inbox.Arrival,
    institutions.Institution,
    institutions.Membership,
    invitations.Invitation,
    last_search.LastSearch,
    meetings.HostOffer,
    meetings.Meeting,
    meetings.MeetingRhythm,
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
    reports.Report,
    questions.Question,
    questions.AlsoAsking,
    questions.Answer,
    questions.Endorsement,
    questions.OutsideRequest,
    questions.Taking,
    quiet_times.QuietTime,
    roles.Audit,
    roles.Grant,
    search.Count,
    search.Findable,
    search.Key,
    search.Posting,
    settings.Decision,
    subgroups.Subgroup,
    subgroups.SubgroupMember,
    topics.Topic,
    topics.CanHelp,
)


def declared() -> MetaData:
    """The schema that the tables declare; migrations must produce exactly this."""
    return SQLModel.metadata
