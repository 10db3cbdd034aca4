"""How fast it is here, one module for each; its `run(seed)` gives what was `Measured`."""
