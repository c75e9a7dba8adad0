@echo off
setlocal DisableDelayedExpansion
rem Drop a folder or files onto this. Plain ASCII on purpose: cmd.exe reads this file in the code page of the machine.
chcp 65001 >nul
set "PYTHONUTF8=1"
set "PLACE=%~dp0"
if not exist "%PLACE%venv\Scripts\python.exe" set "PLACE=%LOCALAPPDATA%\fiscal\program\"
if not exist "%PLACE%venv\Scripts\python.exe" (
  if exist "%~dp0parts\install-first.txt" (type "%~dp0parts\install-first.txt") else (echo fiscal is not installed on this machine.)
  pause
  exit /b 2
)
"%PLACE%venv\Scripts\python.exe" -P "%PLACE%check_dropped.py" %*
exit /b %ERRORLEVEL%
