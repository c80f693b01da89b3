"""Every exception that the package raises.

Each says in one line what is wrong, where, and what to do next; the command line
prints that line and takes the exit code from the class.
"""

from __future__ import annotations


class NotaextractError(Exception):
    """What went wrong, in one line for the reader; `exit_code` is the command's."""

    exit_code = 1


class InputError(NotaextractError):
    """An input that cannot be read: missing, a directory, binary, empty, undecodable."""


class NotText(InputError):
    """An input that holds no text to read: empty, only blanks, binary."""


class UsageError(NotaextractError):
    """Options that do not fit together, or a value that an option does not take."""

    exit_code = 2


class ModelError(NotaextractError):
    """A named-entity model that was asked for and is not there or does not load."""

    exit_code = 3


class DataError(NotaextractError):
    """A data table with a mistake; the message starts with FILE:LINE."""

    exit_code = 3


class OutputClosed(NotaextractError):
    """Whoever read our output has stopped reading (`| head`): no failure, nothing to say."""

    exit_code = 0
