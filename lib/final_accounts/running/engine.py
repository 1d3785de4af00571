"""A papermill engine that runs cells in this very process: a notebook costs a fork, not a kernel.

Meant for a child process that runs one notebook and ends; nothing it does to the process is undone.
"""

from __future__ import annotations

import tempfile
from typing import Any, ClassVar

from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.profiledir import ProfileDir
from IPython.utils.capture import RichOutput, capture_output
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.engines import Engine, papermill_engines
from traitlets import Type
from traitlets.config import Config

NAME = "final-accounts-in-process"


class ResultHook(DisplayHook):
    """Shows the value of a cell's last expression as kernels do, not as a terminal would."""

    def __call__(self, result: object = None) -> None:
        shell: Any = self.shell
        if result is None:
            return
        data, metadata = shell.display_formatter.format(result)
        shell.display_pub.publish(data, metadata, transient={"execution_count": shell.execution_count})


class InProcessEngine(Engine):  # type: ignore[misc]
    """Runs the cells one after the other and stops at the first that fails.

    `namespace` then holds the names that the notebook has set.
    """

    namespace: ClassVar[dict[str, Any]] = {}

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        """Papermill's hook: run every code cell of `nb_man.nb` and keep what it shows in the notebook."""
        with tempfile.TemporaryDirectory(prefix="final-accounts-") as profile:
            shell = _shell(profile)
            cls.namespace = shell.user_ns
            for index, cell in enumerate(nb_man.nb.cells):
                if cell.cell_type != "code" or not cell.source.strip():
                    continue
                nb_man.cell_start(cell, index)
                cell.execution_count = shell.execution_count
                cell.outputs, failed = run_cell(shell, cell.source)
                if failed:
                    nb_man.cell_exception(cell, index)
                nb_man.cell_complete(cell, index)
                if failed:
                    return


class _Shell(InteractiveShell):
    displayhook_class = Type(ResultHook)


def register() -> None:
    """Make the engine known to papermill under NAME."""
    papermill_engines.register(NAME, InProcessEngine)


def _shell(profile: str) -> InteractiveShell:
    """A fresh shell that keeps no history and reads nobody's settings."""
    InteractiveShell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    profile_dir = ProfileDir.create_profile_dir(profile)  # type: ignore[no-untyped-call]
    return _Shell.instance(config=config, profile_dir=profile_dir)


def run_cell(shell: InteractiveShell, source: str) -> tuple[list[NotebookNode], bool]:
    """What one cell shows, as notebook outputs, and whether it raised."""
    with capture_output() as captured:
        result = shell.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
    outputs = [
        _output("stream", name=name, text=text)
        for name, text in (("stdout", captured.stdout), ("stderr", captured.stderr))
        if text
    ]
    outputs += [_display(output) for output in captured.outputs]
    error = result.error_before_exec or result.error_in_exec
    if error is not None:
        outputs.append(_error(shell, error))
    return outputs, error is not None


def _display(output: RichOutput) -> NotebookNode:
    shown = {"data": output.data, "metadata": output.metadata or {}}
    number = (output.transient or {}).get("execution_count")
    if number is None:
        return _output("display_data", **shown)
    return _output("execute_result", execution_count=number, **shown)


def _error(shell: InteractiveShell, error: BaseException) -> NotebookNode:
    # As IPython itself does: an error of the library shows its one sentence.
    own = getattr(error, "_render_traceback_", None)
    table = shell.InteractiveTB.structured_traceback
    traceback = own() if own else table(type(error), error, error.__traceback__)
    return _output("error", ename=type(error).__name__, evalue=str(error), traceback=traceback)


def _output(kind: str, **contents: Any) -> NotebookNode:
    node: NotebookNode = new_output(kind, **contents)  # type: ignore[no-untyped-call]
    return node
