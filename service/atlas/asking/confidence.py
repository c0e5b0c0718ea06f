"""How sure an answer is: a logistic model of its signs."""

from __future__ import annotations

import math
from dataclasses import astuple

from .signs import Signs

ANSWERED = 0.55  # below it the service says that it does not know
# Weights of a logistic model, fitted to the project's own questions (tests/eval); see `make eval`.
BIAS = -5.15
WEIGHTS = Signs(named=4.54, apart=-1.57, alone=-1.03, modifies=-1.63, stray=-3.05, met=0.83, untold=-1.20, sure=3.15)


def confidence(found: Signs) -> float:
    """Return the probability that an answer with these signs is right."""
    score = BIAS + sum(weight * sign for weight, sign in zip(astuple(WEIGHTS), astuple(found), strict=True))
    return round(1 / (1 + math.exp(-score)), 2)
