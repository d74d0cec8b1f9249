"""Links of disclosed pages that lead nowhere: ours we know without asking, other hosts are asked in the background."""
