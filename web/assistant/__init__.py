"""The pages of personal assistants: their work, on their own phone, with signal or without."""
