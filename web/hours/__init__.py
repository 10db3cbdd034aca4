"""How hours are shown, to whoever worked them and to whoever agrees them."""
