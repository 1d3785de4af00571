"""What the command says of itself under `--help`."""

from __future__ import annotations

DESCRIPTION = """\
读取公开的部门决算报告，重算每一个数字，重画每一张图，并指出报告自相矛盾之处。
Read published departmental final accounts, recompute every figure, redraw every chart, and say where
a report contradicts itself."""

SOURCES = """\
A SOURCE is a file (PDF, OFD, Word, Excel, web page, text), a folder or .zip (its manifest.csv first,
then every readable file in it and below), or an fsspec address (https://…, s3://…, memory://…). A
report whose forms stand in a file of their own is named by both, in quotes: "说明.docx;附表.xlsx\""""

EXAMPLES = """\
examples:
  final-accounts run                              every report of data/raw, into data/processed
  final-accounts run 2024决算.pdf -o out          one report: out/<name>/ and out/index.html
  final-accounts check 2024决算.pdf               what contradicts what, as a linter prints it
  final-accounts check reports/ --format json     the same for machines
  final-accounts read 2024决算.pdf -o tables      the forms, claims and charts as CSV

exit status:
  0  done, nothing inconsistent
  1  check: something is inconsistent; run: some reports failed
  2  unusable input or options"""

RUN_EXAMPLES = """\
examples:
  final-accounts run                     every report of data/raw, into data/processed
  final-accounts run a.pdf b.docx -o out -j 4
  final-accounts run s3://bucket/2024/ -o out
  final-accounts run reports/ -o out --resume    go on where an interrupted run stopped
  final-accounts run a.pdf -o out --lang en      pages and index in English

Each report gets DIR/<name>/ with the executed notebook, one HTML page, a working paper for Excel, its
tables as CSV and Parquet, findings.csv and provenance.json; DIR/index.html leads to all of them.
A bureau's accounts of successive years among the sources are compared, each with the one before."""

CHECK_EXAMPLES = """\
examples:
  final-accounts check a.pdf                          file:place: severity rule: message
  final-accounts check a.pdf --ledger                 and what became of every printed figure
  final-accounts check reports/ --format csv > findings.csv
  final-accounts check a.pdf --format json | jq '.findings[].message'

A bureau's accounts of successive years among the sources are compared, each with the one before.
json is one object for one file or address and an array for several or for a folder.
Of several sources the unusable ones are told on stderr, the others are checked, and the status is 2."""

READ_EXAMPLES = """\
examples:
  final-accounts read a.pdf              what the report holds: forms, claims, charts
  final-accounts read a.pdf -o tables    tables/<name>/forms.csv, claims.csv, charts.csv"""
