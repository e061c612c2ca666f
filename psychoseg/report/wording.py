"""Messages with named places, so that a sentence stands in one piece wherever it is made."""

from __future__ import annotations


def say(message: str, **values: object) -> str:
    """The message with its values.

    Examples
    --------
    >>> say("{here}, against {everybody} of everybody", here="68%", everybody="37%")
    '68%, against 37% of everybody'
    """
    return message.format(**values)
