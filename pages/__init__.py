"""What people see: frame.py is every session's script, one module a page, parts/ what pages share."""
