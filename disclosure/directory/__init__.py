"""政府信息公开目录: what is disclosed, by body, item of 第二十条, theme, genre, year and validity."""
