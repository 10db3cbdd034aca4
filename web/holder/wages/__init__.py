"""A holder as an employer: what work costs, what is owed, holiday, illness and bills."""
