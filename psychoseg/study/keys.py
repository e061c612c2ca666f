"""A study's key, kept outside the study: whoever gets the folder alone cannot tell who anybody is."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from psychoseg.responses.privacy import Pseudonyms

IDENTITY = ".psychoseg-study"
"""Holds a random name of the study, which its key goes by; it moves with the folder."""

VARIABLE = "PSYCHOSEG_KEYS"


def keys_folder() -> Path:
    """Where keys are kept: the folder named by ``PSYCHOSEG_KEYS``, or in the user's own data."""
    stated = os.environ.get(VARIABLE, "")
    if stated:
        return Path(stated)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "psychoseg" / "keys"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "psychoseg" / "keys"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "psychoseg" / "keys"


def pseudonyms_of(study: Path, *, make: bool = True) -> tuple[Pseudonyms | None, str]:
    """The pseudonyms of a study, or None with what a person can do about it.

    A study that has no identity yet gets one with a new key. A study whose key is not on this machine
    never gets another: the same people would have other names.
    """
    identity = study / IDENTITY
    try:
        name = identity.read_text(encoding="utf-8").strip() if identity.exists() else ""
        if not name and not make:
            return None, f"{study} has no key yet"
        if not name:
            name = secrets.token_hex(16)
            _keep(keys_folder() / f"{name}.key", secrets.token_bytes(32))
            identity.write_text(name + "\n", encoding="utf-8")
        if not name.isalnum():
            return None, f"{identity} does not hold a study's identity; ids are left out"
        path = keys_folder() / f"{name}.key"
        key = path.read_bytes()
    except (OSError, UnicodeDecodeError, RuntimeError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        return None, (
            f"the study's key is not here ({reason}); people go by their place in the file and cannot be found again. "
            f"Put the key into {keys_folder()}, or name its folder in {VARIABLE}"
        )
    if len(key) < 32:
        return None, f"{path} holds no key; put the study's own key there"
    return Pseudonyms(key), ""


def _keep(path: Path, key: bytes) -> None:
    """Write a key that only its owner can read."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(key)
        opened.flush()
        os.fsync(opened.fileno())
