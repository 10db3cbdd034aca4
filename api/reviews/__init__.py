"""Care reviews: what is due, booked, worried about, and what was said."""
