"""The forms findings are printed in, one a file, each with ``render(audit) -> str``."""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from psychoseg.lint.audit import Audit

OUTPUTS = ("text", "concise", "json", "sarif", "github", "junit", "html")
"""A new form is its file here and a word in this list."""


def render(audit: Audit, form: str) -> str:
    """What one form of output makes of an audit, without a line break at its end.

    Parameters
    ----------
    audit : Audit
    form : str
        One of :data:`OUTPUTS`; its module is loaded only now.
    """
    from importlib import import_module

    rendered: str = import_module(f"psychoseg.lint.outputs.{form}").render(audit)
    return rendered
