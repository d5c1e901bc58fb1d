"""The faults that BackCare names. Each says what happened, what was kept and what to do."""


class BackCareError(Exception):
    """A fault that a person can act on.

    `reason` says what happened and what was kept; `remedy` says what to do next.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy


class NotebookUnusable(BackCareError):
    """The stored notebook cannot be opened: damaged, too new, not a notebook, or out of reach."""


class NotebookDamaged(NotebookUnusable):
    """The file in the notebook's place holds no whole notebook any more, so that a backup may take its place."""


class NotSaved(BackCareError):
    """A write did not happen: locked, full or read-only. Nothing stored was changed."""


class EditConflict(BackCareError):
    """Somebody else (another tab) changed the same record first. Nothing was overwritten."""


class FileRefused(BackCareError):
    """A file to import could not be read at all: missing, too large, or not in a known form."""
