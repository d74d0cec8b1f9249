"""What an installation needs around the application: the launcher, and samples for nginx and systemd."""
