"""Makes docs/work.svg, the picture in the README: the work screen with the demo engagement. Run it from anywhere."""

import asyncio
import os
import re
import tempfile
from pathlib import Path


async def picture(folder: Path) -> str:
    """The work screen at 120x36, on the item about backup, by day."""
    from gapcheck.demo.make import make_demo
    from gapcheck.tui.app import GapcheckApp
    from gapcheck.tui.themes import DAY

    make_demo(folder)
    app = GapcheckApp(folder)
    app.theme = DAY.name
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        app.go_to_item("A.8.13")
        await pilot.pause()
        await pilot.press("enter", "down")
        await pilot.pause()
        return app.export_screenshot(title="gapcheck")


def main() -> None:
    """Write the file; fonts are the reader's own, nothing is fetched."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["GAPCHECK_HOME"] = home
        svg = asyncio.run(picture(Path(home) / "demo"))
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    (Path(__file__).parent / "work.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
