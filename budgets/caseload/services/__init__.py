"""The verbs of the caseload: the example council, files in and out."""

from budgets.caseload.services.example import open_example
from budgets.caseload.services.exporting import EXPORTED_FILES, count_staying, export_file
from budgets.caseload.services.importing import import_files

__all__ = [
    "EXPORTED_FILES",
    "count_staying",
    "export_file",
    "import_files",
    "open_example",
]
