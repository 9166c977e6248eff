"""Quick polls: what is asked, how it may be answered, who voted for what, and what came of it."""

from storage.polls.native import NativePoll as NativePoll
from storage.polls.polls import Option as Option
from storage.polls.polls import Poll as Poll
from storage.polls.polls import PollKind as PollKind
from storage.polls.polls import PollState as PollState
from storage.polls.polls import Subject as Subject
from storage.polls.polls import Unit as Unit
from storage.polls.polls import add as add
from storage.polls.polls import add_options as add_options
from storage.polls.polls import by_id as by_id
from storage.polls.polls import by_ids as by_ids
from storage.polls.polls import keep_open as keep_open
from storage.polls.polls import of_meeting as of_meeting
from storage.polls.polls import of_network as of_network
from storage.polls.polls import of_subject as of_subject
from storage.polls.polls import options as options
from storage.polls.polls import secret_ones as secret_ones
from storage.polls.polls import take_out as take_out
from storage.polls.polls import to_change as to_change
from storage.polls.templates import Template as Template
from storage.polls.votes import Vote as Vote
