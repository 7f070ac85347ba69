"""The face: the names that apps import from Frappe. What they do is in `frappe/face/`, one subject a file."""

from .face import absent  # first: from here on a missing name or module says so

# isort: split
from benchless import translate as _texts  # texts are translated from the start
from benchless import workflow as _rules  # and workflows guard every save
from benchless.documents import copy_doc, get_doc
from benchless.documents.series import make_autoname
from benchless.dotted import load as get_attr
from benchless.errors import *  # noqa: F403
from benchless.errors import DoesNotExistError, FrappeError, NameError, PermissionError, ValidationError
from benchless.field_text import format_value
from benchless.keyvalue import store as cache
from benchless.registry import whitelist
from benchless.safe_eval import safe_eval
from benchless.schema import Meta, get_meta
from benchless.translations import _
from benchless.values import Row as _dict
from benchless.values import cint, cstr, flt, scrub, unscrub

from . import exceptions
from .face.about import STANDARD_USERS, UNSET, __title__, __version__, log_level
from .face.apps import (
    call,
    get_active_domains,
    get_all_apps,
    get_doc_hooks,
    get_domain_data,
    get_hooks,
    get_installed_apps,
    get_meta_module,
    get_module,
    get_module_list,
    get_newargs,
    setup_module_map,
)
from .face.caches import (
    clear_cache,
    client_cache,
    local_cache,
    read_only,
    request_cache,
    reset_metadata_version,
    write_only,
)
from .face.customising import make_property_setter
from .face.data import as_json, as_unicode, copy, generate_hash, parse_json, safe_decode, safe_encode
from .face.documents import (
    clear_document_cache,
    delete_doc,
    delete_doc_if_exists,
    get_cached_doc,
    get_document_cache_key,
    get_last_doc,
    get_lazy_doc,
    get_single,
    get_version,
    new_doc,
)
from .face.folders import (
    create_folder,
    get_app_path,
    get_app_source_path,
    get_conf,
    get_file_items,
    get_file_json,
    get_module_path,
    get_pymodule_path,
    get_site_config,
    get_site_path,
    read_file,
)
from .face.later import enqueue, enqueue_doc, sendmail
from .face.link_queries import validate_and_sanitize_search_inputs
from .face.logs import get_traceback, in_test, log_error, logger
from .face.messages import (
    bold,
    clear_last_message,
    clear_messages,
    errprint,
    get_message_log,
    log,
    msgprint,
    throw,
)
from .face.rendering import attach_print, format, get_jenv, get_print, get_template, render_template
from .face.rights import (
    get_roles,
    get_user,
    has_permission,
    has_website_permission,
    is_table,
    is_whitelisted,
    only_for,
    only_has_select_perm,
    set_user,
    set_user_lang,
)
from .face.script import connect, destroy, init
from .face.standard_files import import_doc, reload_doc, reload_doctype
from .face.state import (
    conf,
    debug_log,
    error_log,
    flags,
    form,
    form_dict,
    lang,
    local,
    message_log,
    qb,
    request,
    response,
    session,
    user,
)
from .face.values import (
    db,
    get_all,
    get_cached_value,
    get_count,
    get_list,
    get_single_value,
    get_system_settings,
    get_value,
    get_website_settings,
    is_setup_complete,
)
from .face.web import get_request_header, ping, redirect, redirect_to_message, respond_as_web_page

# isort: split
# What follows asks for the names above while it is being imported, as every app does.
from . import permissions, share, utils
from .client import set_value
from .model.rename_doc import rename_doc
from .realtime import publish_progress, publish_realtime
from .utils import compare, format_date, get_url
from .utils.people import get_fullname
from .utils.places import get_desk_link
