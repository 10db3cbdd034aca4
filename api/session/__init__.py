"""Who I am, and the tokens of my machines."""
