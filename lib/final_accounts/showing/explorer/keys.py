"""The keyboard inside the explorer: JupyterLab must leave the arrow keys to the lists."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

# In command mode JupyterLab takes the arrow keys to walk from cell to cell, even from a list in an output,
# unless the focused element itself carries this attribute. The rows of buttons get the roles and states
# that ipywidgets leaves out.
_SCRIPT = """
const speak = (app) => {
  for (const group of app.querySelectorAll(".widget-toggle-buttons")) {
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", group.querySelector("label")?.textContent ?? "");
    for (const button of group.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.classList.contains("mod-active")));
  }
};
export default {
  render({ el }) {
    const begin = () => {
      const app = el.closest(".explorer-app");
      if (!app || app.dataset.keyboard) return;
      app.dataset.keyboard = "own";
      app.addEventListener("focusin", (event) => {
        if (event.target.matches("select")) event.target.setAttribute("data-lm-suppress-shortcuts", "true");
        speak(app);
      });
      app.addEventListener("click", () => setTimeout(() => speak(app), 100));
      speak(app);
    };
    begin();
    setTimeout(begin, 300);
  }
};
"""


def keyboard() -> tuple[Any, ...]:
    """An invisible widget that keeps the notebook's shortcuts out; none where anywidget is missing."""
    if find_spec("anywidget") is None:
        return ()
    from anywidget import AnyWidget

    return (AnyWidget(_esm=_SCRIPT, layout={"display": "none"}),)
