from frappe.utils.nestedset import NestedSet


class ShelfPlace(NestedSet):
    nsm_parent_field = "parent_shelf_place"
