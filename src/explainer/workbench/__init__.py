"""Tools for rule authors; the API never imports them."""
