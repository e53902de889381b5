"""Who was in office in a year, who may have been, and who cannot have been."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from tenlao.base.translations import marked, translated
from tenlao.table.model import Entry, Office

__all__ = ["LONGEST_CAREER", "Tenure", "tenure_in", "tenure_of"]

Standing = Literal["held", "unknown", "not then", "impossible"]
# In years, judged by the offices of the table: nobody is in public life for longer; no office is held for longer,
# where its end is not known; and years that are only near may be so far off.
LONGEST_CAREER, LONGEST_TERM, CIRCA = 60, 15, 5


_IN_WORDS: Mapping[Standing, str] = {
    "held": marked("in office in {year}"),
    "unknown": marked("may have been in office in {year}"),
    "not then": marked("no office known in {year}"),
    "impossible": marked("not in public life in {year}"),
}


class Tenure(NamedTuple):
    """What is known of somebody in a year: whether an office was "held" then, and which is the nearest.

    "unknown" is where no years are known, or just one in which it was held that is not far; "not then" where its
    years are known to be others, or far; "impossible" before or after a life, or too far from any office. `away`
    counts the years between.
    """

    standing: Standing
    office: Office | None = None
    away: int = 0

    @property
    def rank(self) -> tuple[int, int]:
        """What comes first: who held an office, then who is nearer to one."""
        dated = self.office is not None and self.office.years
        return tuple(_IN_WORDS).index(self.standing), self.away if dated else LONGEST_TERM

    @property
    def possible(self) -> bool:
        """Whether it was held, or may have been."""
        return self.standing in ("held", "unknown")

    def in_words(self, year: int) -> str:
        """Say it in words.

        >>> print(tenure_of(Office("Mayor", start=2016, end=2021), 2018).in_words(2018))
        in office in 2018: Mayor 2016–2021
        """
        said = translated(_IN_WORDS[self.standing]).format(year=year)
        if self.office is None:
            return said
        if self.standing == "held":
            return f"{said}: {self.office}"
        return translated("{standing}; nearest: {office}").format(standing=said, office=self.office)


def tenure_in(entry: Entry, year: int) -> Tenure:
    """Return what is known of an entry in a year; of what is no person, nothing.

    >>> entry = Entry("x", "person", (), offices=(Office("Mayor", start=2016, end=2021), Office("Clerk", year=2010)))
    >>> [tenure_in(entry, year).standing for year in (2018, 2009, 1940)]
    ['held', 'unknown', 'impossible']
    """
    likeliest = min(
        (tenure_of(o, year) for o in entry.offices), key=lambda t: t.rank, default=Tenure("unknown")
    )
    unborn = entry.born is not None and year < entry.born
    dead = entry.died is not None and year > entry.died
    return likeliest._replace(standing="impossible") if unborn or dead else likeliest


def tenure_of(office: Office, year: int) -> Tenure:
    """Return what is known of one office in a year.

    >>> tenure_of(Office("Mayor", start=2016, end=2021), 2022).standing
    'not then'
    """
    away = _years_away(office, year)
    if away is None:
        return Tenure("unknown", office)
    if away == 0:
        return Tenure("held", office)
    if away > LONGEST_CAREER:
        return Tenure("impossible", office, away)
    return Tenure("not then" if _not_held(office, year) or away > LONGEST_TERM else "unknown", office, away)


def _years_away(office: Office, year: int) -> int | None:
    """How many years a year is from those of an office; None where the office has none."""
    if office.year is not None:
        first = last = office.year
    elif office.start is not None:
        first, last = office.start, office.end or office.start + LONGEST_TERM
    elif office.end is not None:
        first = last = office.end
    else:
        return None
    near = CIRCA if office.circa else 0
    return max(0, first - near - year, year - last - near)


def _not_held(office: Office, year: int) -> bool:
    """Tell whether it is known that an office was not held in a year: that is before its term or after it."""
    before = office.start is not None and year < office.start
    after = office.end is not None and year > office.end
    return (before or after) and not office.circa
