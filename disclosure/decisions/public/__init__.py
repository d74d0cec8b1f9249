"""What the public reads of licences and penalties; all values come from `decisions.masking`."""
