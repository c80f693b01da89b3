"""What all tests need of the machine."""

from __future__ import annotations

import signal
from contextlib import suppress

# A shell starts what runs in its background with SIGINT ignored, and every child takes that over:
# tests that interrupt a command would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.default_int_handler)
