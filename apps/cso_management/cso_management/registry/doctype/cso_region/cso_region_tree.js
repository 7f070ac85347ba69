frappe.treeview_settings["CSO Region"] = {
	get_tree_nodes: "cso_management.registry.region_tree.children",
};
