"""
The practice rail: a bank that moves no money, on this machine alone, for examples and tests.

How an account ends says what becomes of a payment to it: see `bank.py`.
"""
