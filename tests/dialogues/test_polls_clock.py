"""What a poll does by itself: it reminds once, ends early when all have voted, and says when nobody could be heard."""

from datetime import datetime, timedelta

from sqlmodel import select

from storage import polls, silences
from storage.outbox import Saying
from storage.polls import Poll, PollKind, Unit
from tests.dialogues.conftest import Network
from tests.dialogues.test_institutions import joins
from tests.dialogues.test_network import bot_goes
from tests.dialogues.test_polls_leading import opens, waits_to_be_handled
from tests.dialogues.town import WARSAW, Resident
from tests.dialogues.town_polls import QUESTION, YES_NO, cards, put_to_the_vote, seals, votes

REMINDER, UNREACHED = "Brakuje jeszcze", "nie mogę do nich napisać prywatnie"
OVER = "Głosowanie zakończone"
ALL_VOTED = "Skończyło się przed czasem, bo wszyscy oddali głos."


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=WARSAW)


def heard(who: Resident, words: str, group: int | None = None) -> list[str]:
    return [text for text in who.all_texts(group) if words in text]


def card(network: Network) -> str:
    return cards(network.jan, network.group)[0]


# reminders


async def test_whoever_has_not_voted_is_reminded_once_privately_a_day_before(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await network.jan.taps("Tak", network.group)
    await network.town.move_to(at(9, 8, 59))
    assert heard(network.ewa, REMINDER) == []
    await network.town.move_to(at(9, 9))
    assert heard(network.ewa, REMINDER) == [
        f"{QUESTION}\nSieć: Miasto Cyfrowe\n\nBrakuje jeszcze Twojego głosu. "
        "Przyjmuję go do: czwartek, 10 września, 09:00.\n\nPrzypominam tylko ten jeden raz."
    ]
    assert len(heard(network.ola, REMINDER)) == 1
    assert heard(network.jan, REMINDER) == heard(network.jan, REMINDER, network.group) == []
    await network.ewa.taps("Zagłosuj")
    await network.ewa.taps("Nie")
    assert "Nie – 1" in card(network)
    await network.town.move_to(at(10, 8, 59))
    assert len(heard(network.ola, REMINDER)) == 1
    assert heard(network.ewa, REMINDER) == []  # hers has become the page of the poll


async def test_nobody_is_reminded_at_night(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO, hours=14)
    await network.town.move_to(at(7, 23))
    assert len(heard(network.ewa, REMINDER)) == 1
    await put_to_the_vote(network, *YES_NO, hours=36, question="Drugie?")
    await network.town.move_to(at(8, 7, 59))
    assert len(heard(network.ewa, REMINDER)) == 1


async def test_a_longer_time_brings_no_second_reminder(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.town.move_to(at(9, 9))
    await opens(network.ola, poll, "Do kiedy…")
    await network.ola.says("18 września 12:00")
    await network.town.move_to(at(18, 11))
    assert len(heard(network.ewa, REMINDER)) == 1


async def test_another_deadline_moves_the_reminder_that_is_to_come(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await opens(network.ola, poll, "Do kiedy…")
    await network.ola.says("18 września 12:00")
    await network.town.move_to(at(17, 11, 59))
    assert heard(network.ewa, REMINDER) == []
    await network.town.move_to(at(17, 12))
    assert len(heard(network.ewa, REMINDER)) == 1


async def test_whoever_can_not_be_reminded_is_named_to_the_facilitator_alone(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await network.jan.blocks_the_bot()
    await network.town.move_to(at(9, 9))
    (told,) = heard(network.ola, UNREACHED)
    assert (
        f"{QUESTION}\n\nTe osoby jeszcze nie głosowały, a nie mogę do nich napisać prywatnie: Jan Łoś."
        in told
    )
    assert heard(network.ewa, UNREACHED) == heard(network.ewa, UNREACHED, network.group) == []


async def test_where_a_colleague_has_voted_for_the_institution_nobody_is_reminded(network: Network) -> None:
    zofia = await joins(network, "Zofia", "Gdynia")
    await put_to_the_vote(network, *YES_NO, unit=Unit.INSTITUTIONS)
    await zofia.taps("Tak", network.group)
    await network.town.move_to(at(9, 9))
    assert heard(network.ewa, REMINDER) == heard(zofia, REMINDER) == []
    assert heard(network.ola, REMINDER) == []  # she represents nobody, so nobody waits for her vote
    (reminder,) = heard(network.jan, REMINDER)
    assert "Brakuje jeszcze głosu Twojej instytucji." in reminder


async def test_a_poll_that_has_ended_reminds_nobody(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await opens(network.ola, poll, "Odwołaj…")
    await network.ola.says("Prelegent odmówił.")
    await network.town.passes(days=4)
    assert heard(network.ewa, REMINDER) == []


async def test_a_reminder_of_a_secret_vote_leaves_no_trace_and_goes_to_those_who_have_not_sealed(
    network: Network,
) -> None:
    poll = await put_to_the_vote(network, *YES_NO, secret=True)
    await seals(network, poll, network.jan, 1)
    await network.ewa.blocks_the_bot()
    await network.town.move_to(at(9, 9))
    assert heard(network.jan, REMINDER) == []
    assert len(heard(network.ola, REMINDER)) == 1
    assert len(heard(network.ola, "Nie mogę napisać prywatnie do tych osób: Ewa Żak.")) == 1
    async with network.town.process.database.read() as uow:
        kinds = [saying.kind for saying in await uow.session.exec(select(Saying))]
    assert "polls.remind" not in kinds


async def test_of_a_secret_vote_also_those_are_named_who_have_voted_and_can_not_be_reached(
    network: Network,
) -> None:
    poll = await put_to_the_vote(network, *YES_NO, secret=True)
    await seals(network, poll, network.jan, 1)
    await network.jan.blocks_the_bot()
    await network.town.move_to(at(9, 9))
    (told,) = heard(network.ola, "Nie mogę napisać prywatnie do tych osób: Jan Łoś.")
    assert "Czy głosowały, tego nie mówię." in told


# all have voted


async def all_vote(network: Network, *labels: str) -> None:
    for who, label in zip((network.ola, network.ewa, network.jan), labels, strict=True):
        await who.taps(label, network.group)


async def test_when_all_have_voted_it_ends_five_minutes_later_and_says_why(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await all_vote(network, "Tak", "Tak", "Nie")
    await network.town.passes(minutes=4, seconds=59)
    assert OVER not in card(network)
    await network.town.passes(seconds=1)
    assert OVER in card(network)
    result = network.jan.all_texts(network.group)[-1]
    assert "Postanowiono: Tak" in result
    assert ALL_VOTED in result
    said = len(network.jan.all_texts(network.group))
    await network.town.passes(days=5)
    assert len(network.jan.all_texts(network.group)) == said


async def test_whoever_changes_their_mind_meanwhile_has_five_minutes_more(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await all_vote(network, "Tak", "Nie", "Nie")
    await network.town.passes(minutes=4)
    await network.ewa.taps("Tak", network.group)
    await network.town.passes(minutes=4)
    assert OVER not in card(network)
    await network.town.passes(minutes=1)
    assert "Postanowiono: Tak" in card(network)


async def test_a_vote_taken_back_meanwhile_stops_it(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await all_vote(network, "Tak", "Tak", "Nie")
    await opens(network.jan, poll, "Cofnij mój głos")
    await network.town.passes(hours=1)
    assert OVER not in card(network)
    await network.jan.taps("Tak", network.group)
    await network.town.passes(minutes=5)
    assert "Tak – 3" in network.jan.all_texts(network.group)[-1]


async def test_a_newcomer_meanwhile_stops_it_and_may_vote(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await all_vote(network, "Tak", "Tak", "Nie")
    zofia = await joins(network, "Zofia", "Radlin")
    assert "Głosy: 3 z 4." in card(network)
    await network.town.passes(hours=1)
    assert OVER not in card(network)
    await zofia.taps("Nie", network.group)
    await network.town.passes(minutes=5)
    assert "Remis" in card(network)


async def test_when_the_only_one_missing_leaves_it_ends_too(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await network.ola.taps("Tak", network.group)
    await network.ewa.taps("Tak", network.group)
    await network.jan.says("/opusc")
    await network.jan.taps("Odchodzę")
    await network.town.passes(minutes=6)
    assert ALL_VOTED in network.ewa.all_texts(network.group)[-1]


async def test_institutions_have_all_voted_when_one_of_each_has(network: Network) -> None:
    await joins(network, "Zofia", "Gdynia")
    await put_to_the_vote(network, *YES_NO, unit=Unit.INSTITUTIONS)
    await network.ewa.taps("Tak", network.group)
    await network.jan.taps("Tak", network.group)
    await network.town.passes(minutes=5)
    assert ALL_VOTED in network.jan.all_texts(network.group)[-1]


async def test_consent_ends_early_where_nobody_objects(network: Network) -> None:
    await put_to_the_vote(network, kind=PollKind.CONSENT)
    await all_vote(network, *["Bez sprzeciwu"] * 3)
    await network.town.passes(minutes=5)
    assert ALL_VOTED in network.jan.all_texts(network.group)[-1]


async def test_where_somebody_objects_there_is_time_to_talk_until_the_end(network: Network) -> None:
    poll = await put_to_the_vote(network, kind=PollKind.CONSENT)
    await votes(network, poll, network.ola, 2, reason="Nie mamy budżetu.")
    await network.ewa.taps("Bez sprzeciwu", network.group)
    await network.jan.taps("Bez sprzeciwu", network.group)
    await network.town.passes(hours=1)
    assert OVER not in card(network)
    await network.ola.taps("Bez sprzeciwu", network.group)
    await network.town.passes(minutes=5)
    assert OVER in card(network)


async def test_an_open_list_goes_on_until_its_end_because_more_may_be_added(network: Network) -> None:
    poll = await put_to_the_vote(network, "Gdynia", "Radlin", kind=PollKind.OPEN_LIST)
    for who in (network.ola, network.ewa, network.jan):
        await votes(network, poll, who, 1)
    await network.town.passes(hours=1)
    assert OVER not in card(network)


async def test_a_vote_that_came_in_before_the_five_minutes_were_over_is_counted_first(
    network: Network,
) -> None:
    await put_to_the_vote(network, *YES_NO)
    await all_vote(network, "Tak", "Tak", "Nie")
    await network.town.passes(minutes=4, seconds=59)
    await waits_to_be_handled(network, network.ewa, "Nie")
    await network.town.passes(seconds=1)
    assert OVER not in card(network)
    await network.town.passes(minutes=5)
    assert "Postanowiono: Nie" in card(network)


async def test_what_was_taken_up_again_goes_on_until_its_time(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await all_vote(network, "Tak", "Tak", "Nie")
    await network.town.passes(minutes=5)
    await opens(network.ola, poll, "Przyjmuj głosy dalej…")
    await network.ola.says("15 września 12:00")
    await network.jan.taps("Tak", network.group)
    await network.town.passes(hours=1)
    assert OVER not in card(network)


async def test_what_is_prolonged_in_those_five_minutes_goes_on(network: Network) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await all_vote(network, "Tak", "Tak", "Nie")
    await opens(network.ola, poll, "Do kiedy…")
    await network.ola.says("15 września 12:00")
    await network.town.passes(hours=1)
    assert OVER not in card(network)


async def test_a_stop_in_those_five_minutes_loses_nothing_and_doubles_nothing(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await all_vote(network, "Tak", "Tak", "Nie")
    await network.town.is_offline_until(network.town.clock.moment + timedelta(minutes=30))
    await network.town.restart()
    assert len(heard(network.jan, ALL_VOTED, network.group)) == 1


# nobody could be heard


AWAY = "Na koniec głosowania nie było mnie tu aż do: czwartek, 10 września, 11:00."


async def test_a_stop_across_the_deadline_is_told_with_the_result_and_late_votes_are_counted_as_missed(
    network: Network,
) -> None:
    await put_to_the_vote(network, *YES_NO)
    await network.ewa.taps("Nie", network.group)
    world = network.town.world
    message, button = network.jan.button("Tak", network.group)
    await network.town.process.stop()
    network.town.clock.moment = at(10, 8, 59)
    world.tap(network.jan.id, network.group, message["message_id"], button["callback_data"])
    network.town.clock.moment = at(10, 11)
    await network.town.begin()
    assert heard(network.jan, "Postanowiono: Nie", network.group)
    assert AWAY in network.jan.all_texts(network.group)[-1]
    poll = await the_poll(network)
    assert poll.missed == 1
    await opens(network.jan, poll)
    assert f"{AWAY}\n1 głos" in network.jan.sees()


async def test_a_vote_long_after_the_end_was_not_missed(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    _message, button = network.jan.button("Tak", network.group)
    await network.town.is_offline_until(at(10, 11))
    await network.town.passes(hours=1)
    await network.jan.forges(button["callback_data"], network.group)
    assert "za późno" in (network.jan.toast or "")
    assert (await the_poll(network)).missed == 0


async def test_a_vote_in_time_that_waits_at_the_deadline_is_counted(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await network.town.move_to(at(10, 8, 59))
    await waits_to_be_handled(network, network.jan, "Tak")
    await network.town.passes(minutes=1)
    await network.town.passes(seconds=2)
    assert "Postanowiono: Tak" in card(network)
    assert (await the_poll(network)).late_until is None


async def test_when_telegram_was_silent_at_the_deadline_the_result_says_so(network: Network) -> None:
    """The process was there, and ended the poll in time."""
    poll = await put_to_the_vote(network, *YES_NO)
    await silent(network, at(10, 8, 30))
    await network.town.move_to(at(10, 9))
    assert "Na koniec głosowania nie było łączności z Telegramem." in network.jan.all_texts(network.group)[-1]
    network.town.clock.moment = at(10, 11)
    await heard_again(network)
    await network.jan.forges(f"poll:vote:{poll.key}:1", network.group)
    poll = await the_poll(network)
    assert poll.missed == 1
    await opens(network.jan, poll)
    assert f"{AWAY}\n1 głos" in network.jan.sees()


async def test_a_silence_that_is_found_out_only_after_the_end_is_told_once_a_vote_was_missed(
    network: Network,
) -> None:
    poll = await put_to_the_vote(network, *YES_NO)
    await network.town.move_to(at(10, 9))
    assert "łączności" not in network.jan.all_texts(network.group)[-1]
    await silent(network, at(10, 8, 59))
    network.town.clock.moment = at(10, 11)
    await heard_again(network)
    await network.jan.forges(f"poll:vote:{poll.key}:1", network.group)
    await opens(network.jan, poll)
    assert f"{AWAY}\n1 głos" in network.jan.sees()


async def test_a_silence_before_or_after_the_deadline_is_not_told(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await silent(network, at(10, 7))
    network.town.clock.moment = at(10, 8)
    await heard_again(network)
    await network.town.move_to(at(10, 10))
    assert (await the_poll(network)).late_until is None
    assert "mnie" not in network.jan.all_texts(network.group)[-1]


async def test_while_the_bot_is_not_in_the_group_it_waits_and_then_says_so(network: Network) -> None:
    await put_to_the_vote(network, *YES_NO)
    await bot_goes(network)
    await network.town.move_to(at(10, 11))
    await network.town.add_bot(network.ola, network.group)
    assert AWAY in network.jan.all_texts(network.group)[-1]


async def silent(network: Network, since: datetime) -> None:
    async with network.town.process.database.write() as uow:
        await silences.begin(uow, since)


async def heard_again(network: Network) -> None:
    async with network.town.process.database.write() as uow:
        await silences.end(uow, network.town.clock.now())


async def the_poll(network: Network) -> Poll:
    async with network.town.process.database.read() as uow:
        poll = await polls.by_id(uow, 1)
        assert poll is not None
        uow.session.expunge(poll)
        return poll
