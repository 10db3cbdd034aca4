"""Decisions about lines from values alone: what they are, what they were for, what is asked."""
