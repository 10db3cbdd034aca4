"""The bank file rail: a day's payments written for the bank, and the bank's answers read back."""
