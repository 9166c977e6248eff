"""The features of the house, one explicit line each."""

from handlers import forms, refusals

FEATURES = (
    refusals.FEATURE,
    forms.FEATURE,
)
