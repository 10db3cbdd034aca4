"""Hours that personal assistants worked: sent by their phones, agreed by whoever employs them."""
