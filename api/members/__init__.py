"""Members of the council, and what is delegated to them."""
