"""Questions: asked in the group or privately, answered by anyone, looked after until they end, and found again."""

from facilitation.facts import EntryChanged, GroupFound, Left, QuestionChanged, SpeechChanged
from facilitation.permissions import Act
from facilitation.questions.reasons import QuestionReason
from handlers.feature import Area, Command, Feature
from handlers.questions import (
    answering,
    asking,
    card,
    caring,
    finding,
    following,
    leading,
    listing,
    one,
    outside,
    owed,
    owning,
    page,
    quoting,
    settings,
    suggesting,
    telling,
)
from locales.reader import mark
from storage.search import Kind

FEATURE = Feature(
    name="questions",
    code="q",
    area=Area.KNOWLEDGE,
    commands=(
        Command(
            "pytanie", "ask", mark("ask the network: /ask how …"), asking.ask, act=Act.ASK,
            aliases=("pytam", "question"),
        ),
        Command(
            "pytania", "questions", mark("questions: those that wait, yours, the answered ones"), listing.show,
            act=Act.ASK, button=mark("Questions"),
        ),
    ),
    taps={
        "new": asking.on_new,
        "takehere": card.on_take_here,
        "alsohere": card.on_also_here,
        "mine": quoting.on_mine,
        "notmine": quoting.on_not_mine,
        "enough": suggesting.on_enough,
        "enoughhere": suggesting.on_enough_here,
        "list": listing.on_list,
        "leaveopen": listing.on_leave_open,
        "open": one.on_open,
        "answer": one.on_answer,
        "file": one.on_file,
        "answerfile": one.on_answer_file,
        "write": answering.on_write,
        "take": answering.on_take,
        "release": answering.on_release,
        "also": answering.on_also,
        "nolonger": answering.on_no_longer,
        "reword": owning.on_reword,
        "urgent": owning.on_urgent,
        "withdraw": owning.on_withdraw,
        "accept": owning.on_accept,
        "nothelped": owning.on_not_helped,
        "outdated": owning.on_outdated,
        "renewed": owning.on_renewed,
        "takeback": owning.on_take_back,
        "lead": leading.on_lead,
        "endorse": leading.on_endorse,
        "merge": leading.on_merge,
        "mergeinto": leading.on_merge_into,
        "hide": leading.on_hide,
        "hideanswer": leading.on_hide_answer,
        "show": leading.on_show,
        "showanswer": leading.on_show_answer,
        "outside": outside.on_outside,
        "showoutside": outside.on_show_outside,
        "keepinside": outside.on_keep_inside,
        "hours": settings.on_hours,
    },
    links={
        "question": one.on_open,
        "newquestion": asking.on_new,
        "questions": listing.on_link,
        "outside": outside.on_link,
    },
    web={"outside": page.take},
    public=frozenset({"takehere", "alsohere", "mine", "notmine", "enoughhere"}),
    forms=(asking.FORM, answering.FORM, owning.REWORD, leading.HIDE, outside.FORM),
    due={
        "follow": following.follow,
        "left": following.left,
        "again": following.show_again,
        "suggest": suggesting.suggest,
        "tell": telling.tell,
        "round": caring.tell_round,
        "care": caring.care,
        "confirm": caring.confirm,
    },
    hears={
        QuestionChanged: following.on_changed,
        EntryChanged: following.on_entry_changed,
        Left: following.on_left,
        SpeechChanged: following.on_group_changed,
        GroupFound: following.on_group_changed,
    },
    posts={"card": card.render, "file": card.render_file},
    under={"card": answering.under_card, "file": answering.under_card},
    mentioned=asking.on_mentioned,
    matters={one.MATTER: one.as_matter},
    finds={Kind.QUESTION: finding.findings},
    begins=following.begin,
    owes=owed.OWES,
    about=owed.about,
    settings=settings.SECTION,
    remembers=owed.REMEMBERS,
    refusals={
        QuestionReason.TOO_SHORT: mark("That is very short. Please write the question in a few words more."),
        QuestionReason.TOO_LONG: mark("The question has {length} characters; please keep it within {most}."),
        QuestionReason.ANSWER_LONG: mark("That has {length} characters; please keep it within {most}."),
        QuestionReason.ANSWER_EMPTY: mark("Please write it in words; I can't pass on anything else yet."),
        QuestionReason.NOT_YOURS: mark("Only whoever asked this question can do that."),
        QuestionReason.YOUR_OWN: mark("This is your own question."),
        QuestionReason.GONE: mark("This question was taken back."),
        QuestionReason.SETTLED: mark("This question has its answer already."),
        QuestionReason.MANY: mark(
            "You have {most} questions that wait for an answer. Take one back, or ask again when one is answered."
        ),
        QuestionReason.NOT_YOUR_ANSWER: mark("Only whoever gave this answer can do that."),
        QuestionReason.ANSWER_GONE: mark("This answer is not there any more."),
        QuestionReason.YOUR_OWN_ANSWER: mark("This is your own answer; someone else may recommend it."),
        QuestionReason.REASON_LONG: mark("That has {length} characters; please keep it within {most}."),
        QuestionReason.NOT_THEIR_WORDS: mark(
            "Only whoever wrote the message can make a question of it. You can ask it yourself: /ask and the words."
        ),
        QuestionReason.NAME_LENGTH: mark("Please write your name in 2 to {most} characters."),
        QuestionReason.ENOUGH_FROM_OUTSIDE: mark(
            "This address has brought {most} answers, and that is enough. Thank you! "
            "If you know more, please write to whoever sent it to you."
        ),
        QuestionReason.NO_CONSENT: mark(
            "Whoever asked can't be reached, so nobody can agree to show the question outside the network."
        ),
    },
)  # fmt: skip
