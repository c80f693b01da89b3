"""What the program says to a person: the only writer to standard error, and the exit codes.

Standard output carries data only. Every message is one line; text that came from
outside (file names, document text) is made harmless before it reaches a terminal.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from notaextract.errors import NotaextractError, OutputClosed
from notaextract.output.language import Language, default_language
from notaextract.output.visible import visible

OK, SOME_FAILED, USAGE, CONFIGURATION, INTERRUPTED = 0, 1, 2, 3, 130
QUIET, NORMAL, VERBOSE = -1, 0, 1

_TIDY = frozenset(
    (
        "concurrent.futures",
        "coverage",
        "duckdb",
        "multiprocessing",
        "notaextract.run.inputs.isolation",
        "pyarrow",
        "spacy",
    )
)

_level = NORMAL
_language: Language | None = None


def set_level(*, quiet: bool = False, verbose: bool = False) -> None:
    """-q leaves only errors, -v tells how things were read."""
    global _level
    _level = QUIET if quiet else VERBOSE if verbose else NORMAL


def quiet() -> bool:
    """Whether only errors are told."""
    return _level <= QUIET


def set_language(language: Language | None) -> None:
    """The language of what people read; None for the locale's."""
    global _language
    _language = language


def language() -> Language:
    """The language of what people read: asked for, else the locale's, else English."""
    return _language or default_language()


def worded(line: str) -> str:
    """A message, worded in English, in the reader's language."""
    if language() == "en":
        return line
    from notaextract.cli.wording import in_spanish

    return in_spanish(line)


def error(line: str) -> None:
    """What went wrong; never silenced."""
    _write(line)


def note(line: str) -> None:
    """Something to know, unless -q."""
    if _level >= NORMAL:
        _write(line)


def detail(line: str) -> None:
    """How something was done, with -v."""
    if _level >= VERBOSE:
        _write(line)


def _write(line: str) -> None:
    with suppress(OSError, ValueError):  # nobody may listen; the exit code still tells
        sys.stderr.write(f"notaextract: {visible(worded(line))}\n")
        sys.stderr.flush()


def guarded(run: Callable[[], int]) -> int:
    """Run a command and turn whatever ends it into one line and an exit code.

    A closed pipe ends quietly. An error that nobody foresaw is told with its place in
    our code, never as a traceback (NOTAEXTRACT_DEBUG=1 lets it through).
    """
    try:
        code = run()
        sys.stdout.flush()
        return code
    except (OutputClosed, BrokenPipeError):
        _forget_stdout()
        return OK
    except NotaextractError as problem:
        error(str(problem))
        return problem.exit_code
    except KeyboardInterrupt:
        error("interrupted")
        return INTERRUPTED
    except OSError as problem:
        error(f"cannot write the output ({problem.strerror or problem})")
        _forget_stdout()
        return SOME_FAILED
    except Exception as problem:
        if debugging():
            raise
        error(internal(problem))
        return SOME_FAILED


def leave(code: int) -> NoReturn:
    """End the process. Taking the tables apart word by word would cost a short run a tenth of its time,
    so it ends at once, unless something is loaded that cleans up behind itself (worker processes, a model).
    """
    if _TIDY.isdisjoint(sys.modules):
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def debugging() -> bool:
    """Whether errors that nobody foresaw come through as tracebacks."""
    return bool(os.environ.get("NOTAEXTRACT_DEBUG"))


def internal(problem: BaseException) -> str:
    """An error that nobody foresaw, with its place in the code, on one line."""
    trace, place = problem.__traceback__, "?"
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    told = " ".join(str(problem).split())
    return f"internal error, please report it: {type(problem).__name__} in {place}: {told}"


def _forget_stdout() -> None:
    """Nothing more can be written: keep the interpreter from trying again while it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
