"""Find what ships with the code: the report's templates and the sample questionnaires."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = {
    "templates": _PACKAGE.parent / "reports" / "templates",
    "questionnaires": _PACKAGE.parent / "questionnaires",
}


def folder(name: str) -> Path:
    """The folder of shipped files, in an installed wheel and in a checkout alike.

    Parameters
    ----------
    name : {"templates", "questionnaires"}

    Examples
    --------
    >>> (folder("questionnaires") / "everyday_food.yml").exists()
    True
    """
    shipped = _PACKAGE / "_shipped" / name
    return shipped if shipped.is_dir() else _CHECKOUT[name]
