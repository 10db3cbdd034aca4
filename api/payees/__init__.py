"""Who is paid, masked, and the change of their bank details."""
