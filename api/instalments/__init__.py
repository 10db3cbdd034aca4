"""Instalments: what was planned or paid, what is to come, and the pay days that make them."""
