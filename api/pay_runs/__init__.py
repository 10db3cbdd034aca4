"""Pay runs: prepared by one officer, checked line by line, approved by another, sent and closed."""
