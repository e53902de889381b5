"""What the tests of readers share: tables of spellings, names as they are heard, and any texts."""

from hypothesis import strategies as st

from tenlao.base.vocabulary import Writing
from tenlao.phonology.reading import read
from tenlao.phonology.sound import Sound, Syllable, join


def syllables(sound: Sound) -> list[Syllable]:
    return [syllable for component in sound.components for syllable in component]


def only(sound: Sound) -> Syllable:
    (syllable,) = syllables(sound)
    return syllable


def heard(name: str, writing: Writing) -> str:
    return join(read(name, writing).phones)


def rows(table: str) -> list[tuple[str, str]]:
    """Pairs (spelling, sound) of a table with one sound a line: the sound, a colon, its spellings."""
    lines = [line.split(":") for line in table.strip().splitlines()]
    return [(spelling, sound.strip()) for sound, spellings in lines for spelling in spellings.split()]


# Any text, and texts of the letters that the readers know.
ANY = st.text(max_size=40)
LATIN = st.text("abcdeghijklmnopqrstuvwxyzÉêô -’3", max_size=30)
VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyạảãáàắấẹẻếịỉọỏốờụủừÝ -\u0300\u0309\u0323", max_size=30)
LAO = st.text([*map(chr, range(0x0E80, 0x0F00)), "\u200b", " "], max_size=30)
