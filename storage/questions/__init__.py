"""Questions that people ask, who else wants to know, and the answers that were given."""

from storage.questions.answered import (
    Answer,
    Endorsement,
    add_answer,
    answer_by_id,
    answer_in,
    answers,
    drop_answer,
    endorse,
    endorse_no_longer,
    endorsed,
)
from storage.questions.asked import (
    GONE,
    UNANSWERED,
    AlsoAsking,
    Question,
    QuestionState,
    Taking,
    add,
    also_ask,
    also_asking,
    answered_by_entry,
    ask_no_longer,
    by_id,
    by_ids,
    leave,
    open_of_person,
    page,
    present,
    release,
    take,
    taken_by,
    taker,
    to_change,
    untold,
)
from storage.questions.outside import (
    OutsideRequest,
    RequestState,
    add_request,
    request_by_digest,
    request_to_change,
)

__all__ = [
    "GONE", "UNANSWERED", "AlsoAsking", "Answer", "Endorsement", "OutsideRequest", "Question", "QuestionState",
    "RequestState", "Taking", "add", "add_answer", "add_request", "also_ask", "also_asking", "answer_by_id",
    "answer_in", "answered_by_entry", "answers", "ask_no_longer", "by_id", "by_ids", "drop_answer", "endorse",
    "endorse_no_longer", "endorsed", "leave", "open_of_person", "page", "present", "release", "request_by_digest",
    "request_to_change", "take", "taken_by", "taker", "to_change", "untold",
]  # fmt: skip
