"""Every deliberate error of Regesta, as one tree. Catch the highest one that fits.

    RegestaError                    anything Regesta raises on purpose
    ├── UsageError          E1xx    the call is wrong: an unknown option value, a path that is not there
    │   ├── MissingPathError E101
    │   ├── BadValueError   E102    a value that cannot be read (a date, a code, a filter)
    │   │   └── UnknownIdError E103 an id that nothing in the register has
    │   └── FetchingOffError E104   an address of the web was named, and fetching was not asked for
    ├── DataError           E2xx    a file is not what it should be
    │   ├── BundleError     E201    the model folder does not match its manifest or this version
    │   ├── KnowledgeError  E202    a knowledge source or compiled file is faulty
    │   ├── RegisterError   E203    the register's folder is damaged, foreign or of another version
    │   └── CodecError      E204    a record does not decode: unknown, missing or ill-typed field
    ├── TooLongError        E301    a question took longer than it may
    ├── FetchError          E4xx    something was not fetched from the web
    │   ├── RefusedError    E401    it must not be: the address, a redirect, robots.txt, the type, the size, the site
    │   └── LaterError      E402    not now: no answer, a busy site, or one that is to be left alone for a while
    └── (rejections are not errors: a report that cannot be read is a `records.outcomes.Rejection` row)

Each carries a code (for logs), what is wrong, where (file, line or field) and how to mend it. The command line prints
them as one line and exits with 2.
"""

from __future__ import annotations


class RegestaError(Exception):
    """Base of all deliberate errors.

    Args:
        what: what is wrong, in one sentence without a full stop.
        where: the file, line or field concerned; empty when the sentence says it.
        mend: what the user can do about it; empty when nothing can be said.
    """

    code = "E000"

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(self.line())

    def line(self) -> str:
        """The whole message as one line."""
        text = f"{self.code}: {self.what}"
        if self.where:
            text += f" (in {self.where})"
        if self.mend:
            text += f"; {self.mend}"
        return text


class UsageError(RegestaError):
    """The call is wrong."""

    code = "E100"


class MissingPathError(UsageError):
    """A path that was named does not exist."""

    code = "E101"


class BadValueError(UsageError):
    """A value cannot be read as what it should be."""

    code = "E102"


class UnknownIdError(BadValueError):
    """Nothing in the register has this id."""

    code = "E103"


class FetchingOffError(UsageError):
    """An address of the web was named, and fetching was not asked for."""

    code = "E104"


class DataError(RegestaError):
    """A file is not what it should be."""

    code = "E200"


class BundleError(DataError):
    """A model bundle is incomplete, altered, or made for another version."""

    code = "E201"


class KnowledgeError(DataError):
    """A knowledge source or the compiled knowledge file is faulty."""

    code = "E202"


class RegisterError(DataError):
    """A register folder is damaged, foreign, or of another version."""

    code = "E203"


class CodecError(DataError):
    """A record does not decode."""

    code = "E204"


class TooLongError(RegestaError):
    """A question to a register took longer than it may."""

    code = "E301"


class FetchError(RegestaError):
    """Something was not fetched from the web."""

    code = "E400"


class RefusedError(FetchError):
    """It must not be fetched, or the site will not give it: asking again soon would change nothing.

    Attributes:
        status: the site's answer, where that was the reason; else 0.
    """

    code = "E401"

    def __init__(self, what: str, *, where: str = "", mend: str = "", status: int = 0) -> None:
        super().__init__(what, where=where, mend=mend)
        self.status = status


class LaterError(FetchError):
    """It could not be fetched now.

    Attributes:
        after: seconds that the site asked to be left alone; 0 when it said nothing.
        waiting: nothing was asked at all, as the site's pause is not over.
    """

    code = "E402"

    def __init__(
        self, what: str, *, where: str = "", mend: str = "", after: float = 0.0, waiting: bool = False
    ) -> None:
        super().__init__(what, where=where, mend=mend)
        self.after = after
        self.waiting = waiting
