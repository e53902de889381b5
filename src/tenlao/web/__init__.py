"""The table in a browser and over HTTP: the page, the interface for programs, the reconciliation service.

`tenlao serve` runs it. For another server, `tenlao.web:app` is the ASGI application, which takes its settings from
the environment (`settings.from_environment`). It needs the extra `web`, and writes nothing down: what it is given
stays in memory until it is answered. It imports the rooms from `curating` down, and none beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    app: ASGIApp

__all__ = ["app"]

if not TYPE_CHECKING:  # or else a type checker would take any name at all for one of the room's

    def __getattr__(name: str) -> Any:
        """Make the application when it is asked for."""
        if name != "app":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from tenlao.web.application import application
        from tenlao.web.settings import from_environment

        globals()[name] = made = application(from_environment())
        return made
