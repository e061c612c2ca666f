"""``python -m psychoseg`` is the command ``psychoseg``."""

from psychoseg.cli import script

if __name__ == "__main__":
    script()
