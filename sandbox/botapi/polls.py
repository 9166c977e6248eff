"""sendPoll and stopPoll."""

from __future__ import annotations

from typing import Any

from sandbox import markup
from sandbox.botapi.common import Params, checked_markup, find_message, known_chat, send, writable_chat
from sandbox.errors import bad_request
from sandbox.polls import Poll
from sandbox.world import World

MAX_QUESTION, MAX_OPTION, MAX_EXPLANATION, MAX_OPEN = 300, 100, 200, 2_628_000


def send_poll(world: World, p: Params) -> Params:
    chat = writable_chat(world, p["chat_id"], "can_send_polls")
    poll = _poll(world, p)
    message = send(world, chat, p, {}, poll=poll)
    if poll.close_at is not None:
        world.closing.append(message)
    return message.as_dict()


def stop_poll(world: World, p: Params) -> Params:
    message = find_message(world, known_chat(world, p["chat_id"]), p["message_id"], "be edited")
    if message.poll is None:
        raise bad_request("message is not a poll")
    if message.sender is not world.bot:
        raise bad_request("poll can't be stopped")
    if message.poll.closed:
        raise bad_request("poll has already been closed")
    message.markup = checked_markup(p)
    world.close_poll(message)
    return message.poll.as_dict()


def _poll(world: World, p: Params) -> Poll:
    if "media" in p or "explanation_media" in p or any("media" in option for option in p["options"]):
        raise bad_request("sandbox: pictures in polls are not supported yet")
    question, question_entities = _text(p["question"], p, "question", MAX_QUESTION, "poll question")
    quiz = _is_quiz(p)
    settings: Params = {"type": "quiz"} if quiz else {}
    if question_entities:
        settings["question_entities"] = question_entities
    for key, most in (("explanation", MAX_EXPLANATION), ("description", 1024)):
        if p.get(key):
            settings[key], found = _text(p[key], p, key, most, f"poll {key}")
            settings |= {f"{key}_entities": found} if found else {}
    close_at = _close_at(world, p)
    if "open_period" in p:
        settings["open_period"] = p["open_period"]
    if close_at is not None:
        settings["close_date"] = close_at
    return Poll(
        id=str(5_000_000_000 + world.next_number()),
        question=question,
        options=[_option(index, option) for index, option in enumerate(p["options"])],
        anonymous=p.get("is_anonymous", True),
        multiple=p.get("allows_multiple_answers", False),
        revoting=p.get("allows_revoting", not quiz),
        hide_until_closed=p.get("hide_results_until_closes", False),
        closed=p.get("is_closed", False),
        close_at=close_at,
        correct=p.get("correct_option_ids", []),
        settings=settings,
    )


def _is_quiz(p: Params) -> bool:
    kind: str = p.get("type", "regular")
    if kind not in {"regular", "quiz"}:
        raise bad_request("unsupported poll type specified")
    correct = p.get("correct_option_ids", [])
    if kind == "quiz" and (not correct or any(not 0 <= index < len(p["options"]) for index in correct)):
        raise bad_request("wrong correct option IDs specified")
    return kind == "quiz"


def _close_at(world: World, p: Params) -> int | None:
    period, date = p.get("open_period"), p.get("close_date")
    if period is not None and date is not None:
        raise bad_request("only one of open_period and close_date can be used")
    if period is not None:
        if not 5 <= period <= MAX_OPEN:
            raise bad_request(f"open_period must be between 5 and {MAX_OPEN} seconds")
        return world.unix() + int(period)
    if date is None:
        return None
    if not 5 <= date - world.unix() <= MAX_OPEN:
        raise bad_request(f"close_date must be between 5 and {MAX_OPEN} seconds in the future")
    return int(date)


def _option(index: int, given: Params) -> Params:
    text, entities = _text(given["text"], given, "text", MAX_OPTION, "poll option")
    option: Params = {"persistent_id": str(index + 1), "text": text}
    return option | ({"text_entities": entities} if entities else {})


def _text(text: str, p: Params, key: str, most: int, what: str) -> tuple[str, list[dict[str, Any]]]:
    plain, entities = markup.parse(text, p.get(f"{key}_parse_mode"), p.get(f"{key}_entities"))
    if not plain:
        raise bad_request(f"{what} must be non-empty")
    if len(plain) > most:
        raise bad_request(f"{what} length must not exceed {most}")
    return plain, [entity for entity in entities if entity["type"] == "custom_emoji" or key != "question"]


METHODS = {"sendPoll": send_poll, "stopPoll": stop_poll}
