"""Plain types of the caseload: the example council's people; files in and out."""
