"""The verbs of the caseload: the example council, files in and out."""

from budgets.caseload.services.example import open_example
from budgets.caseload.services.exporting import EXPORTED_FILES, count_staying, export_file
from budgets.caseload.services.importing import import_files
from budgets.caseload.services.importing.after_trial import take_in
from budgets.caseload.services.importing.asking import start_import
from budgets.caseload.services.importing.working import (
    empty_old_imports,
    run_import,
    take_import,
)

__all__ = [
    "EXPORTED_FILES",
    "count_staying",
    "empty_old_imports",
    "export_file",
    "import_files",
    "open_example",
    "run_import",
    "start_import",
    "take_import",
    "take_in",
]
