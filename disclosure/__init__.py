"""信息公开目录 and 阳光工程: the open-information directory."""
