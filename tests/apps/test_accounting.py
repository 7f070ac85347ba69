"""The accounting adapter on a site with documents named as ERPNext's: what it writes, once; what stops it.

The stand-in app `books` keeps the rules of ERPNext that a booking meets: mandatory fields, who may create,
payments of submitted invoices only.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import frappe
import pytest

from benchless.jobs.execute import execute
from benchless.jobs.store import queue_of
from benchless.setup.apps import install_app
from benchless.site import Site
from cso_management.api import accounting
from cso_management.service_purchase.accounting import booking, erpnext
from tests.app.processes import purchase
from tests.app.processes.purchase import be
from tests.app.processes.test_shared import act, move
from tests.support import sites

BOOKS = Path(__file__).parent / "books"
BOOKKEEPER = "books@demo.example"
CODE = "52990121MJ0001037C"
SETTINGS = {
    "enabled": 1,
    "book_as": BOOKKEEPER,
    "company": "望湖街道办事处",
    "expense_account": "购买服务支出",
    "payable_account": "应付账款",
    "bank_account": "基本户",
    "mode_of_payment": "电汇",
    "unit_of_measure": "Nos",
    "submit_documents": 1,
}
COMPANY = {"company": "望湖街道办事处"}
RECORDS = (
    ("UOM", {"uom_name": "Nos"}),
    ("Mode of Payment", {"mode_of_payment": "电汇"}),
    ("Company", {"company_name": "望湖街道办事处", "default_currency": "CNY"}),
    ("Company", {"company_name": "Abroad", "default_currency": "USD"}),
    ("Cost Center", {"cost_center_name": "街道", **COMPANY}),
    ("Account", {"account_name": "支出", "root_type": "Expense", "is_group": 1, **COMPANY}),
    ("Account", {"account_name": "购买服务支出", "root_type": "Expense", **COMPANY}),
    ("Account", {"account_name": "应付账款", "root_type": "Liability", "account_type": "Payable", **COMPANY}),
    ("Account", {"account_name": "基本户", "root_type": "Asset", "account_type": "Bank", **COMPANY}),
)


def quiet(*_text: Any) -> None:
    """Nobody reads the progress of a test's set-up."""


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo county without any accounts."""
    place = sites.copy(sites.template(demo=True), tmp_path_factory.mktemp("plain"))
    site = Site(place / sites.SITE)
    yield site
    site.close()


@pytest.fixture(scope="module")
def books_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo county, and the accounts of a street office."""
    place = sites.copy(sites.template(demo=True), tmp_path_factory.mktemp("books"))
    sys.path.insert(0, str(BOOKS))
    site = Site(place / sites.SITE)
    with site.session():
        install_app("books", quiet)
    with site.session():
        purchase.set_up()
        for doctype, values in RECORDS:
            frappe.get_doc({"doctype": doctype, **values}).insert()
        frappe.db.set_value("Company", "望湖街道办事处", "cost_center", "街道")
        _bookkeeper()
    yield site
    site.close()
    sys.path.remove(str(BOOKS))


def _bookkeeper() -> None:
    roles = [{"role": "Accounts User"}, {"role": "Purchase Master Manager"}]
    user = {"doctype": "User", "email": BOOKKEEPER, "first_name": "账务", "send_welcome_email": 0}
    frappe.get_doc({**user, "roles": roles}).insert()


@pytest.fixture
def books(books_site: Site) -> Iterator[None]:
    """A session whose changes vanish, with the booking switched on."""
    with books_site.session():
        frappe.local.lang = "zh"
        configure()
        yield
        be("Administrator")
        frappe.db.rollback()
    frappe_settings_forgotten(books_site)


def frappe_settings_forgotten(site: Site) -> None:
    """Settings are cached; what was rolled back must not be read again."""
    with site.session():
        frappe.clear_document_cache("CSO Accounting Settings", "CSO Accounting Settings")


def configure(**values: Any) -> Any:
    be("Administrator")
    doc = frappe.get_doc("CSO Accounting Settings")
    return doc.update({**SETTINGS, **values}).save()


def signed(**values: Any) -> Any:
    return purchase.active(
        purchase.contract(purchase.awarded(purchase.approved_project()), **values).insert()
    )


def approved(contract: Any, line: int = 1, amount: float = 72000, **values: Any) -> Any:
    be("procurement.wanghu")
    numbers = frappe.db.count("CSO Payment Request")
    values = {"invoice_no": f"FP-{contract.name}-{numbers}", **values}
    request = move(purchase.payment(contract, line, amount, **values).insert(), "Purchaser Check")
    for user in ("clerk.wanghu", "finance.county", "leader.wanghu"):
        be(user)
        request = act(request, "agree")
    return request


def pay(request: Any) -> Any:
    be("finance.county")
    request.update({"voucher_no": "JZ-0001", "workflow_state": "Paid"})
    return request.save()


def booked(doc: Any) -> Any:
    """What the job does, and the document afterwards."""
    booking.book(doc.doctype, doc.name)
    return frappe.get_doc(doc.doctype, doc.name)


def again(doc: Any) -> Any:
    """The same booking a second time, as if the first had not been written down."""
    doc.db_set("accounting_state", booking.WAITING)
    return booked(doc)


def test_the_switch_is_off_and_refuses_without_erpnext(plain_site: Site) -> None:
    with plain_site.session():
        frappe.local.lang = "zh"
        assert not booking.settings.is_on()
        with pytest.raises(frappe.ValidationError, match="“在 ERPNext 中记账”无法启用.*未安装 ERPNext"):
            frappe.get_doc("CSO Accounting Settings").update({"enabled": 1}).save()
        frappe.db.rollback()


def test_off_means_that_nothing_is_booked(books: None) -> None:
    configure(enabled=0)
    contract = signed()
    request = booked(pay(approved(contract)))
    assert not frappe.get_doc(contract.doctype, contract.name).accounting_state
    assert not request.accounting_state
    assert (
        not frappe.get_all("Supplier") + frappe.get_all("Purchase Invoice") + frappe.get_all("Payment Entry")
    )


MISTAKES = [
    *[({field: ""}, "须填写") for field in booking.settings.MANDATORY],
    ({"company": "没有的公司"}, "ERPNext 公司.*没有"),
    ({"company": "Abroad"}, "ERPNext 公司.*USD"),
    ({"expense_account": "支出"}, "费用科目.*支出"),
    ({"expense_account": "基本户"}, "费用科目.*基本户"),
    ({"payable_account": "购买服务支出"}, "应付科目"),
    ({"bank_account": "应付账款"}, "银行科目"),
    ({"bank_account": "没有的科目"}, "银行科目.*没有"),
    ({"cost_center": "没有的中心"}, "成本中心"),
    ({"mode_of_payment": "以物易物"}, "付款方式"),
    ({"unit_of_measure": "斗"}, "计量单位"),
    ({"supplier_group": "没有的组"}, "供应商组"),
    ({"book_as": "clerk.wanghu@demo.example"}, "记账人.*无权新建"),
]


@pytest.mark.parametrize("values,words", MISTAKES)
def test_wrong_settings_name_their_field(books: None, values: dict[str, Any], words: str) -> None:
    with pytest.raises(frappe.ValidationError, match=words):
        configure(**values)


def test_from_the_contract_to_the_payment(books: None) -> None:
    contract = booked(signed())
    supplier = frappe.get_doc("Supplier", contract.supplier)
    assert (contract.accounting_state, supplier.tax_id) == (booking.BOOKED, CODE)
    assert supplier.supplier_name == purchase.PROVIDER

    request = booked(approved(contract))
    invoice = frappe.get_doc("Purchase Invoice", request.purchase_invoice)
    assert (request.accounting_state, request.payment_entry) == (booking.BOOKED, None)
    assert (invoice.docstatus, invoice.grand_total) == (0, 72000)
    assert invoice.as_dict() | INVOICE | {"bill_no": request.invoice_no} == invoice.as_dict()
    assert (invoice.supplier, invoice.remarks) == (supplier.name, request.name)
    assert invoice.items[0].as_dict() | LINE == invoice.items[0].as_dict()

    request = booked(pay(request))
    payment = frappe.get_doc("Payment Entry", request.payment_entry)
    assert (payment.docstatus, payment.paid_amount, payment.owner) == (1, 72000, BOOKKEEPER)
    assert payment.as_dict() | PAYMENT | {"party": supplier.name} == payment.as_dict()
    assert str(payment.posting_date) == str(request.paid_on)
    row = payment.references[0]
    paid = ("Purchase Invoice", invoice.name, 72000)
    assert (row.reference_doctype, row.reference_name, row.allocated_amount) == paid
    invoice.reload()
    assert (invoice.docstatus, invoice.outstanding_amount) == (1, 0)


INVOICE = {
    "company": "望湖街道办事处",
    "currency": "CNY",
    "credit_to": "应付账款",
    "cost_center": "街道",
    "update_stock": 0,
    "disable_rounded_total": 1,
    "owner": BOOKKEEPER,
}
LINE = {
    "item_name": "望湖街道养老助餐服务合同",
    "qty": 1,
    "uom": "Nos",
    "rate": 72000,
    "expense_account": "购买服务支出",
    "cost_center": "街道",
}
PAYMENT = {
    "payment_type": "Pay",
    "company": "望湖街道办事处",
    "mode_of_payment": "电汇",
    "party_type": "Supplier",
    "paid_from": "基本户",
    "paid_to": "应付账款",
    "received_amount": 72000,
    "reference_no": "JZ-0001",
}


def test_a_booking_is_repeated_without_doubling(books: None) -> None:
    contract = again(booked(signed()))
    request = again(booked(approved(contract)))
    request.db_set("purchase_invoice", None)
    request = again(request)
    request = again(booked(pay(request)))
    request.db_set("payment_entry", None)
    request = again(request)
    names = [frappe.get_all(doctype, pluck="name") for doctype in (erpnext.INVOICE, erpnext.PAYMENT)]
    assert names == [[request.purchase_invoice], [request.payment_entry]]
    assert frappe.get_all("Supplier", pluck="name") == [contract.supplier]


def test_a_supplier_without_tax_number_is_taken_by_its_name(books: None) -> None:
    values = {"doctype": "Supplier", "supplier_name": purchase.PROVIDER, "supplier_type": "Company"}
    known = frappe.get_doc(values).insert()
    assert booked(signed()).supplier == known.name
    assert frappe.db.get_value("Supplier", known.name, "tax_id") == CODE


def test_the_same_name_with_another_tax_number_is_somebody_else(books: None) -> None:
    values = {"doctype": "Supplier", "supplier_name": purchase.PROVIDER, "supplier_type": "Company"}
    other = frappe.get_doc({**values, "tax_id": "91990100MA0001001P"}).insert()
    assert booked(signed()).supplier != other.name


def test_deductions_lower_invoice_and_payment(books: None) -> None:
    request = booked(pay(approved(signed(), deductions=1500)))
    assert frappe.db.get_value("Purchase Invoice", request.purchase_invoice, "grand_total") == 70500
    assert frappe.db.get_value("Payment Entry", request.payment_entry, "paid_amount") == 70500


def test_nothing_left_to_pay_makes_no_payment_entry(books: None) -> None:
    request = booked(pay(approved(signed(), deductions=72000)))
    assert (request.accounting_state, request.payment_entry) == (booking.BOOKED, None)


def test_drafts_wait_for_the_bookkeeper(books: None) -> None:
    configure(submit_documents=0)
    request = booked(pay(approved(signed())))
    assert request.accounting_state == booking.WAITING
    assert f"请先在 ERPNext 中提交采购发票 {request.purchase_invoice}" in request.accounting_message
    be(BOOKKEEPER)
    frappe.get_doc("Purchase Invoice", request.purchase_invoice).submit()
    be("finance.county")
    request.book_again()
    request.reload()
    assert (request.accounting_state, request.accounting_message) == (booking.BOOKED, "")
    assert frappe.db.get_value("Payment Entry", request.payment_entry, "docstatus") == 0


FAILURES: list[tuple[str, Callable[[], Any], Callable[[], Any]]] = [
    (
        "Account 购买服务支出 is disabled",
        lambda: frappe.db.set_value("Account", "购买服务支出", "disabled", 1),
        lambda: frappe.db.set_value("Account", "购买服务支出", "disabled", 0),
    ),
    (
        "以物易物",
        lambda: frappe.db.set_value("CSO Accounting Settings", None, "mode_of_payment", "以物易物"),
        lambda: configure(),
    ),
    (
        "没有Purchase Invoice的权限",
        lambda: frappe.get_doc("User", BOOKKEEPER).remove_roles("Accounts User"),
        lambda: frappe.get_doc("User", BOOKKEEPER).add_roles("Accounts User"),
    ),
]


@pytest.mark.parametrize("words,spoil,mend", FAILURES)
def test_a_failure_is_shown_and_stops_nothing(
    books: None, words: str, spoil: Callable[[], Any], mend: Callable[[], Any]
) -> None:
    request = approved(signed())
    be("Administrator")
    spoil()
    request = pay(request)
    assert request.workflow_state == "Paid"
    request = booked(request)
    assert request.accounting_state == booking.FAILED
    assert words in request.accounting_message
    assert "<" not in request.accounting_message
    assert not frappe.get_all("Purchase Invoice") + frappe.get_all("Payment Entry"), "half a booking stays"
    assert frappe.db.exists(
        "Error Log", {"reference_doctype": request.doctype, "reference_name": request.name}
    )
    be("Administrator")
    mend()
    be("finance.county")
    request.book_again()
    request.reload()
    assert (request.accounting_state, request.accounting_message) == (booking.BOOKED, "")
    assert request.payment_entry


def test_only_finance_books_again(books: None) -> None:
    request = approved(signed())
    be("clerk.wanghu")
    with pytest.raises(frappe.PermissionError):
        request.book_again()
    be("finance.county")
    request = booked(request)
    with pytest.raises(frappe.ValidationError, match="没有待记账"):
        request.book_again()


def test_the_applicant_does_not_read_the_bookkeeping(books: None) -> None:
    request = booked(approved(signed()))
    roles = {row.role for row in request.meta.permissions if row.permlevel == 2 and row.read}
    fields = {field.fieldname: field.permlevel for field in request.meta.fields}
    assert "CSO Finance Reviewer" in roles
    assert "CSO Representative" not in roles
    hidden = ("accounting_state", "accounting_message", "purchase_invoice", "payment_entry")
    assert {fields[field] for field in hidden} == {2}


def test_an_invoice_typed_by_hand_is_taken_over(books: None) -> None:
    contract = booked(signed())
    request = approved(contract)
    typed = _typed(contract.supplier, request.invoice_no, 72000)
    assert booked(request).purchase_invoice == typed.name


def test_an_invoice_typed_by_hand_with_another_sum_is_not_touched(books: None) -> None:
    contract = booked(signed())
    request = approved(contract)
    typed = _typed(contract.supplier, request.invoice_no, 70000)
    request = booked(request)
    assert request.accounting_state == booking.FAILED
    assert typed.name in request.accounting_message
    assert frappe.db.get_value("Purchase Invoice", typed.name, "grand_total") == 70000


def test_one_invoice_is_not_paid_twice(books: None) -> None:
    """Two requests with one invoice number, which our own rule let pass: the second is not booked."""
    contract = booked(signed())
    first, second = (booked(approved(contract, 1, amount)) for amount in (36000, 36000))
    second.db_set({"purchase_invoice": None, "invoice_no": first.invoice_no})
    second = again(second)
    assert second.accounting_state == booking.FAILED
    assert f"采购发票 {first.purchase_invoice} 属于另一张支付申请" in second.accounting_message


def _typed(supplier: str, number: str, amount: float) -> Any:
    be(BOOKKEEPER)
    line = {"item_name": "服务", "qty": 1, "uom": "Nos", "conversion_factor": 1, "rate": amount}
    body = {"doctype": "Purchase Invoice", "supplier": supplier, "bill_no": number, "credit_to": "应付账款"}
    return frappe.get_doc(
        {**body, **COMPANY, "items": [{**line, "expense_account": "购买服务支出"}]}
    ).insert()


def test_an_invoice_that_was_cancelled_is_made_again(books: None) -> None:
    request = booked(pay(approved(signed())))
    first = request.purchase_invoice
    be(BOOKKEEPER)
    frappe.get_doc("Payment Entry", request.payment_entry).cancel()
    frappe.get_doc("Purchase Invoice", first).cancel()
    request = again(request)
    assert request.accounting_state == booking.BOOKED
    assert request.purchase_invoice != first
    assert frappe.db.get_value("Payment Entry", request.payment_entry, "docstatus") == 1


def test_the_daily_run_tries_again(books_site: Site, books: None) -> None:
    request = approved(signed())
    be("Administrator")
    frappe.db.set_value("Account", "购买服务支出", "disabled", 1)
    assert booked(request).accounting_state == booking.FAILED
    frappe.db.set_value("Account", "购买服务支出", "disabled", 0)
    before = queue_of(books_site).waiting()
    booking.run()
    assert queue_of(books_site).waiting() == before, "only when the changes are kept"


def before_the_switch() -> tuple[Any, Any, Any]:
    """A signed contract, a paid and an approved request of it, and the switch turned on afterwards."""
    configure(enabled=0)
    contract = signed()
    requests = pay(approved(contract)), _second(contract)
    configure()
    return contract, *requests


def _second(contract: Any) -> Any:
    line = contract.payment_plan[1]
    frappe.db.set_value(line.doctype, line.name, "condition", "Sign")
    return approved(contract, 2, 5000)


def shown(*docs: Any) -> dict[str, list[str]]:
    """What finance is shown of these; the demo county has one of its own."""
    be("finance.county")
    names = {doc.name for doc in docs}
    return {row["name"]: row["makes"] for row in accounting.earlier_ones()["rows"] if row["name"] in names}


def ask(*docs: Any) -> list[bool]:
    be("finance.county")
    wanted = [{"doctype": doc.doctype, "name": doc.name} for doc in docs]
    return [row["asked"] for row in accounting.book_earlier(wanted)]


def test_the_switch_alone_books_nothing_of_before(books: None) -> None:
    contract, *requests = before_the_switch()
    booking.run()
    for doc in (contract, *requests):
        assert not booked(doc).accounting_state
    assert not frappe.get_all("Supplier") + frappe.get_all("Purchase Invoice")


def test_the_preview_says_what_will_be_made_and_writes_nothing(books: None) -> None:
    contract, paid, waiting = before_the_switch()
    new = f"新建供应商 {purchase.PROVIDER}"
    assert shown(contract, paid, waiting) == {
        contract.name: [new],
        paid.name: [new, f"新建发票 {paid.invoice_no}", "付款凭证"],
        waiting.name: [new, f"新建发票 {waiting.invoice_no}"],
    }
    assert not frappe.get_all("Supplier") + frappe.get_all("Purchase Invoice")
    supplier = frappe.get_doc(
        {"doctype": "Supplier", "supplier_name": "乐龄", "supplier_type": "Company", "tax_id": CODE}
    )
    be("Administrator")
    supplier.insert()
    typed = _typed(supplier.name, paid.invoice_no, 72000)
    assert shown(paid)[paid.name] == [f"已有供应商 {supplier.name}", f"已有发票 {typed.name}", "付款凭证"]


def test_earlier_ones_are_booked_once(books: None) -> None:
    contract, paid, waiting = before_the_switch()
    assert ask(contract, paid, waiting) == [True, True, True]
    assert ask(contract, paid, waiting) == [False, False, False], "asked again nothing happens"
    assert shown(contract, paid, waiting) == {}
    contract, paid, waiting = (booked(doc) for doc in (contract, paid, waiting))
    assert {doc.accounting_state for doc in (contract, paid, waiting)} == {booking.BOOKED}
    assert (bool(paid.payment_entry), waiting.payment_entry) == (True, None)
    assert ask(contract, paid, waiting) == [False, False, False]
    names = [frappe.get_all(doctype, pluck="name") for doctype in ("Supplier", "Payment Entry")]
    assert names == [[contract.supplier], [paid.payment_entry]]
    assert len(frappe.get_all("Purchase Invoice")) == 2


@pytest.mark.parametrize("user", ["clerk.wanghu", "procurement.wanghu", "rep.zhulao", "auditor.county"])
def test_only_finance_sees_and_books_the_earlier_ones(books: None, user: str) -> None:
    contract, *_requests = before_the_switch()
    be(user)
    with pytest.raises(frappe.PermissionError):
        accounting.earlier_ones()
    with pytest.raises(frappe.PermissionError):
        accounting.book_earlier([{"doctype": contract.doctype, "name": contract.name}])


REFUSED = [
    ("CSO Service Contract", "nobody"),
    ("CSO Organization", "nobody"),
]


@pytest.mark.parametrize("doctype,name", REFUSED)
def test_other_documents_are_refused(books: None, doctype: str, name: str) -> None:
    be("finance.county")
    with pytest.raises((frappe.PermissionError, frappe.DoesNotExistError)):
        accounting.book_earlier([{"doctype": doctype, "name": name}])


def test_nothing_is_shown_or_asked_while_it_is_off(books: None) -> None:
    contract, *_requests = before_the_switch()
    configure(enabled=0)
    be("finance.county")
    assert accounting.earlier_ones()["rows"] == []
    with pytest.raises(frappe.ValidationError, match="未启用"):
        ask(contract)


def test_the_job_follows_the_act(books_site: Site) -> None:
    """With kept changes and the queue: the last test of this module, for its documents stay."""
    with books_site.session():
        configure()
        frappe.db.commit()
        contract = signed()
    assert _jobs_done(books_site) >= 1
    with books_site.session():
        assert frappe.db.get_value(contract.doctype, contract.name, "accounting_state") == booking.BOOKED
        request = approved(contract)
        request.db_set("accounting_state", booking.FAILED)
    _jobs_done(books_site)
    with books_site.session():
        be("Administrator")
        frappe.db.set_value(request.doctype, request.name, "accounting_state", booking.FAILED)
        booking.run()
    assert _jobs_done(books_site) >= 1
    with books_site.session():
        assert frappe.db.get_value(request.doctype, request.name, "accounting_state") == booking.BOOKED


def _jobs_done(site: Site) -> int:
    """Work off the queue; how many bookings were in it."""
    done = 0
    while job := queue_of(site).take():
        if "accounting" in job["method"]:
            assert execute(site, job)
            done += 1
    return done
