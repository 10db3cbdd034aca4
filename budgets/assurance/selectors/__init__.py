"""Questions about lines."""
