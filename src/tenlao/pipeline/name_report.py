"""The report on the names in a document, for programs, as a line of JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenlao.pipeline.revision import Revision

__all__ = ["report_json"]


def report_json(revision: Revision) -> str:
    """Return the report as a line of JSON, with the file."""
    return json.dumps({"file": revision.file} | revision.report.data(), ensure_ascii=False)
