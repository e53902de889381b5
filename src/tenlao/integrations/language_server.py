"""A language server: what is found in texts as they are written, by the Language Server Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenlao.base.errors import TenlaoError
from tenlao.base.version import program_version

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

__all__ = ["language_server"]


def language_server() -> LanguageServer:
    """Return a server that has not started.

    Raises:
        TenlaoError: pygls is not installed.
    """
    try:
        from lsprotocol.types import TextDocumentSyncKind
        from pygls.lsp.server import LanguageServer
    except ImportError:
        raise TenlaoError('serving editors needs pygls: pip install "tenlao[lsp]"') from None
    from tenlao.integrations.language_features import Features

    # Editors send the whole text: pygls parts lines where editors do not, and would change it in wrong places.
    server = LanguageServer("tenlao", program_version(), text_document_sync_kind=TextDocumentSyncKind.Full)
    Features(server).register()
    return server
