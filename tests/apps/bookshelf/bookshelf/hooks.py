app_name = "bookshelf"
app_title = "Bookshelf"
app_publisher = "Example"
app_description = "A tiny lending library: one of everything an app may bring"
app_email = "library@example.org"
app_license = "MIT"
required_apps = []

before_install = "bookshelf.life.before_install"
after_install = "bookshelf.life.after_install"
after_migrate = ["bookshelf.life.after_migrate"]
before_tests = "bookshelf.life.before_tests"
before_uninstall = "bookshelf.life.before_uninstall"
after_uninstall = "bookshelf.life.after_uninstall"

fixtures = ["Shelf Genre", {"dt": "Role", "filters": [["name", "=", "Librarian"]]}]

doc_events = {
    "ToDo": {"validate": "bookshelf.events.note_validate", "on_trash": "bookshelf.events.note_trash"},
    "*": {"after_insert": "bookshelf.events.note_any"},
}
override_doctype_class = {"Note": "bookshelf.overrides.ShelfNote"}
override_whitelisted_methods = {"frappe.ping": "bookshelf.api.louder_ping"}
scheduler_events = {
    "daily": ["bookshelf.tasks.remind"],
    "cron": {"15 3 * * 1": ["bookshelf.tasks.count"]},
}
jinja = {"methods": ["bookshelf.templating.shelf_label"], "filters": ["bookshelf.templating"]}

permission_query_conditions = {"Shelf Book": "bookshelf.rights.book_conditions"}
has_permission = {"Shelf Book": "bookshelf.rights.may_book"}
has_website_permission = {"Shelf Request": "bookshelf.rights.may_see_request"}

boot_session = "bookshelf.life.boot_session"
extend_bootinfo = ["bookshelf.life.extend_bootinfo"]
on_session_creation = "bookshelf.life.greet"

website_route_rules = [{"from_route": "/shelves/<name>", "to_route": "shelf"}]
website_redirects = [{"source": "/old-shelf/(.*)", "target": r"/shelves/\1"}]
add_to_apps_screen = [{"name": "bookshelf", "title": "Bookshelf", "route": "/shelves/A"}]
standard_queries = {"Shelf Book": "bookshelf.api.book_query"}
ignore_links_on_delete = ["Shelf Request"]
default_log_clearing_doctypes = {"Shelf Request": 30}
naming_series_variables = {"SHELF": "bookshelf.naming.shelf_part"}

global_search_doctypes = {"Default": [{"doctype": "Shelf Book", "index": 1}]}
extend_doctype_class = {"Note": ["bookshelf.overrides.Loud"]}
workflow_methods = [{"name": "Stamp", "method": "bookshelf.events.note_any"}]
