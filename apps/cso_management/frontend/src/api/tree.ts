import { boot } from "@/boot";
import { readMethod } from "./http";

export interface TreeNode {
	value: string;
	title?: string;
	expandable?: boolean | 0 | 1;
}

/** DocTypes whose links offer a tree beside the search. */
export const TREES: ReadonlySet<string> = new Set(["CSO Region", "CSO Category"]);

export const getChildren = (doctype: string, parent: string, isRoot = false): Promise<TreeNode[]> =>
	readMethod<TreeNode[]>("frappe.desk.treeview.get_children", { doctype, parent, is_root: isRoot });

/** Who is bound to a region does not see the root above it: the own regions are the roots. */
export async function getRoots(doctype: string): Promise<TreeNode[]> {
	const found = await getChildren(doctype, "", true);
	return found.length || doctype !== "CSO Region" ? found : ownRegions();
}

const ownRegions = (): TreeNode[] =>
	boot.regions.map((region) => ({ value: region.name, title: region.region_name, expandable: region.level !== "Village" }));
