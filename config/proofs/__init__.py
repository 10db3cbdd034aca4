"""The promises' proofs, one module for each; its `run(seed, control)` gives a `Proof`."""
