"""The command `tenlao serve`."""

from __future__ import annotations

from importlib.util import find_spec

import click

from tenlao.base.errors import TenlaoError
from tenlao.cli.options import table_option
from tenlao.cli.printing import complain, print_lines

__all__ = ["serve"]

_NEEDED = ("httptools", "jinja2", "python_multipart", "starlette", "uvicorn")


@click.command(
    epilog="""\b
    Examples:
      tenlao serve --open
      tenlao serve --workers 4 --table desk.toml
      tenlao serve --host 0.0.0.0 --api-key-file keys.txt --allow-host names.desk.example
      tenlao serve --allow-origin http://127.0.0.1:3333
    """
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help="The port to listen on; if not given 8642, or a free one if that is taken.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    metavar="N",
    help="Answer by N processes that share the table in memory.",
)
@click.option(
    "--api-key-file", metavar="FILE", help="Answer only who sends one of the keys in this file, one a line."
)
@click.option(
    "--allow-host",
    "hosts",
    metavar="NAME",
    multiple=True,
    help="Answer when called by this name, besides localhost: that of a reverse proxy, or in your network.",
)
@click.option(
    "--allow-origin",
    "origins",
    metavar="ORIGIN",
    multiple=True,
    help="Let pages of this origin ask, such as http://127.0.0.1:3333 for OpenRefine.",
)
@table_option
def serve(
    host: str,
    port: int | None,
    open_browser: bool,
    workers: int,
    api_key_file: str | None,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    table_file: str | None,
) -> None:
    """Serve the page, the interface for programs and the reconciliation service.

    On your own machine, unless --host says otherwise: texts and names are worked on in memory, and neither stored nor
    sent anywhere. The address is printed. /api/v1/openapi.json describes the interface; /reconcile is for OpenRefine.
    Ctrl-C or SIGTERM ends it once the requests that it has begun are answered.

    Style, publisher, rules and table are those of the settings of the current folder (see tenlao check).
    """
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise TenlaoError(f'serving pages needs {missing[0]}: pip install "tenlao[web]"')

    from tenlao.web.server import serve as run
    from tenlao.web.settings import Settings, checked_origins, is_local, keys_in

    settings = Settings(
        hosts=frozenset(name.casefold() for name in hosts),
        origins=checked_origins(list(origins)),
        keys=keys_in(api_key_file) if api_key_file else (),
        table=table_file,
    )
    if not settings.keys and not is_local(host):
        complain("anybody who reaches this machine may use it; --api-key-file lets in only who has a key")

    def started(address: str, is_another: bool) -> None:
        note = " (the usual port is taken)" if is_another else ""
        print_lines([f"{address}{note}"])
        if open_browser:
            import webbrowser

            webbrowser.open(address)

    try:
        run(settings, host, port, workers, started)
    except OSError as error:
        message = f"cannot listen there: {error.strerror or error}; give another --host or --port"
        raise TenlaoError(message, f"{host}:{port}" if port is not None else host) from error
