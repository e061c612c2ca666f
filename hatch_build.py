"""Compiles the kernel while the package is built, where there is a C compiler; without one NumPy does the same work."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KERNEL = Path("psychoseg/segments/kernel")
FLAGS = ["-O3", "-std=c11", "-ffp-contract=off", "-fPIC", "-shared"]
"""Nothing fused and nothing reordered: the numbers are NumPy's to the last bit."""


class CompileKernel(BuildHookInterface):
    """Puts ``lloyd.bin`` beside its source, into wheels and into editable installs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatchling's contract)
        """Compile; the wheel is for this platform if that worked, for all others if it did not."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        if self._compiled(root / KERNEL / "lloyd.c", root / KERNEL / "lloyd.bin"):
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["artifacts"].append(str(KERNEL / "lloyd.bin"))
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform}"

    def _compiled(self, source: Path, made: Path) -> bool:
        made.unlink(missing_ok=True)
        compiler = shlex.split(os.environ.get("CC", "cc"))
        if sys.platform == "win32" or shutil.which(compiler[0]) is None:
            self.app.display_warning("No C compiler (CC): forming segments will take several times as long.")
            return False
        for more in ([], ["-DPLAIN"]):  # some C libraries cannot choose code for the processor at hand
            ended = subprocess.run(  # noqa: S603  (the user's own compiler)
                [*compiler, *FLAGS, *more, "-o", str(made), str(source)],
                capture_output=True,
                check=False,
            )
            if ended.returncode == 0:
                return True
        self.app.display_warning(
            "The kernel did not compile: forming segments will take several times as long."
        )
        return False
