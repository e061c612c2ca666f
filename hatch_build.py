"""Compiles the kernels while the package is built, where there is a C compiler; without one NumPy does the same work."""

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

KERNELS = {
    Path("psychoseg/segments/kernel/lloyd.c"): "forming segments",
    Path("psychoseg/responses/carelessness/kernel/rows.c"): "looking for careless answers",
    Path("psychoseg/responses/opening/kernel/cells.c"): "reading large files",
    Path("psychoseg/responses/kernel/columns.c"): "giving people their pseudonyms",
}
"""Each source, and what takes several times as long without it."""

FLAGS = ["-O3", "-std=c11", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-fPIC", "-shared"]
"""Nothing fused and nothing reordered: the numbers are NumPy's to the last bit."""


class CompileKernel(BuildHookInterface):
    """Puts each kernel's ``.bin`` beside its source, into wheels and into editable installs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatchling's contract)
        """Compile; the wheel is for this platform if that worked, for all others if it did not."""
        if self.target_name != "wheel":
            return
        compiled = [source for source in KERNELS if self._compiled(source)]
        if compiled:
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["artifacts"] += [str(source.with_suffix(".bin")) for source in compiled]
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform}"

    def _compiled(self, kernel: Path) -> bool:
        source = Path(self.root) / kernel
        made = source.with_suffix(".bin")
        made.unlink(missing_ok=True)
        compiler = shlex.split(os.environ.get("CC", "cc"))
        if sys.platform == "win32" or shutil.which(compiler[0]) is None:
            self.app.display_warning(
                f"No C compiler (CC): {KERNELS[kernel]} will take several times as long."
            )
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
            f"{kernel.name} did not compile: {KERNELS[kernel]} will take several times as long."
        )
        return False
