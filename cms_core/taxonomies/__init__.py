"""Classifications of the standards, as TOML beside the code that reads them."""
