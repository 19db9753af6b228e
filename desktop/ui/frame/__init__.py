"""The frame of the window: gate, rail, places, foot."""
