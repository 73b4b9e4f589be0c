"""Keys are taken one after the other: each finds the screen and the focus that the one before it led to.

Textual hands a key to what has the focus when it comes in. What a key sets off, a form that opens or a field that gets
the focus, takes a few messages more; the next letter of somebody who types fast, or goes on while a disk is slow, would
reach the screen below as a command.
"""

from collections import deque
from collections.abc import Iterable
from functools import partial

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_PATIENCE = 0.5
"""Seconds after which a key no longer waits for the one before it: nothing may keep the keys for ever."""


class KeysInTurn(App[int]):
    """The part of the app that lets a key wait until the one before it was dealt with."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Event] = deque()
        self._turn = 0
        """Counts the keys that were taken, so that the end of one is not taken for that of another."""
        self._at_work = False
        self._patient = 0
        """The key that is not waited for without end."""

    async def on_event(self, event: events.Event) -> None:
        """Take a key or a pasted text when it is its turn, and everything else at once."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
        else:
            self._waiting.append(event)
            await self._go_on()

    async def take(self, event: events.Event) -> bool:
        """Deal with a key or a pasted text, now that it is its turn. Says whether all that it sets off is done by then,
        so that the next one need not wait.
        """
        await super().on_event(event)
        return False

    def take_first(self, given: Iterable[events.Event]) -> None:
        """Let these keys be taken before those that came in meanwhile."""
        self._waiting.extendleft(reversed(list(given)))
        self.call_next(self._go_on)

    async def _go_on(self) -> None:
        while self._waiting and not self._at_work:
            self._at_work = True
            self._turn += 1
            taker: MessagePump = self.focused or self.screen
            if await self.take(self._waiting.popleft()):
                self._at_work = False
            else:
                self._climb(taker, self._turn)
        if self._waiting and self._patient != self._turn:
            self._patient = self._turn
            self.set_timer(_PATIENCE, partial(self._ended, self._turn))

    def _climb(self, pump: MessagePump, turn: int) -> None:
        """Follow a key on its way up: every part gets word of it after the key itself."""
        if pump is self or not pump.call_later(self._climb, pump._parent or self, turn):
            # what the key opened or put off is done before the screen and then the app hear of this
            self.call_later(self._settle, turn)

    def _settle(self, turn: int) -> None:
        if not self.screen.call_later(self.call_later, self._ended, turn):
            self.call_later(self._ended, turn)

    async def _ended(self, turn: int) -> None:
        if turn == self._turn:
            self._at_work = False
            await self._go_on()
