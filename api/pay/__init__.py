"""Pay over REST: worked out, told to payroll, read back; holiday, illness and bills."""
