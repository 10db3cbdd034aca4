"""What people pay towards their support: assessed, due, paid, and come back."""
