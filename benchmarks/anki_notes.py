"""Exports and imports a package of notes with Anki's own library, as its users share one; runs with it on the path."""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from anki.collection import (
    AddNoteRequest,
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

AT_ONCE = 10_000
FIRST = ("SITI", "NENG", "RATU", "ENENG", "TITIN", "YANTI")
LAST = ("AMINAH", "SUHAETI", "KOMARIAH", "NURHAYATI", "RAHMAWATI")


def make(path: Path, count: int) -> Any:
    """A collection of notes with two short fields, the lightest there are."""
    collection = Collection(str(path))
    kind, deck = collection.models.by_name("Basic"), collection.decks.id("Keluarga")
    for start in range(0, count, AT_ONCE):
        notes = []
        for number in range(start, min(start + AT_ONCE, count)):
            note = collection.new_note(kind)
            note.fields = [
                f"36010152038{number:05} {FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}",
                f"Kp. Cikadu RT {number % 9} RW {number % 5}, 19{60 + number % 40}-03-{1 + number % 28:02}",
            ]
            notes.append(AddNoteRequest(note=note, deck_id=deck))
        collection.add_notes(notes)
    return collection


def timed(work: Callable[[], object]) -> dict[str, float]:
    start, busy = time.perf_counter(), time.process_time()
    work()
    return {"seconds": time.perf_counter() - start, "busy": time.process_time() - busy}


def measured(count: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as scratch:
        package = str(Path(scratch) / "notes.apkg")
        one, other = make(Path(scratch) / "one.anki2", count), Collection(str(Path(scratch) / "other.anki2"))
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, with_deck_configs=True, legacy=False)
        request = ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
        found = {
            "export": timed(partial(one.export_anki_package, out_path=package, options=options, limit=None)),
            "take": timed(partial(other.import_anki_package, request)),
            "again": timed(partial(other.import_anki_package, request)),
        }
        assert other.note_count() == count
        one.close()
        other.close()
    return found


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
