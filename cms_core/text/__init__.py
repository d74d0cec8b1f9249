"""What Chinese text needs everywhere: folding, dates, document numbers, pinyin."""
