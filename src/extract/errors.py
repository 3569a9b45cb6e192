"""The base of every error that a user can mend."""

from __future__ import annotations


class UserError(Exception):
    """What was asked cannot be done. The message is the one line the user sees: what, why, what to do.

    ``status`` is the exit status of the command line.
    """

    status = 2
