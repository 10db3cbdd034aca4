"""What is earned and owed: worked out from shifts, days and dated rates, never from the clock."""
