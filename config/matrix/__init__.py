"""Every operation by role and owner: a scene with something of everybody's, and what is asked."""
