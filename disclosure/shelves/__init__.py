"""Lists that are counted in any combination of their facets, from the memory of each process.

The rows in the database are what holds; `stamps` say what of them became another, `kept` brings what a process keeps
up to date by them, `snapshots` lay it down for processes that begin. The directory and 双公示 are such lists.
"""
