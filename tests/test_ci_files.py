"""The files that other repositories use in CI: valid, and run step by step as the host's shell would."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.published_schemas import schema_with

Step = dict[str, Any]


def loaded(path: Path) -> dict[str, Any]:
    """A YAML file; GitHub's `on` is no truth value."""
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    if True in record:
        record["on"] = record.pop(True)
    assert isinstance(record, dict)
    return record


def test_the_action_and_the_workflow_are_valid(repo_root: Path) -> None:
    """Against the schemas that editors and hosts use."""
    action, workflow = loaded(repo_root / "action.yml"), loaded(repo_root / "docs/ci/budget-check.yml")
    Draft7Validator(schema_with(b'"runs-composite"')).validate(action)
    Draft7Validator(schema_with(b'"reusableWorkflowCallJob"')).validate(workflow)


def test_the_hook_names_a_command_that_exists(repo_root: Path) -> None:
    """pre-commit runs `fiscal check` once on the whole folder: a changed file is held against those that stayed."""
    (hook,) = yaml.safe_load((repo_root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"].split()[:2] == ["fiscal", "check"]
    assert hook["require_serial"] is True
    assert hook["pass_filenames"] is False
    assert hook["args"] == ["."]
    assert re.search(hook["files"], "草案/调整方案.pdf")
    assert not re.search(hook["files"], "草案/图.png")


class Host:
    """A code host as far as `run` steps need one: variables, a folder for the job, outcomes of the steps before."""

    def __init__(self, work: Path, action: Path, parts: Path) -> None:
        self.work, self.action, self.parts = work, action, parts
        self.failed = False
        self.log = ""

    def run(self, steps: list[Step], inputs: dict[str, str]) -> None:
        """Runs steps in order; after a failure only those that run `always()`."""
        for step in steps:
            if self.failed and step.get("if") != "always()":
                continue
            if str(step.get("uses", "")).startswith("OWNER/fiscal"):
                self._composite(step.get("with", {}))
            elif "run" in step:
                self._shell(step, inputs)

    def _composite(self, given: dict[str, str]) -> None:
        record = loaded(self.action / "action.yml")
        defaults = {name: str(one.get("default", "")) for name, one in record["inputs"].items()}
        assert set(given) <= set(defaults)
        self.run(record["runs"]["steps"], defaults | {name: str(value) for name, value in given.items()})

    def _shell(self, step: Step, inputs: dict[str, str]) -> None:
        known = {f"inputs.{name}": value for name, value in inputs.items()} | {
            "github.action_path": str(self.action),
            "github.action_repository": "OWNER/fiscal",
            "github.action_ref": "main",
            "github.server_url": "https://host.example",
        }
        variables = {
            name: re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", lambda found: known[found[1]], str(value))
            for name, value in step.get("env", {}).items()
        }
        assert "${{" not in step["run"]
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        environment = {
            **os.environ,
            **variables,
            "RUNNER_TEMP": str(self.work.parent / "temp"),
            "GITHUB_STEP_SUMMARY": str(self.work.parent / "summary.md"),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            # The packages of the locks are here already: pip finds them satisfied and fetches nothing.
            "PYTHONPATH": str(self.parts),
        }
        if "FISCAL_LANG" not in variables:
            environment.pop("FISCAL_LANG", None)
        done = subprocess.run(shell, cwd=self.work, env=environment, capture_output=True, text=True, check=False)
        self.log += done.stdout + done.stderr
        self.failed |= done.returncode != 0


@pytest.fixture(scope="module")
def action(tmp_path_factory: pytest.TempPathFactory, repo_root: Path) -> Path:
    """What a checkout of this repository at the host holds."""
    pytest.importorskip("hatchling", reason="the build backend is not installed in this environment")
    copy = tmp_path_factory.mktemp("action") / "fiscal"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=repo_root, capture_output=True, check=True).stdout
    for name in listed.decode().split("\0"):
        if name.startswith(("fiscal/", "tables/", "reconcile/")) or (name and "/" not in name):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(repo_root / name, copy / name)
    return copy


def hosted(tmp_path: Path, action: Path, document: Path) -> Host:
    """The job of the sample workflow after checkout, with one draft in its folder."""
    work = tmp_path / "work"
    (work / "drafts").mkdir(parents=True)
    (tmp_path / "temp").mkdir()
    shutil.copyfile(document, work / "drafts" / document.name)
    return Host(work, action, Path(sysconfig.get_path("purelib")))


def steps(repo_root: Path) -> list[Step]:
    """The steps of the sample workflow."""
    found: list[Step] = loaded(repo_root / "docs/ci/budget-check.yml")["jobs"]["check"]["steps"]
    return found


def test_the_sample_workflow_fails_on_a_wrong_draft(repo_root: Path, tmp_path: Path, action: Path) -> None:
    """Annotations are in the log, SARIF and workbook are there, and the job has failed."""
    host = hosted(tmp_path, action, repo_root / "data/wrong/02-说明与附表.txt")
    host.run(steps(repo_root), {})
    assert host.failed, host.log
    assert "::error file=drafts/02-说明与附表.txt,line=" in host.log
    log = json.loads((host.work / "fiscal.sarif").read_text(encoding="utf-8"))["runs"][0]
    rule, results = log["tool"]["driver"]["rules"][0], log["results"]
    assert rule["helpUri"] == f"https://host.example/OWNER/fiscal/blob/main/docs/checks.md#{rule['id'].lower()}"
    assert host.log.count("\n::") + host.log.startswith("::") == len(results)
    assert (host.work / "fiscal.xlsx").stat().st_size > 5000
    summary = (host.work.parent / "summary.md").read_text(encoding="utf-8")
    listed = [line for line in summary.splitlines() if line.startswith("| ")]
    assert len(listed) == len(results) + 2  # the heads and the line below them


def test_the_sample_workflow_passes_a_clean_draft(repo_root: Path, tmp_path: Path, action: Path) -> None:
    """No step fails, and the log says how much was not checked."""
    host = hosted(tmp_path, action, repo_root / "data/yunxi-2021-clean-narrative.txt")
    host.run(steps(repo_root), {})
    assert not host.failed, host.log
    assert "没有核对到" in host.log
