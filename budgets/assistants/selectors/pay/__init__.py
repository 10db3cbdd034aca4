"""Questions about pay: which days, which hours, what was earned, how far it has come."""
