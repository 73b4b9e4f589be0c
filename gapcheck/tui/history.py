"""Back and forward between items, as in a browser."""


class Visited:
    """The items that were shown, in order, with a place among them."""

    def __init__(self) -> None:
        self._refs: list[str] = []
        self._at = -1

    def went_to(self, ref: str) -> None:
        """Note a new item; what lay ahead is forgotten."""
        if self._refs and self._refs[self._at] == ref:
            return
        del self._refs[self._at + 1 :]
        self._refs.append(ref)
        self._at = len(self._refs) - 1

    def step(self, by: int) -> str | None:
        """The item one step back (-1) or on (1), or None at the end."""
        if 0 <= self._at + by < len(self._refs):
            self._at += by
            return self._refs[self._at]
        return None
