"""Everything that can go wrong in a way a person can mend.

    GapcheckError           exit status 2: a mistake in what was asked for
    |- Refusal              a change that breaks a rule of the domain
    |- ContentError         a questionnaire with mistakes in it (all of them, with file and line)
    |- ApplyError           an apply file with mistakes in it (all of them, with line)
    |- StoreError           the engagement folder cannot be read or written
    |  |- DamagedError      what is on disk contradicts itself
    |  `- ReadOnlyError     somebody else has the engagement open, or the disk refuses writing
    `- CheckFailed          exit status 1: a check ran and the answer is no

Each message is one clear sentence: what, where, what to do.
"""

from collections.abc import Sequence


class GapcheckError(Exception):
    """A mistake with a sentence for the person who made it; `exit_status` is what a command ends with."""

    exit_status = 2


class Refusal(GapcheckError):
    """A change that the rules do not allow, with the reason and, where there is one, the source of the rule."""


class ManyProblems(GapcheckError):
    """Several mistakes in one file, all reported at once."""

    def __init__(self, headline: str, problems: Sequence[str]) -> None:
        super().__init__("\n".join([headline, *(f"  {problem}" for problem in problems)]))
        self.headline = headline
        self.problems = list(problems)


class ContentError(ManyProblems):
    """A questionnaire that cannot be used, with every mistake and where it stands."""


class ApplyError(ManyProblems):
    """An apply file of which nothing was recorded, with every mistake and where it stands."""


class StoreError(GapcheckError):
    """The engagement folder cannot be read or written."""


class DamagedError(StoreError):
    """What is on disk contradicts itself."""


class ReadOnlyError(StoreError):
    """The engagement is open elsewhere, or its folder cannot be written to."""


class CheckFailed(GapcheckError):
    """A check ran to its end and found something."""

    exit_status = 1
