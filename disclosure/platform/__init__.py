"""政府信息公开平台 (国办公开办函〔2019〕61号): the fixed five columns of each body, in one frame."""
