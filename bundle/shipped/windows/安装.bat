@echo off
setlocal DisableDelayedExpansion
rem Plain ASCII on purpose: cmd.exe reads this file in the code page of the machine. Chinese is printed by Python and from parts.
chcp 65001 >nul
set "PYTHONUTF8=1"
if not exist "%~dp0parts\install_offline.py" (
  echo Unpack the whole archive into a folder first, then run this file there.
  pause
  exit /b 2
)
set "FOUND="
for %%v in (3.14 3.13 3.12 3.11) do if not defined FOUND (
  py -%%v -c "pass" >nul 2>nul && set "FOUND=py -%%v"
)
if not defined FOUND (
  python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "FOUND=python"
)
if not defined FOUND (
  type "%~dp0parts\python-needed.txt"
  pause
  exit /b 2
)
%FOUND% -P "%~dp0parts\install_offline.py" %*
set "CODE=%ERRORLEVEL%"
pause
exit /b %CODE%
