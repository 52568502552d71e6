"""Maps as files: our own JSON, GraphML, GEXF, CSV, a workbook in Kumu's form, a stand-alone page, and pictures.

The library behind a form is read only when that form is asked for.
"""

from sotecin_graph.exports.door import FORMS, MEDIA_TYPES, export_map

__all__ = ["FORMS", "MEDIA_TYPES", "export_map"]
