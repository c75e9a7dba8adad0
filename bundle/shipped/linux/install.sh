#!/bin/sh
# Finds Python 3.11 or newer, says so first where there is none, and leaves everything else to parts/install_offline.py.
# 寻找 Python 3.11 或更新的版本，找不到就先说明；其余由 parts/install_offline.py 完成，不联网。
here=$(cd -- "$(dirname -- "$0")" && pwd) || exit 2
newer() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
for python in ${PYTHON:+"$PYTHON"} python3.14 python3.13 python3.12 python3.11 python3 python; do
  if newer "$python"; then
    exec "$python" -P "$here/parts/install_offline.py" "$@"
  fi
done
cat "$here/parts/python-needed.txt" >&2
exit 2
