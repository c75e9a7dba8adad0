"""A picture as a PNG file: a grey one in sixteen shades, half the size of 256, and print looks the same."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import numpy.typing as npt


def grey_png(pixels: npt.NDArray[np.uint8], effort: int = 9) -> bytes:
    """The PNG file of a picture, rows first, 0 black and 255 white; `effort` is how hard it is packed, 1 to 9.

    >>> grey_png(np.full((2, 3), 255, np.uint8))[:8]
    b'\\x89PNG\\r\\n\\x1a\\n'
    """
    height, width = pixels.shape
    shades = np.zeros((height, width + width % 2), np.uint8)
    shades[:, :width] = pixels >> 4
    rows = np.zeros((height, shades.shape[1] // 2 + 1), np.uint8)  # a row begins with 0: its bytes stand as they are
    rows[:, 1:] = (shades[:, ::2] << 4) | shades[:, 1::2]
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), effort)), (b"IEND", b""))
    return _file(parts)


def colour_png(pixels: npt.NDArray[np.uint8], effort: int = 9) -> bytes:
    """The PNG file of a picture in red, green and blue, rows first; each row says how it differs from that above.

    >>> colour_png(np.zeros((2, 3, 3), np.uint8))[:8]
    b'\\x89PNG\\r\\n\\x1a\\n'
    """
    height, width, _ = pixels.shape
    rows = np.full((height, 3 * width + 1), 2, np.uint8)
    rows[:, 1:] = pixels.reshape(height, 3 * width)
    rows[1:, 1:] -= rows[:-1, 1:].copy()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return _file(((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), effort)), (b"IEND", b"")))


def _file(parts: tuple[tuple[bytes, bytes], ...]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
