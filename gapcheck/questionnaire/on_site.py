"""What an auditor takes along: ready threads to follow, meetings with their points, questions that help to grade."""

from typing import Literal

from gapcheck.questionnaire.part import Part

Audience = Literal["all", "audit", "certification"]
"""`audit`: where requirements are judged, internal audits among them; `certification`: certification bodies only."""


class ThreadStep(Part, frozen=True, kw_only=True):
    """One stop of a thread: the record to ask for, what it tells, and the items it speaks of."""

    ask_for: str
    tells: str
    items: tuple[str, ...]


class ReadyThread(Part, frozen=True, kw_only=True):
    """A line of enquiry that is worth following in most organizations, from one picked case through many items."""

    id: str
    title: str
    start: str
    """How to pick the case."""
    steps: tuple[ThreadStep, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """Every item that it crosses, in the order of the steps."""
        return tuple(dict.fromkeys(ref for step in self.steps for ref in step.items))


class MeetingPoint(Part, frozen=True, kw_only=True):
    """One thing to say or agree in a meeting."""

    id: str
    text: str
    note: str = ""
    """What to watch out for."""
    audience: Audience = "all"


class Meeting(Part, frozen=True, kw_only=True):
    """A meeting of the audit, with its points in order."""

    id: str
    title: str
    minutes: float
    points: tuple[MeetingPoint, ...]


class GradingQuestion(Part, frozen=True, kw_only=True):
    """A question that helps a person to grade; the program draws no conclusion from the answer (ISO/IEC 17021-1)."""

    id: str
    ask: str
    points_to: str
    """What a yes speaks for."""


class OnSite(Part, frozen=True, kw_only=True):
    """Everything for the day on site."""

    threads: tuple[ReadyThread, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    grading: tuple[GradingQuestion, ...] = ()
