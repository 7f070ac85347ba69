app_name = "books"
app_title = "Books"
app_publisher = "Example"
app_description = "Documents named as in ERPNext's accounts"
app_email = "books@example.org"
app_license = "MIT"

fixtures = [{"dt": "Role", "filters": [["name", "in", ["Accounts User", "Purchase Master Manager"]]]}]
