"""The models that find and read printed lines: PP-OCRv6, which the package rapidocr carries along.

They run on onnxruntime alone. Both packages come with the extra `ocr`; nothing is ever downloaded here.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from ...errors import InvalidSetting
from .image import Frame, Gray
from .spelling import other_spellings

THREADS = "FINAL_ACCOUNTS_OCR_THREADS"
"""The environment variable that says how many threads a model may use."""

LINE_HEIGHT = 48
"""Pixels to which the reading model scales a line."""

STEP = 16
"""Pixels to whose multiples the pictures of lines are filled up."""

STRIDE = 8
"""Pixels of a line for each of which the reading model tells a character or none."""

WIDEST_BATCH = 1600
"""Pixels of all lines that are read at once: more takes memory and saves no time."""

WIDEST_LINE = 3200
"""Pixels. A line is never longer: three times the width of a sheet set in small type."""

INKED = 0.3
"""How probable it must be that a pixel lies in a line of text."""

SURE_LINE = 0.5
"""How probable that must be on the average over a line."""

UNCLIPPED = 1.6
"""By how much the core of a line, which the finding model marks, is smaller than the line: its distance
is area ÷ outline × this, as the model was trained."""

DETECTED = 960
"""Pixels of the longer side of what the finding model looks at, at least; a multiple of 32."""


@dataclass(frozen=True, slots=True)
class LineReading:
    """What a line says, and how sure the model is of each of its characters, 0 to 1."""

    text: str
    sure: tuple[float, ...]
    others: tuple[str, ...] = ()
    """What else the line may say, the likeliest first."""

    @property
    def mean(self) -> float:
        """How sure the model is on the average; not at all where it read nothing."""
        return sum(self.sure) / len(self.sure) if self.sure else 0.0


def models_folder() -> Path | None:
    """Where rapidocr keeps its models, None if the extra is not installed. Imports neither package."""
    spec = find_spec("rapidocr")
    if spec is None or not spec.submodule_search_locations or find_spec("onnxruntime") is None:
        return None
    folder = Path(next(iter(spec.submodule_search_locations))) / "models"
    found = all(any(folder.glob(f"*_{task}_*.onnx")) for task in ("det", "rec"))
    return folder if found else None


def thread_count() -> int:
    """How many threads each model uses: as many as the environment says, else one for each processor.

    Raises InvalidSetting if the environment says no number above 0.
    """
    told = os.environ.get(THREADS, "")
    if not told:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not told.isdecimal() or int(told) < 1:
        raise InvalidSetting(THREADS, told, "must be a whole number, 1 or more")
    return int(told)


def _session(folder: Path, task: str, threads: int) -> Any:
    """The model for a task. Imported here: whoever reads no scan must not pay, nor own threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Lines are of all widths: memory kept for each width met would grow with the document.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    # Threads that spin while they wait take the time of whoever shares the machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    path = sorted(folder.glob(f"*_{task}_*.onnx"))[-1]
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Reader:
    """Reads pictures of single lines."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._session = _session(folder, "rec", threads)
        self._input = self._session.get_inputs()[0].name
        listed = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *listed, " "]

    def read(self, lines: Sequence[Gray]) -> list[LineReading]:
        """What each picture of a line says; rows × columns each, of any size but not empty."""
        scaled = [_scaled(line) for line in lines]
        readings = [LineReading("", ())] * len(lines)
        for batch in _batches([picture.shape[1] for picture in scaled]):
            width = STEP * math.ceil(max(scaled[index].shape[1] for index in batch) / STEP)
            pictures = np.zeros((len(batch), 3, LINE_HEIGHT, width), dtype=np.float32)
            for row, index in enumerate(batch):
                pictures[row, :, :, : scaled[index].shape[1]] = scaled[index] / 127.5 - 1
            (chances,) = self._session.run(None, {self._input: pictures})
            for row, index in enumerate(batch):
                readings[index] = self._spelt(chances[row])
        return readings

    def _spelt(self, chances: npt.NDArray[np.float32]) -> LineReading:
        """A line from the chances of each character at each step: repeats and gaps between them fall away."""
        best = chances.argmax(axis=1)
        starts = np.flatnonzero(np.concatenate(([True], best[1:] != best[:-1])))
        # A character is as sure as at its surest step: where it begins it is not yet wholly in sight.
        surest = np.maximum.reduceat(chances[np.arange(len(best)), best], starts)
        kept = best[starts] > 0
        spelling = best[starts][kept].tolist()
        others = (self._text(other) for other in other_spellings(chances, spelling))
        return LineReading(self._text(spelling), tuple(surest[kept].tolist()), tuple(others))

    def _text(self, spelling: Sequence[int]) -> str:
        return "".join(self._characters[index] for index in spelling)


def _scaled(line: Gray) -> Gray:
    """The picture of a line in the model's height."""
    height, width = line.shape
    wide = min(max(STRIDE, math.ceil(width * LINE_HEIGHT / height)), WIDEST_LINE)
    way = cv2.INTER_AREA if height > LINE_HEIGHT else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(line, (wide, LINE_HEIGHT), interpolation=way), dtype=np.uint8)


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Positions of lines nearly as wide as one another, together not too wide."""
    batch: list[int] = []
    for index in sorted(range(len(widths)), key=lambda index: widths[index]):
        if batch and (len(batch) + 1) * widths[index] > WIDEST_BATCH:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


class Finder:
    """Finds the lines of text in a picture."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._session = _session(folder, "det", threads)
        self._input = self._session.get_inputs()[0].name

    def find(self, gray: Gray) -> list[Frame]:
        """The boxes of the lines of an upright picture, in no order."""
        height, width = gray.shape
        shrink = min(1.0, DETECTED / max(height, width))
        high, wide = (max(32, 32 * round(side * shrink / 32)) for side in (height, width))
        small = cv2.resize(gray, (wide, high), interpolation=cv2.INTER_AREA)
        picture = np.broadcast_to(small / np.float32(127.5) - np.float32(1), (1, 3, high, wide))
        (chances,) = self._session.run(None, {self._input: np.ascontiguousarray(picture, dtype=np.float32)})
        boxes = _cores(chances[0, 0])
        return [
            (
                max(0, math.floor(left * width / wide)),
                max(0, math.floor(top * height / high)),
                min(width, math.ceil(right * width / wide)),
                min(height, math.ceil(bottom * height / high)),
            )
            for left, top, right, bottom in boxes
        ]


def _cores(chances: npt.NDArray[np.float32]) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of lines from the map of their cores, grown to what they stand for."""
    marked = (chances > INKED).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(marked)
    for index in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[index])
        if min(width, height) < 3:
            continue
        part = (slice(top, top + height), slice(left, left + width))
        if float(chances[part][labels[part] == index].mean()) < SURE_LINE:
            continue
        grown = area * UNCLIPPED / (2 * (width + height))
        yield left - grown, top - grown, left + width + grown, top + height + grown
