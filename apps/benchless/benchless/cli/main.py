"""`python -m benchless.cli <verb>`: sites, apps, servers, from a shell."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from .. import dotted, machines
from ..context import current
from ..errors import ValidationError
from ..machines import SharesTooLittle
from ..setup import apps as app_setup
from ..setup.about import list_apps
from ..setup.backups import RestoreError, back_up, restore
from ..setup.customisations import export_customisations
from ..setup.fixtures import export_fixtures
from ..setup.moving import MoveError, move_to_mariadb
from ..setup.new_site import create_site
from ..setup.testing import run_tests
from ..setup.uninstall import uninstall_app
from ..site import Site
from ..sql.problems import DatabaseProblem, NoConnection
from .database import place_of, server_options

SITES = Path("sites")


def site_of(name: str | None) -> Site:
    """The named site, or the only one."""
    if name is None:
        names = sorted(path.parent.name for path in SITES.glob("*/site_config.json"))
        if len(names) != 1:
            raise click.ClickException(
                "say which site with --site; there are: " + ", ".join(names or ["none"])
            )
        name = names[0]
    site = Site(SITES / name)
    if not _is_there(site):
        raise click.ClickException(f"there is no site {name} in {SITES.resolve()}")
    return site


def _is_there(site: Site) -> bool:
    """A database server that does not answer is something else than a site that is not there."""
    try:
        return site.exists()
    except NoConnection as error:
        raise click.ClickException(f"the database of {site.name} does not answer: {error}") from error


site_option = click.option("--site", help="name of the site; needed when there are several")


@click.group()
@click.option(
    "--sites", "folder", default="sites", help="folder of the sites", type=click.Path(path_type=Path)
)
def main(folder: Path) -> None:
    """benchless: sites and apps without a bench."""
    global SITES
    SITES = folder


@main.command("new-site")
@click.argument("name")
@click.option("--admin-password", required=True)
@server_options
def new_site(name: str, admin_password: str, **server: Any) -> None:
    """Make a new site, on SQLite or in a database of a MariaDB server."""
    settings, administrator = place_of(name, server)
    try:
        create_site(SITES / name, admin_password, click.echo, settings=settings, administrator=administrator)
    except (FileExistsError, DatabaseProblem) as error:
        raise click.ClickException(str(error)) from error


@main.command("install-app")
@click.argument("app")
@site_option
def install_app(app: str, site: str | None) -> None:
    """Install an app on a site."""
    with site_of(site).session():
        app_setup.install_app(app, click.echo)


@main.command("uninstall-app")
@click.argument("app")
@site_option
def uninstall_app_command(app: str, site: str | None) -> None:
    """Take an app off a site, with its DocTypes and all their documents. Make a backup first."""
    with site_of(site).session():
        uninstall_app(app, click.echo)


@main.command()
@site_option
def migrate(site: str | None) -> None:
    """Follow the files of the installed apps."""
    with site_of(site).session():
        app_setup.migrate(click.echo)


@main.command()
@site_option
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000)
@click.option("--workers", default=2)
@click.option("--threads", default=2)
def serve(site: str | None, host: str, port: int, workers: int, threads: int) -> None:
    """Serve a site."""
    from ..http.server import serve as run

    try:
        run(site_of(site), host, port, workers, threads)
    except SharesTooLittle as error:
        raise click.ClickException(str(error)) from error


@main.command()
@site_option
def worker(site: str | None) -> None:
    """Run jobs and the scheduler of a site."""
    try:
        dotted.call("benchless.jobs.worker.main", site_of(site).folder)
    except SharesTooLittle as error:
        raise click.ClickException(str(error)) from error


@main.command("forget-machine")
@click.argument("name", required=False)
@site_option
def forget_machine(name: str | None, site: str | None) -> None:
    """Let go of a machine that will not serve the site again; without a name: list those that do."""
    found = site_of(site)
    if name is None:
        for row in machines.known(found):
            click.echo(f"{row['name']}  {datetime.fromtimestamp(row['seen']):%Y-%m-%d %H:%M:%S}")
    elif not machines.forget(found, name):
        raise click.ClickException(f"no machine {name} serves {found.name}")


@main.command()
@click.argument("path")
@click.option("--args", default="[]", help="positional arguments as JSON")
@click.option("--kwargs", default="{}", help="keywords as JSON")
@site_option
def execute(path: str, args: str, kwargs: str, site: str | None) -> None:
    """Call a function by its dotted path, as Administrator."""
    with site_of(site).session():
        answer = dotted.call(path, *json.loads(args), **json.loads(kwargs))
    if answer is not None:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1, default=str))


@main.command()
@site_option
def console(site: str | None) -> None:
    """An interactive Python with the site open."""
    import code
    import importlib

    with site_of(site).session():
        names = {"frappe": importlib.import_module("frappe"), "session": current()}
        code.interact(banner=f"site {current().site.name}; changes are committed at the end", local=names)


@main.command()
@click.option("--with-files/--without-files", default=True, show_default=True, help="uploaded files too")
@click.option("--backup-path", type=click.Path(path_type=Path), help="folder  [default: private/backups]")
@site_option
def backup(with_files: bool, backup_path: Path | None, site: str | None) -> None:
    """Copy database and files into one archive, while people work."""
    click.echo(str(back_up(site_of(site), backup_path, with_files=with_files)))


@main.command("restore")
@click.argument("archive", type=click.Path(exists=True, path_type=Path))
@click.option("--admin-password", help="a new one for Administrator")
@click.option("--force", is_flag=True, help="although others have the site open")
@site_option
def restore_command(archive: Path, admin_password: str | None, force: bool, site: str | None) -> None:
    """Put an archive's database and files in place of the site's. Stop the server first."""
    try:
        restore(site_of(site), archive, admin_password=admin_password, force=force)
    except RestoreError as error:
        raise click.ClickException(f"not restored: {error}") from error


@main.command("move-to-mariadb")
@site_option
@server_options
def move_command(site: str | None, **server: Any) -> None:
    """Copy a site from SQLite to MariaDB, compare every table, then switch over. Stop the server first."""
    found = site_of(site)
    settings, administrator = place_of(found.name, {**server, "db_type": "mariadb"})
    try:
        move_to_mariadb(found, settings, administrator, click.echo)
    except MoveError as error:
        raise click.ClickException(f"not moved: {error}") from error


@main.command("export-fixtures")
@click.option("--app", required=True)
@site_option
def export_fixtures_command(app: str, site: str | None) -> None:
    """Write the app's fixtures into its folder."""
    with site_of(site).session():
        for path in export_fixtures(app):
            click.echo(str(path))


@main.command("export-customizations")
@click.argument("doctype")
@click.option("--module", required=True, help="module whose folder gets the file")
@click.option("--with-permissions", is_flag=True, help="the rights of roles as well")
@site_option
def export_customizations_command(
    doctype: str, module: str, with_permissions: bool, site: str | None
) -> None:
    """Write what was customised about a DocType into a module, to be imported by migrate."""
    with site_of(site).session():
        path = export_customisations(module, doctype, sync_on_migrate=True, with_permissions=with_permissions)
        click.echo(str(path))


@main.command("list-apps")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@site_option
def list_apps_command(shape: str, site: str | None) -> None:
    """Name the installed apps: version, publisher, licence, and whom to write to."""
    with site_of(site).session():
        known = list_apps()
    if shape == "json":
        click.echo(json.dumps(known, ensure_ascii=False, indent=1))
        return
    for app in known:
        said = (app["app_publisher"], app["app_license"], app["app_email"])
        click.echo(f"{app['app_name']} {app['version']}  {', '.join(filter(None, said))}")


@main.command("run-tests")
@click.option("--app", required=True)
@click.option("--module", help="dotted path of one file of tests")
@site_option
def run_tests_command(app: str, module: str | None, site: str | None) -> None:
    """Run the unit tests of an app, after its before_tests; the site must allow it (allow_tests)."""
    found = site_of(site)
    try:
        with found.session():
            passed = run_tests(app, module)
    except ValidationError as error:
        raise click.ClickException(str(error)) from error
    sys.exit(0 if passed else 1)


@main.command("set-config")
@click.argument("key")
@click.argument("value")
@site_option
def set_config(key: str, value: str, site: str | None) -> None:
    """Change a setting of a site; the value is JSON or plain text."""
    try:
        parsed = json.loads(value)
    except json.JSONDecodeError:
        parsed = value
    site_of(site).save_config(**{key: parsed})


if __name__ == "__main__":
    sys.exit(main())
