"""
Made-up councils, a year each: honest people with honest oddities, and misuse that is written down.

A council comes from a seed and a shape; the same two give the same files, byte for byte. Rules are
tuned on some shapes and seeds, and judged on others.
"""
