"""What a sample showed, in one sentence, and how far that may be carried."""

from collections.abc import Iterable

from gapcheck.analysis.drawing import drawn, spread, suggested_size
from gapcheck.records.samples import Case, Sample

NOT_PROJECTED = (
    "The cases were chosen by judgement: what they show holds for them and cannot be projected to the others."
)
NOT_RANDOM = "The cases were not drawn at random: what they show cannot be projected to the others."


def picked(sample: Sample) -> str:
    """How many out of how many, and how: "10 of 42 leavers, random (seed 20261121)"."""
    of = f" of {sample.population_size}" if sample.population_size else ""
    what = sample.population.strip() or "cases"
    seed = f" (seed {sample.seed})" if sample.seed and sample.method == "random" else ""
    how = "every case" if sample.method == "all" else f"{sample.method}{seed}"
    return f"{len(sample.cases)}{of} {what}, {how}"


def outcome(sample: Sample) -> str:
    """What was found so far: "1 exception: 17 (open for nine days)"."""
    exceptions = [case for case in sample.cases if case.result == "exception"]
    not_applicable = sum(case.result == "n.a." for case in sample.cases)
    parts = []
    if sample.looked_at < len(sample.cases):
        parts.append(f"{sample.looked_at} looked at so far")
    if not_applicable:
        parts.append(f"{not_applicable} not applicable")
    number = len(exceptions)
    told = f"{number} exception{'' if number == 1 else 's'}" if number else "no exceptions"
    return ", ".join([*parts, told + (f": {'; '.join(map(_named, exceptions))}" if exceptions else "")])


def told(sample: Sample) -> str:
    """The sentence for the evidence that is made of a sample."""
    return f"{picked(sample)}, {outcome(sample)}."


def projection(sample: Sample) -> str:
    """Why the result says nothing of the cases that were not picked; empty when it does."""
    if sample.can_be_projected:
        return ""
    return NOT_PROJECTED if sample.method == "judgement" else NOT_RANDOM


def _named(case: Case) -> str:
    return f"{case.id} ({case.note.strip()})" if case.note.strip() else case.id


def cases(population: int, size: int, method: str, seed: str) -> tuple[Case, ...]:
    """The cases of a new sample that are picked by number: at random, evenly spaced, or every one."""
    if method == "random":
        return _cases(drawn(population, size, seed))
    return _cases(spread(population, size if method == "systematic" else population))


def as_many_again(sample: Sample) -> tuple[Case, ...]:
    """The cases that double a sample after an exception; empty where no more are left or a person has to choose."""
    before = {int(case.id) for case in sample.cases if case.id.isdecimal()}
    population, wanted = sample.population_size, len(sample.cases)
    if sample.method == "random":
        return _cases(drawn(population, wanted, sample.seed, before))
    if sample.method == "systematic":
        left = [number for number in spread(population, 2 * wanted) if number not in before]
        left += [number for number in range(1, population + 1) if number not in before and number not in left]
        return _cases(sorted(left[:wanted]))
    return ()


def proposed_size(population: str) -> str:
    """The size that is proposed for a population as it was typed; empty while it is no number."""
    typed = population.strip()
    return str(suggested_size(int(typed))) if typed.isdecimal() and typed.isascii() and len(typed) < 16 else ""


def _cases(numbers: Iterable[int]) -> tuple[Case, ...]:
    return tuple(Case(id=str(number)) for number in numbers)
