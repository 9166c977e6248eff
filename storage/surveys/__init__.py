"""Trust surveys as they are remembered: the rounds, the instruments that networks build, and texts that were reviewed.

Answers are not here: as long as a survey is open they lie in the vault, and afterwards only aggregates remain.
"""

from storage.surveys.surveys import Survey as Survey
from storage.surveys.surveys import SurveyState as SurveyState
from storage.surveys.surveys import add as add
from storage.surveys.surveys import by_id as by_id
from storage.surveys.surveys import by_ids as by_ids
from storage.surveys.surveys import draft_of as draft_of
from storage.surveys.surveys import keep_open as keep_open
from storage.surveys.surveys import last_published as last_published
from storage.surveys.surveys import of_instrument as of_instrument
from storage.surveys.surveys import of_network as of_network
from storage.surveys.surveys import published as published
from storage.surveys.surveys import remove as remove
from storage.surveys.surveys import rounds as rounds
from storage.surveys.surveys import sealed_ones as sealed_ones
from storage.surveys.surveys import to_change as to_change
from storage.surveys.surveys import unpublished as unpublished
from storage.surveys.templates import Template as Template
from storage.surveys.texts import Text as Text
