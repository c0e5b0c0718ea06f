"""How sure an answer is: a logistic model of its signs."""

from __future__ import annotations

import math
from dataclasses import astuple

from .signs import Signs

ANSWERED = 0.5  # below it the service says that it does not know
# Weights of a logistic model, fitted to the project's own questions (tests/eval); see `make eval`.
BIAS = -6.31
WEIGHTS = Signs(named=5.51, apart=-2.17, alone=-0.70, modifies=-1.58, stray=-2.98, met=1.20, untold=-1.25, sure=3.37)


def confidence(found: Signs) -> float:
    """Return the probability that an answer with these signs is right."""
    score = BIAS + sum(weight * sign for weight, sign in zip(astuple(WEIGHTS), astuple(found), strict=True))
    return round(1 / (1 + math.exp(-score)), 2)
