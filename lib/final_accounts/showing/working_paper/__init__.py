"""The working paper: a workbook whose checks are formulas."""
