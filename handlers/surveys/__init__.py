"""Trust surveys: several items answered privately, sealed until the end, and shown as aggregates only."""

from facilitation.facts import Forgotten, GroupFound, SpeechChanged
from facilitation.permissions import Act
from facilitation.surveys.reasons import SurveyReason
from handlers.due import Prepared
from handlers.feature import Area, Command, Feature, Paper, Place
from handlers.surveys import (
    answering,
    beginning,
    begins,
    building,
    card,
    choosing,
    clock,
    comment,
    detail,
    drafting,
    drawing,
    following,
    glancing,
    history,
    leading,
    one,
    overview,
    owed,
    picture,
    preview,
    printed,
    questions,
    reminding,
    results,
    review,
    table,
    together,
    writing,
)
from locales.reader import mark

FEATURE = Feature(
    name="surveys",
    code="srv",
    area=Area.VOTING,
    commands=(
        Command(
            "ankieta", "survey", mark("surveys of the network: answer, prepare, see results"),
            overview.show, act=Act.SEE_SURVEYS, aliases=("ankiety", "surveys"), button=mark("Surveys"),
        ),
        Command(
            "przekroj", "across", mark("surveys of several networks together"),
            together.show, place=Place.PRIVATE, act=Act.COMPARE_NETWORKS,
        ),
    ),
    taps={
        "list": overview.on_list,
        "older": overview.on_older,
        "open": one.on_open,
        "start": answering.on_start,
        "item": answering.on_item,
        "review": answering.on_review,
        "seal": answering.on_seal,
        "write": writing.on_write,
        "try": preview.on_try,
        "new": choosing.on_new,
        "take": choosing.on_take,
        "use": choosing.on_use,
        "again": choosing.on_again,
        "set": drafting.on_set,
        "purpose": drafting.on_purpose,
        "begin": beginning.on_begin,
        "begun": beginning.on_begun,
        "longer": leading.on_longer,
        "prolong": leading.on_prolong,
        "cancel": leading.on_cancel,
        "build": building.on_build,
        "blank": building.on_blank,
        "like": building.on_like,
        "own": building.on_own,
        "copy": building.on_copy,
        "rename": building.on_rename,
        "putback": building.on_put_back,
        "scrap": building.on_scrap,
        "scrapped": building.on_scrapped,
        "question": questions.on_item,
        "move": questions.on_move,
        "drop": questions.on_drop,
        "additem": questions.on_add,
        "reword": questions.on_reword,
        "page": one.on_page,
        "picture": picture.on_picture,
        "detail": detail.on_detail,
        "comment": comment.on_comment,
        "publish": comment.on_publish,
        "publishnow": comment.on_publish_now,
        "texts": review.on_texts,
        "verdict": review.on_verdict,
        "showtexts": review.on_show,
        "textsout": review.on_texts_out,
        "written": review.on_written,
        "history": history.on_history,
        "rounds": history.on_rounds,
        "print": printed.on_print,
        "paper": printed.on_paper,
        "csv": table.on_csv,
        "networks": together.on_networks,
        "together": together.on_together,
    },
    links={"survey": answering.on_link},
    forms=(drafting.FORM, leading.FORM, building.NAME, questions.FORM, comment.FORM, writing.FORM,),
    begins=begins.begin,
    boxes=begins.boxes,
    due={
        "begun": clock.begun,
        "close": clock.close,
        "count": Prepared(clock.be_ready_to_count, clock.count),
        "ready": results.ready,
        "publish": Prepared(drawing.draw, results.publish),
        "picture": Prepared(drawing.draw, picture.send),
        "rounds": Prepared(history.draw, history.send),
        "paper": Prepared(printed.make, printed.send),
        "burn": clock.burn,
        "remind": reminding.remind,
        "glance": glancing.glance,
        "again": following.again,
        "forget": following.forget,
    },
    hears={
        SpeechChanged: following.on_group_changed,
        GroupFound: following.on_group_changed,
        Forgotten: following.on_forgotten,
    },
    posts={"card": card.render},
    papers={"survey": Paper(mark("Survey results"), Act.SEE_SURVEYS, printed.of_meeting)},
    owes=owed.OWES,
    about=owed.about,
    remembers=owed.REMEMBERS,
    refusals={
        SurveyReason.NOT_OPEN_YET: mark(
            "The network is not open yet. First confirm its settings: /network in the group."
        ),
        SurveyReason.ONE_AT_A_TIME: mark(
            "A survey is under way in this network. The next one can begin when it is over: /survey"
        ),
        SurveyReason.FEW_INVITED: mark(
            "Only {n} people would be asked. Fewer than {least} answers are never shown, so a survey needs at least "
            "{least} people."
        ),
        SurveyReason.NO_ITEMS: mark("A survey needs at least one question that is answered with buttons."),
        SurveyReason.OVER: mark("This survey is over. /survey shows what came of it."),
        SurveyReason.NOT_OVER: mark("This survey is not over yet. /survey shows how it stands."),
        SurveyReason.NO_DRAFT: mark("This survey is no longer in preparation. /survey shows how things stand."),
        SurveyReason.BEGUN: mark("This survey has begun already, so it can't be changed any more: /survey"),
        SurveyReason.AWAY: mark("I am not in the group at the moment. Please add me again first."),
        SurveyReason.NOT_INVITED: mark(
            "You are not among those who were asked when this survey began. The results are shown to everyone."
        ),
        SurveyReason.SEALED: mark("Your answer is in the box. It can't be changed, nor looked at, by anybody."),
        SurveyReason.NOTHING_ANSWERED: mark("Nothing is answered yet. Please answer at least one question."),
        SurveyReason.NOT_THESE_ANSWERS: mark("This button is of no use here. Please open the survey again: /survey"),
        SurveyReason.NO_BOX: mark(
            "The box of this survey is not there yet. Please open the survey again in a moment: /survey"
        ),
        SurveyReason.TEXT_EMPTY: mark("Please answer in words, or tap the button under the question."),
        SurveyReason.TEXT_LONG: mark(
            "That has {length} characters, and at most {most} fit. It did not go into the box; please shorten it and "
            "send it again."
        ),
        SurveyReason.HOURS: mark("Please choose one of the times on the buttons."),
        SurveyReason.PURPOSE_LONG: mark("That has {length} characters; please keep it within {most}."),
        SurveyReason.COMMENT_LONG: mark("That has {length} characters; please keep it within {most}."),
        SurveyReason.FACILITATORS_REVIEW: mark("Before it is shown, only the facilitators read what people wrote."),
        SurveyReason.RESULTS_FIRST: mark("First the group has to see the results; then texts can be published."),
        SurveyReason.NO_TEXT_SHOWN: mark("No text is to be shown so far. Please decide on each of them first."),
        SurveyReason.TEXTS_OUT: mark("The texts are published, so this can't be changed any more."),
        SurveyReason.REASON_EMPTY: mark("Please write the reason in a sentence."),
        SurveyReason.REASON_LENGTH: mark("That has {length} characters; please keep it within {most}."),
        SurveyReason.TEMPLATES_MANY: mark("You keep {most} surveys of your own already. Please delete one first."),
        SurveyReason.TEMPLATE_TWICE: mark("There is “{name}” already. Please write another name."),
        SurveyReason.TEMPLATE_GONE: mark("This survey of your own is not there any more: /survey"),
        SurveyReason.ITEM_EMPTY: mark("Please write the question."),
        SurveyReason.ITEM_LENGTH: mark("That has {length} characters; please keep it within {most}."),
        SurveyReason.ITEMS_MANY: mark(
            "No more questions fit: {most} at most. Delete one, or ask the rest in another survey; short ones are "
            "answered more often."
        ),
        SurveyReason.TEXTS_MANY: mark(
            "Not more than {most} questions may be answered in own words. Please choose another kind, or delete one."
        ),
        SurveyReason.OPTION_LONG: mark(
            "One of the answers has {length} characters; please keep each within {most}."
        ),
        SurveyReason.OPTIONS_NUMBER: mark(
            "I count {n} lines. Please write from {least} to {most}, one answer in each line."
        ),
        SurveyReason.OPTION_TWICE: mark("“{option}” is there twice. Please write each answer once."),
        SurveyReason.TITLE: mark("Please write a short name of at most {most} characters."),
    },
)  # fmt: skip
