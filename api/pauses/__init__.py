"""Days for which nothing is paid: suspended, or a holiday from payments."""
