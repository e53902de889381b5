"""The house styles by name. To add one, write its module and name it here: in `Style`, and in `HOUSE_STYLES`.

A style is a function of a linker, a text, the forms that are printed, and `StyleOptions`; it returns an `Annotation`.
It is imported when it is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, get_args

from tenlao.base.errors import TenlaoError

if TYPE_CHECKING:
    from tenlao.styles.linker import Linker
    from tenlao.styles.options import StyleOptions
    from tenlao.styles.outcome import Annotation
    from tenlao.styles.preferred_forms import PreferredForms

__all__ = ["HOUSE_STYLES", "PRINT_STYLES", "STYLES", "HouseStyle", "Style", "style_named"]

# The house styles in which a text can be put (docs/annotate.md).
Style = Literal["gloss", "vietnamese", "latin", "html", "jsonl"]
STYLES: tuple[Style, ...] = get_args(Style)


class StyleFunction(Protocol):
    """What a style does with a text; `source` is the HTML or Markdown of which the text is what a reader sees."""

    def __call__(
        self, linker: Linker, text: str, forms: PreferredForms, options: StyleOptions, source: str | None
    ) -> Annotation:
        """Return the edits and the doubts, in text order."""


class HouseStyle(NamedTuple):
    """Where a style is, and what can be asked of it.

    `function` is "module:function" in this room. A style `changes` a text in one of these ways: it adds something
    beside mentions, replaces them, marks them in the source of a document, or does nothing, since it is for mentions
    that are kept apart from the text. `every` tells whether it changes every mention unless asked otherwise.
    """

    function: str
    changes: Literal["adds", "replaces", "marks", "nothing"]
    every: bool = True

    def load(self) -> StyleFunction:
        """Return the function of the style."""
        module, _, name = self.function.partition(":")
        function: StyleFunction = getattr(import_module(f"tenlao.styles.{module}"), name)
        return function


HOUSE_STYLES: Mapping[Style, HouseStyle] = {
    "gloss": HouseStyle("gloss:glosses", "adds", every=False),
    "vietnamese": HouseStyle("replace:in_vietnamese", "replaces"),
    "latin": HouseStyle("replace:in_latin", "replaces"),
    "html": HouseStyle("html_marks:marks", "marks"),
    "jsonl": HouseStyle("annotate:unchanged", "nothing"),
}
PRINT_STYLES: tuple[Style, ...] = tuple(
    name for name, style in HOUSE_STYLES.items() if style.changes in ("adds", "replaces")
)
"""The styles that make a text for readers, of which one can check whether it is in the style."""


def style_named(name: str) -> HouseStyle:
    """Return the style of this name.

    >>> style_named("gloss").every
    False

    Raises:
        TenlaoError: there is no such style.
    """
    for style, house_style in HOUSE_STYLES.items():
        if style == name:
            return house_style
    raise TenlaoError(f'unknown style "{name}"; use {", ".join(STYLES)}')
