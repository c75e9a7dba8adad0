"""Scans made for the tests: a table drawn with a font of this machine, then blurred, speckled, turned and pressed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tables.ocr.models import installed

needs_recogniser = pytest.mark.skipif(not installed(), reason="the recogniser is not installed (make ocr)")
"""For tests that read pictures."""

DPI = 200
SIZE = 29
"""Pixels of a character: 10.5 points at 200 dots per inch."""

PITCH = 50
LEFT, TOP = 160, 330


@cache
def font(size: int = SIZE) -> ImageFont.FreeTypeFont:
    """A font with Chinese characters; the test is skipped where there is none."""
    listed = ""
    if shutil.which("fc-list"):
        done = subprocess.run(["fc-list", ":lang=zh-cn", "file"], capture_output=True, text=True, check=False)
        listed = done.stdout
    files = sorted(line.strip().rstrip(":") for line in listed.splitlines())
    preferred = [file for file in files if "Serif" in file and "Bold" not in file] or files
    if not preferred:
        pytest.skip("no font with Chinese characters is installed")
    return ImageFont.truetype(preferred[0], size)


def drawn(caption: Sequence[str], rows: Sequence[Sequence[str]], ruled: bool = True) -> Image.Image:
    """A page with the lines of `caption` and a table: labels on the left, numbers right-aligned."""
    image = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(image)
    for i, text in enumerate(caption):
        pen.text((827, 150 + i * PITCH), text, font=font(), fill=0, anchor="mm")
    edges = [LEFT, LEFT + 500, *(LEFT + 500 + 250 * (i + 1) for i in range(len(rows[0]) - 1))]
    for y, row in enumerate(rows):
        middle = TOP + y * PITCH + PITCH // 2
        for x, text in enumerate(row):
            if x == 0:
                pen.text((edges[0] + 15, middle), text, font=font(), fill=0, anchor="lm")
            else:
                pen.text((edges[x + 1] - 12, middle), text, font=font(), fill=0, anchor="rm")
    if ruled:
        bottom = TOP + len(rows) * PITCH
        for y in range(TOP, bottom + 1, PITCH):
            pen.line((edges[0], y, edges[-1], y), fill=0, width=2)
        for left in edges:
            pen.line((left, TOP, left, bottom), fill=0, width=2)
    return image


def scanned(image: Image.Image, angle: int = 8, turns: int = 0, seed: int = 1) -> Image.Image:
    """The page as a scanner gives it: `angle` tenths of a degree askew, soft, speckled, turned by quarters."""
    askew = image.rotate(angle / 10, resample=Image.Resampling.BICUBIC, fillcolor=255)
    soft = np.asarray(askew.filter(ImageFilter.GaussianBlur(0.6)), np.float32)
    noise = np.random.default_rng(seed).normal(0, 7, soft.shape)
    grey = np.clip(soft * 0.9 + 15 + noise, 0, 255).astype(np.uint8)
    return Image.fromarray(np.ascontiguousarray(np.rot90(grey, turns)))
