"""What a change made of days that were paid already: arrears, and over-payments to decide."""
