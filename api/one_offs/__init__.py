"""Single sums beside the regular instalments."""
