"""The machines a bundle is made for, as wheels and as locks name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""Versions of Python a bundle serves, where all its parts have wheels for them."""

OLDEST_GLIBC = 28
"""2.28 is what 麒麟 V10 SP1 and 统信 20 have: wheels that need a newer one are not taken."""


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of machine. `tags` are the platform tags of wheels that run there, the best first; `markers` is what
    environment markers (PEP 508) see there; `system` is what `sysconfig.get_platform()` says there.
    """

    name: str
    system: str
    tags: tuple[str, ...]
    markers: Mapping[str, str]

    @property
    def windows(self) -> bool:
        """True for the one that takes .bat files and a .zip."""
        return self.markers["os_name"] == "nt"

    def environment(self, python: str) -> dict[str, str]:
        """What markers see under that version of Python.

        >>> environment = TARGETS["windows-amd64"].environment("3.12")
        >>> environment["sys_platform"], environment["python_full_version"]
        ('win32', '3.12.0')
        """
        return {
            **self.markers,
            "implementation_name": "cpython",
            "implementation_version": f"{python}.0",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
            "python_full_version": f"{python}.0",
            "python_version": python,
            "extra": "",
        }


def _linux(machine: str) -> Target:
    old = [("manylinux2014", 17), ("manylinux2010", 12), ("manylinux1", 5)]
    tags = []
    for minor in range(OLDEST_GLIBC, 4, -1):
        tags += [f"manylinux_2_{minor}_{machine}", *(f"{name}_{machine}" for name, same in old if same == minor)]
    markers = {
        "os_name": "posix",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": machine,
    }
    return Target(f"linux-{machine}", f"linux-{machine}", tuple(tags), markers)


_WINDOWS = Target(
    "windows-amd64",
    "win-amd64",
    ("win_amd64",),
    {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"},
)

TARGETS = {one.name: one for one in (_WINDOWS, _linux("x86_64"), _linux("aarch64"))}
