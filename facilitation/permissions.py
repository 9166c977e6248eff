"""Who may do what: the one table. `docs/permissions.md` is generated from it and tests walk it cell by cell."""

from collections.abc import Collection
from enum import StrEnum

from storage.roles import Role


class Act(StrEnum):
    """What a role may do in its network."""

    CHANGE_NETWORK = "change the network's topic, language and time zone"
    SEE_NETWORK = "see the network's card and settings"
    LIST_PEOPLE = "see who is in and who can't be reached"
    CONFIRM_PEOPLE = "confirm people whom Telegram does not show in the group"
    LIST_INSTITUTIONS = "see the institutions and how many people each sends"
    MERGE_INSTITUTIONS = "merge, rename and expect institutions"
    SEE_ROLES = "see who leads and who holds which role"
    GIVE_ROLES = "give and end roles"
    NAME_DEPUTY = "name one's own deputy for a time"
    READ_AUDIT = "read the log of changes"
    SEE_STATUS = "see what the bot owes the network and put it right"
    ANNOUNCE_OFFICE_HOURS = "announce, change and end office hours"
    SEE_OFFICE_HOURS = "see the coming office hours"
    ASK = "ask questions, answer them, and add to the answers"
    FIND = "find what the network knows"
    LEAD_QUESTIONS = "recommend, keep and merge answers and questions, and ask people outside the network"
    HIDE = "hide a question or an answer, with a reason"
    SEE_FUNDING_CALLS = "see the open calls for funding"
    ADD_FUNDING_CALL = "add calls for funding"
    LEAD_FUNDING_CALLS = "correct and hide calls for funding that others added"
    SEE_MEETINGS = "see the coming meetings and those that were"
    PLAN_MEETINGS = "plan, change and cancel meetings"
    HOST = "offer one's institution as the host of a meeting"
    ARRANGE_AGENDA = "arrange the agenda of a meeting and keep its time"
    PROPOSE_TOPICS = "propose and support topics for a meeting, use its parking lot, see its internal parts"
    WORK_IN_SUBGROUPS = "see and join working subgroups"
    NOTE_DOWN = "note down conclusions, decisions and actions, and take actions on"
    ARRANGE = "arrange the note of a meeting and change everyone's actions"
    CHECK_IN = "check in at a meeting"
    KEEP_ATTENDANCE = "keep the attendance list of a meeting"
    ARCHIVE = "archive files of a meeting"
    WRITE_REPORT = "write the report of a meeting"
    SEE_REPORT = "see the report of a meeting"
    FIND_DATE = "start a search for a date, see who can come when, and pick one"
    ANSWER_DATES = "say which dates suit one"
    SEE_DATES = "see which dates are proposed and how they stand"
    START_POLL = "put something to the vote, change it and end it, and say why it was decided so"
    VOTE = "vote"
    SEE_POLLS = "see what is put to the vote and what came of it"
    LEAD_SURVEYS = "prepare surveys, begin and end them, see their results first and comment on them"
    ANSWER_SURVEY = "answer surveys"
    SEE_SURVEYS = "see the published results of surveys"
    COMPARE_NETWORKS = "see the results of surveys of several networks together"
    LEAD_TIES = "begin, prolong and cancel a network picture"
    ANSWER_TIES = "answer for one's institution from whom it has taken something over"
    SEE_TIES = "see how a network picture stands and those that were published"
    SHARE = "share practices, lessons, recommendations and projects in the log"
    CHECK_ENTRIES = "check what was shared, propose changes to it, hide it from the log"
    TAKE_OVER = "take a practice over for one's institution, and say how it went"
    CONSULT = "say what one thinks of a recommendation or a project"
    LEAD_CONSULTATIONS = "consult recommendations and projects and evaluate them"
    COMPARE_ENTRIES = "compare entries of the log and make a model practice of them"
    EXPORT_LOG = "take the log out as a brochure, a table or a catalogue"
    IMPORT_LOG = "bring entries into the log from a table"
    INVITE_NETWORK = "invite a new network to the installation"


_LEADERS = frozenset({Role.FACILITATOR, Role.EXPERT})
_TEAM = _LEADERS | {Role.GUARDIAN}
_ALL = _TEAM | {Role.MEMBER, Role.OBSERVER}
_FACILITATOR = frozenset({Role.FACILITATOR})

ALLOWED: dict[Act, frozenset[Role]] = {
    Act.CHANGE_NETWORK: _FACILITATOR,
    Act.SEE_NETWORK: _ALL,
    Act.LIST_PEOPLE: _TEAM,
    Act.CONFIRM_PEOPLE: _FACILITATOR,
    Act.LIST_INSTITUTIONS: _TEAM,
    Act.MERGE_INSTITUTIONS: _FACILITATOR | {Role.GUARDIAN},
    Act.SEE_ROLES: _ALL,
    Act.GIVE_ROLES: _FACILITATOR,
    Act.NAME_DEPUTY: _TEAM,
    Act.READ_AUDIT: _FACILITATOR,
    Act.SEE_STATUS: _FACILITATOR,
    Act.ANNOUNCE_OFFICE_HOURS: _LEADERS,
    Act.SEE_OFFICE_HOURS: _ALL,
    Act.ASK: _TEAM | {Role.MEMBER},
    Act.FIND: _ALL,
    Act.LEAD_QUESTIONS: _LEADERS,
    Act.HIDE: _FACILITATOR,
    Act.SEE_FUNDING_CALLS: _ALL,
    Act.ADD_FUNDING_CALL: _TEAM | {Role.MEMBER},
    Act.LEAD_FUNDING_CALLS: _LEADERS,
    Act.SEE_MEETINGS: _ALL,
    Act.PLAN_MEETINGS: _TEAM,
    Act.HOST: _TEAM | {Role.MEMBER},
    Act.ARRANGE_AGENDA: _LEADERS,
    Act.PROPOSE_TOPICS: _TEAM | {Role.MEMBER},
    Act.WORK_IN_SUBGROUPS: _TEAM | {Role.MEMBER},
    Act.NOTE_DOWN: _TEAM | {Role.MEMBER},
    Act.ARRANGE: _LEADERS,
    Act.CHECK_IN: _TEAM | {Role.MEMBER},
    Act.KEEP_ATTENDANCE: _TEAM,
    Act.ARCHIVE: _TEAM,
    Act.WRITE_REPORT: _LEADERS,
    Act.SEE_REPORT: _TEAM,
    Act.FIND_DATE: _TEAM,
    Act.ANSWER_DATES: _TEAM | {Role.MEMBER},
    Act.SEE_DATES: _ALL,
    Act.START_POLL: _LEADERS,
    Act.VOTE: _TEAM | {Role.MEMBER},
    Act.SEE_POLLS: _ALL,
    Act.LEAD_SURVEYS: _LEADERS,
    Act.ANSWER_SURVEY: _TEAM | {Role.MEMBER},
    Act.SEE_SURVEYS: _ALL,
    Act.COMPARE_NETWORKS: frozenset({Role.COORDINATOR}),
    Act.LEAD_TIES: _LEADERS,
    Act.ANSWER_TIES: frozenset({Role.MEMBER}),
    Act.SEE_TIES: _ALL,
    Act.SHARE: _TEAM | {Role.MEMBER},
    Act.CHECK_ENTRIES: _LEADERS,
    Act.TAKE_OVER: frozenset({Role.MEMBER}),
    Act.CONSULT: _ALL,
    Act.LEAD_CONSULTATIONS: _LEADERS,
    Act.COMPARE_ENTRIES: _LEADERS,
    Act.EXPORT_LOG: _TEAM,
    Act.IMPORT_LOG: _FACILITATOR,
    Act.INVITE_NETWORK: frozenset({Role.COORDINATOR}),
}


def may(roles: Collection[Role], act: Act) -> bool:
    return not ALLOWED[act].isdisjoint(roles)
