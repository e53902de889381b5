"""What is imported only when it is used: commands of a group, and the words that the library takes for an option."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

__all__ = ["LazyGroup", "WordsOf"]

# click.Choice takes a parameter in the type stubs, and only in later versions when the program runs.
if TYPE_CHECKING:
    _Choice = click.Choice[str]
else:
    _Choice = click.Choice


class LazyGroup(click.Group):
    """A group of commands of which each is imported when it is used.

    `homes` tells where each command is, as "module:command".
    """

    def __init__(self, *args: Any, homes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:
        """See `click.Group.list_commands`."""
        return sorted(self.homes)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """See `click.Group.resolve_command`; of a command that is not there, the nearest are named."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = " or ".join(get_close_matches(args[0], self.homes))
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean {near}?", ctx) from None

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """See `click.Group.get_command`."""
        if cmd_name not in self.homes:
            return None
        command: click.Command = _at(self.homes[cmd_name])
        return command


class WordsOf(_Choice):
    """A choice of the words that the library has at a place, "module:name"; it is imported when they are needed.

    >>> WordsOf("tenlao.base.vocabulary:KINDS").choices
    ('person', 'place', 'organization')
    """

    def __init__(self, home: str) -> None:
        super().__init__(())
        self.home = home

    @property
    def choices(self) -> tuple[str, ...]:
        """The words."""
        return tuple(_at(self.home))

    @choices.setter
    def choices(self, words: object) -> None:
        pass  # click sets none, since it is given none


def _at(home: str) -> Any:
    module, _, name = home.partition(":")
    return getattr(import_module(module), name)
