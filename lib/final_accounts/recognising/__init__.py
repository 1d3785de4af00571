"""From a Document to the Report that it holds, whatever its format was."""
