"""Budget statements: what support costs in a week, and who pays which part of it."""
