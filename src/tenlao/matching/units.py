"""The unit in which an index has its costs, and distances that have a name."""

from __future__ import annotations

__all__ = ["CORE_PENALTY", "SAME_SOUND", "SHORT_PENALTY", "UNIT"]

UNIT = 10
"""How many units of cost are a nat: all costs of phones are whole numbers of them."""

SAME_SOUND = 0.75
"""Names no further apart (nats) sound the same."""

# What is added to a distance, in nats, when a form is met by less than all of it: by what is left without the
# title in it, or without one of its components.
CORE_PENALTY, SHORT_PENALTY = 1.0, 5.0
