"""Plain types of assistants: engagements, shifts and pay."""
