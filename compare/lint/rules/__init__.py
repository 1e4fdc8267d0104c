"""One rule a module; the registry names them."""
