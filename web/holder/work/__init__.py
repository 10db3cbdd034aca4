"""A holder as an employer: hours to agree, and who works for them."""
