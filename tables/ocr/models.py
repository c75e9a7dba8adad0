"""The recogniser's models, taken from inside the installed wheel of rapidocr: loaded once, silent, never downloaded.

They are run by onnxruntime directly. Neither a look at the network nor a log line can happen on the way, and only the
few steps that budgets need stand between a picture and its characters.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tables.decode import UnreadableDocument

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

PATTERNS = {"detect": "*_det_*.onnx", "recognise": "*_rec_*.onnx", "turned": "*_cls_*.onnx"}
"""What the files of the three models are called: where text stands, what it says, whether it is upside down."""


def installed() -> bool:
    """True if everything that reading pictures needs is there; nothing is loaded to find out."""
    return find_spec("onnxruntime") is not None and find_spec("cv2") is not None and all(map(_file, PATTERNS))


def need() -> None:
    """Raises UnreadableDocument("ocr-missing") unless pictures can be read."""
    if not installed():
        raise UnreadableDocument("ocr-missing")


@cache
def _file(name: str) -> Path | None:
    """The file of a model; the last by name where a later wheel brings several; None where there is none."""
    spec = find_spec("rapidocr")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        found = sorted((Path(folder) / "models").glob(PATTERNS[name]))
        if found:
            return found[-1]
    return None


@cache
def model(name: str, threads: int = 0) -> InferenceSession:
    """The model `name` of PATTERNS, loaded once per process, on `threads` threads (0: as many as there are cores).

    Raises UnreadableDocument("ocr-missing") where it is not installed.
    """
    need()
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = threads or os.cpu_count() or 1
    options.inter_op_num_threads = 1
    # Half the memory (600 MB in place of 1.1 GB) for a tenth of the speed: several processes read side by side.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads leave the cores alone
    return InferenceSession(str(_file(name)), options, providers=["CPUExecutionProvider"])


@cache
def characters() -> tuple[str, ...]:
    """What the recogniser can say, by class number; the first class is “nothing”, the last the blank."""
    listed: str = model("recognise").get_modelmeta().custom_metadata_map["character"]
    return ("", *listed.splitlines(), " ")
