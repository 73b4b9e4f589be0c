"""Words that can be clicked to do what a key does, in the colours of the house rather than of a hyperlink."""

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static


def pressable(content: Content, action: str) -> Content:
    """Content that runs an action of the screen or the app when it is clicked."""
    return content.stylize(Style.from_meta({"press": action}))


class PressStatic(Static):
    """A Static whose pressable words work."""

    async def on_click(self, event: events.Click) -> None:
        """Run what belongs to the word under the pointer."""
        action = event.style.meta.get("press")
        if action:
            event.stop()
            await self.app.run_action(action, self.screen)
