"""Instalments: what was planned or paid, and what is to come."""
