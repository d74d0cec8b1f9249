"""阳光工程: key areas of open information, their standard catalogue, their records, and who publishes what."""
