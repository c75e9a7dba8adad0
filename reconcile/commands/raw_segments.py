"""`fiscal tables FILE --format json --segments`: the raw grids of one file, page by page, as they were read."""

from __future__ import annotations

import sys
from pathlib import Path

from reconcile.commands.failures import SegmentsMisused
from reconcile.commands.output import encoded, show
from reconcile.commands.progress import progress_line
from reconcile.commands.reviewing import existing
from reconcile.commands.table_files import write_files
from reconcile.reports.machine.to_json import listed, together
from reconcile.reports.quoted.places import visible
from reconcile.words.messages import label
from reconcile.words.note_wording import note_sentence
from tables.decode import BYTE_LIMIT, UnreadableDocument, decode
from tables.file_bytes import bytes_of
from tables.layout import Segment, points
from tables.reading.dossier_reading import reason_of
from tables.reading.readers import kind_at, layout_of
from tables.reading_options import Reading

FILE = "segments.json"


def hand_over_segments(
    paths: tuple[Path, ...], form: str, output: Path | None, engine: str, jobs: int, lang: str
) -> int:
    """The grids are on the screen or in segments.json; 1 if the file could not be read. Raises SegmentsMisused."""
    existing(paths)
    if len(paths) != 1 or form != "json" or paths[0].is_dir():
        raise SegmentsMisused
    (path,) = paths
    segments: list[Segment] = []
    said = None
    try:
        if _is_text(path):
            print(label("text_has_no_grids", lang, file=visible(path.name)), file=sys.stderr)
        else:
            with progress_line(1, lang) as watch:
                segments = layout_of(path, Reading(engine, jobs, watch(path.name))).segments()
    except (UnreadableDocument, OSError) as failure:
        said = note_sentence("DOC01", reason_of(failure), lang)
        print(f"{visible(path.name)}: {said}", file=sys.stderr)
    text = segments_json(segments)
    if output is None:
        show(text)
    else:
        write_files(output, {FILE: encoded(text)})
        show(label("segments_written", lang, n=len(segments), path=output / FILE) + "\n")
    return int(said is not None)


def _is_text(path: Path) -> bool:
    """True for a text, which has no grids. Raises UnreadableDocument for one that is none after all, OSError."""
    if kind_at(path) != "text":
        return False
    decode(bytes_of(path, BYTE_LIMIT))
    return True


def segments_json(segments: list[Segment]) -> str:
    """{"segments": […]}, one grid on each line; lengths are points, as decimal strings."""
    return together({"segments": listed(map(_record, segments))})


def _record(segment: Segment) -> dict[str, object]:
    record: dict[str, object] = {
        "page": segment.page,
        "bbox": None if segment.box is None else points(segment.box),
        "rows": segment.rows(),
        "spans": segment.spans(),
        "reader": segment.reader,
        "quality": segment.quality,
    }
    return record if segment.sheet is None else {**record, "sheet": segment.sheet}
