"""依申请公开 (《政府信息公开条例》第四章): states, clocks, actions; docs/disclosure.md is the contract."""
