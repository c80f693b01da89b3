"""`notaextract data check`."""

from __future__ import annotations

import sys
from pathlib import Path

from notaextract.cli import messages
from notaextract.data.check import check as mistakes
from notaextract.output.visible import visible


def check(folder: str) -> int:
    """Print one line for every mistake; exit code 3 where there is one."""
    count = 0
    for mistake in mistakes(Path(folder)):
        count += 1
        sys.stdout.write(visible(mistake) + "\n")
    if count:
        messages.error(f"{count} mistake{'s' if count > 1 else ''} in {folder}")
        return messages.CONFIGURATION
    messages.note(f"{folder}: no mistakes")
    return messages.OK
