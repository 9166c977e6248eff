"""The features of the house, one explicit line each."""

from handlers import forms, network, people, refusals

FEATURES = (
    refusals.FEATURE,
    forms.FEATURE,
    network.FEATURE,
    people.FEATURE,
)
