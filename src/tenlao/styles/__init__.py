"""House styles: from a text with names in it to the edits that write them the house's way.

A new style is a module here and a line in `registry`. Styles change no file: they give edits. The room imports those
from `base` to `rendering`, and asks for names through the protocol `linker.Linker`.
"""
