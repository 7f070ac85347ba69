"""Behind the names of `frappe`: one subject a file. Apps import from `frappe`, never from here."""
