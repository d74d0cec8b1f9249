"""政府信息公开工作年度报告 (条例第四十九、五十条；国办公开办函〔2021〕30号): counted, checked, published."""
