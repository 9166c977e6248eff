"""Calls for funding: members add what they find, and every meeting goes through what is still open."""

from facilitation.funding_calls import FundingReason
from facilitation.permissions import Act
from handlers.feature import Area, Command, Feature, Owed, Part, Remembered
from handlers.funding_calls import adding, changing, listing, one, paper
from locales.reader import mark

FEATURE = Feature(
    name="funding_calls",
    code="fund",
    area=Area.MEETINGS,
    commands=(
        Command(
            "nabor", "funding", mark("calls for funding; add one: /funding LIFE, until 15 March https://…"),
            adding.hear, act=Act.SEE_FUNDING_CALLS, aliases=("nabory", "funding_calls"),
            button=mark("Calls for funding"),
        ),
    ),
    taps={
        "list": listing.on_list,
        "new": adding.on_new,
        "open": one.on_open,
        "title": changing.on_title,
        "deadline": changing.on_deadline,
        "link": changing.on_link,
        "details": changing.on_details,
        "withdraw": one.on_withdraw,
        "restore": one.on_restore,
        "hide": one.on_hide,
        "show": one.on_show,
    },
    links={"funding": one.on_open, "fundings": listing.on_link, "newfunding": adding.on_new},
    forms=(adding.ADD, one.HIDE, *changing.CHANGES),
    report={Part.FUNDING_CALLS: paper.report_part},
    agenda_item=listing.for_agenda,
    owes={"hidden": Owed(mark("why a call for funding is hidden"))},
    remembers={
        "funding_call": Remembered(
            mark("Calls for funding that you added"), seen_by=mark("people of the network"),
            columns={
                "title": mark("title"), "deadline": mark("deadline"), "link": mark("link"),
                "details": mark("details"), "hidden_reason": mark("hidden because"), "added_at": mark("when"),
            },
        )
    },
    refusals={
        FundingReason.TITLE_SHORT: mark("I need a title of a few letters at least. Please write it once more."),
        FundingReason.TITLE_LONG: mark(
            "The title has {length} characters; please keep it within {most}. There is room for details later."
        ),
        FundingReason.NO_DEADLINE: mark(
            "I don't see the last day. Please write only the day, like “15 March” or “15.03.2027”."
        ),
        FundingReason.NO_LINK: mark("This is no address that I can link to. Please send one like https://example.org."),
        FundingReason.LINK_LONG: mark("The link is too long: {most} characters are the most."),
        FundingReason.DETAILS_LONG: mark("That has {length} characters; please keep it within {most}."),
        FundingReason.NO_REASON: mark("Please write the reason in words."),
        FundingReason.REASON_LONG: mark("That has {length} characters; please keep it within {most}."),
        FundingReason.TOO_MANY: mark(
            "{most} open calls are the most. Please ask those who lead the network to hide some first."
        ),
        FundingReason.GONE: mark("This call is no longer on the list."),
        FundingReason.NOT_YOURS: mark("Only whoever added this call can do that."),
    },
)  # fmt: skip
