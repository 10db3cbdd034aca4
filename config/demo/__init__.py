"""What `manage.py demo` does: walk the main job, then serve the example council."""
