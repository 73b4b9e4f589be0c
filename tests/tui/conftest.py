"""Screen tests wait for the app to be idle; Textual looks for that every 20 ms, which is most of what they take."""

import textual._wait

if hasattr(textual._wait, "SLEEP_GRANULARITY"):
    textual._wait.SLEEP_GRANULARITY = 1 / 250
