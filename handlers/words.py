"""Names of the things that rules speak of: roles, kinds, acts; marked here once, rendered for each reader."""

from markupsafe import Markup

from facilitation.permissions import Act
from locales.reader import Reader, mark
from storage.institutions import InstitutionKind
from storage.roles import Role

ROLES = {
    Role.FACILITATOR: mark("facilitator"),
    Role.EXPERT: mark("expert"),
    Role.GUARDIAN: mark("organisational guardian"),
    Role.MEMBER: mark("permanent representative"),
    Role.OBSERVER: mark("observer"),
    Role.COORDINATOR: mark("coordinating team"),
}

KINDS = {
    InstitutionKind.CITY: mark("city or commune"),
    InstitutionKind.SCHOOL: mark("school"),
    InstitutionKind.UNIVERSITY: mark("university"),
    InstitutionKind.LIBRARY: mark("library"),
    InstitutionKind.CULTURAL_CENTRE: mark("cultural centre"),
    InstitutionKind.NGO: mark("NGO"),
    InstitutionKind.COMPANY: mark("company"),
    InstitutionKind.OFFICE: mark("office"),
    InstitutionKind.OTHER: mark("other"),
}

ACTS = {
    Act.CHANGE_NETWORK: mark("change the network's settings"),
    Act.SEE_NETWORK: mark("see the network's card"),
    Act.LIST_PEOPLE: mark("see the list of people"),
    Act.CONFIRM_PEOPLE: mark("confirm new people"),
    Act.LIST_INSTITUTIONS: mark("see the list of institutions"),
    Act.MERGE_INSTITUTIONS: mark("put institutions in order"),
    Act.SEE_ROLES: mark("see who holds which role"),
    Act.GIVE_ROLES: mark("give roles"),
    Act.NAME_DEPUTY: mark("name a deputy"),
    Act.READ_AUDIT: mark("read the log of changes"),
    Act.SEE_STATUS: mark("see what I owe the network"),
    Act.ANNOUNCE_OFFICE_HOURS: mark("announce and change office hours"),
    Act.SEE_OFFICE_HOURS: mark("see office hours"),
    Act.ASK: mark("ask questions and add to the answers"),
    Act.FIND: mark("find what the network knows"),
    Act.LEAD_QUESTIONS: mark("look after questions and answers"),
    Act.HIDE: mark("hide questions and answers"),
    Act.SEE_FUNDING_CALLS: mark("see the calls for funding"),
    Act.ADD_FUNDING_CALL: mark("add calls for funding"),
    Act.LEAD_FUNDING_CALLS: mark("correct and hide calls for funding"),
    Act.ARRANGE_AGENDA: mark("arrange the agenda of a meeting"),
    Act.PROPOSE_TOPICS: mark("propose topics for a meeting"),
    Act.SEE_MEETINGS: mark("see meetings"),
    Act.PLAN_MEETINGS: mark("plan and change meetings"),
    Act.HOST: mark("offer to host a meeting"),
    Act.WORK_IN_SUBGROUPS: mark("see and join working subgroups"),
    Act.NOTE_DOWN: mark("note down conclusions, decisions and actions"),
    Act.ARRANGE: mark("arrange the note of a meeting and the actions of others"),
    Act.CHECK_IN: mark("check in at a meeting"),
    Act.KEEP_ATTENDANCE: mark("keep the attendance list"),
    Act.ARCHIVE: mark("archive files of a meeting"),
    Act.WRITE_REPORT: mark("write the report of a meeting"),
    Act.SEE_REPORT: mark("see the report of a meeting"),
    Act.FIND_DATE: mark("look for a date and pick one"),
    Act.ANSWER_DATES: mark("say when you can come"),
    Act.SEE_DATES: mark("see which dates are proposed"),
    Act.START_POLL: mark("start and lead votes"),
    Act.VOTE: mark("vote"),
    Act.SEE_POLLS: mark("see votes and their results"),
    Act.LEAD_SURVEYS: mark("prepare and lead surveys, see results first"),
    Act.ANSWER_SURVEY: mark("answer surveys"),
    Act.SEE_SURVEYS: mark("see published results of surveys"),
    Act.COMPARE_NETWORKS: mark("see surveys of several networks together"),
    Act.LEAD_TIES: mark("begin and lead a network picture"),
    Act.ANSWER_TIES: mark("answer for an institution"),
    Act.SEE_TIES: mark("see network pictures"),
    Act.SHARE: mark("share in the log"),
    Act.CHECK_ENTRIES: mark("check entries of the log"),
    Act.TAKE_OVER: mark("take a practice over for an institution"),
    Act.CONSULT: mark("take part in consultations"),
    Act.LEAD_CONSULTATIONS: mark("lead consultations"),
    Act.COMPARE_ENTRIES: mark("compare entries and make model practices"),
    Act.EXPORT_LOG: mark("take the log out as files"),
    Act.IMPORT_LOG: mark("bring entries in from a table"),
    Act.INVITE_NETWORK: mark("invite new networks"),
}

LANGUAGE_NAMES = {"pl": "polski", "en": "English"}


def role_name(_: Reader, role: Role) -> Markup:
    return _(ROLES[role])


def kind_name(_: Reader, kind: InstitutionKind) -> Markup:
    return _(KINDS[kind])


def act_name(_: Reader, act: Act) -> Markup:
    return _(ACTS[act])
