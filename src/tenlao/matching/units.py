"""What is told in nats: the unit in which an index has its costs, distances that have a name, logarithms."""

from __future__ import annotations

import math
import sys

__all__ = ["CORE_PENALTY", "LEAST", "SAME_SOUND", "SHORT_PENALTY", "UNIT", "logarithm"]

UNIT = 10
"""How many units of cost are a nat: all costs of phones are whole numbers of them."""

SAME_SOUND = 0.75
"""Names no further apart (nats) sound the same."""

# What is added to a distance, in nats, when a form is met by less than all of it: by what is left without the
# title in it, or without one of its components.
CORE_PENALTY, SHORT_PENALTY = 1.0, 5.0
# The least positive number.
LEAST = sys.float_info.min


def logarithm(probability: float) -> float:
    """Return the natural logarithm of a probability; of one that is too small for a number, that of the smallest.

    The probability of something very long is a product of so many factors that it comes out as 0.

    >>> logarithm(1.0), logarithm(0.0)
    (0.0, -708.3964185322641)
    """
    return math.log(probability if probability > LEAST else LEAST)
