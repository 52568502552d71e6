"""Importers: the bytes of a file that someone brings become a draft of a map, with a report on every row.

Doors: `reading.read_map`, `reading.columns_of`, `columns.suggest_columns`, and `guard.read_map_guarded` for files from
outside. Nothing here writes to a database; what comes out is a value that a use case takes over.
"""
