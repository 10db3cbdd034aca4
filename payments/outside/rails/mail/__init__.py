"""Words by e-mail, over whatever mail server the settings name."""
