"""Functions of pdfium called without what ctypes checks and converts at each call, which takes most of its time."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

_WHOLE = ctypes.PYFUNCTYPE(ctypes.c_int)
_HANDLE = ctypes.PYFUNCTYPE(ctypes.c_void_p)


def whole_number_of(function: Any) -> Callable[..., int]:
    """`function`, which gives an int. Handles go in as c_void_p, places for results by reference, ints as they are."""
    return _WHOLE(_address(function))


def handle_of(function: Any) -> Callable[..., int | None]:
    """`function`, which gives a handle, as an address; arguments as for `whole_number_of`."""
    return _HANDLE(_address(function))


def plain(handle: Any) -> ctypes.c_void_p:
    """A typed handle as these functions take it."""
    return ctypes.cast(handle, ctypes.c_void_p)


def _address(function: Any) -> int:
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None, "a function of a loaded library has an address"
    return address
