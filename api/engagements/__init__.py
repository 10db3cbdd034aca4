"""What holders and personal assistants agreed."""
