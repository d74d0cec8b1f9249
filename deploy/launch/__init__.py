"""The launcher behind `./portal`. Everything here but `prepare` and `postgres` is standard library only."""
