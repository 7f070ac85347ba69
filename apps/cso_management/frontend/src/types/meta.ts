/** The parts of a DocType that the client reads; unknown keys are left alone. */
export interface DocField {
	fieldname: string;
	fieldtype: string;
	/** The DocType whose field it is. */
	parent?: string;
	label?: string | null;
	options?: string | null;
	reqd?: 0 | 1;
	hidden?: 0 | 1;
	read_only?: 0 | 1;
	unique?: 0 | 1;
	permlevel?: number;
	default?: string | null;
	description?: string | null;
	placeholder?: string | null;
	depends_on?: string | null;
	mandatory_depends_on?: string | null;
	read_only_depends_on?: string | null;
	collapsible?: 0 | 1;
	collapsible_depends_on?: string | null;
	in_list_view?: 0 | 1;
	in_standard_filter?: 0 | 1;
	allow_on_submit?: 0 | 1;
	set_only_once?: 0 | 1;
	bold?: 0 | 1;
	length?: number;
	precision?: string | number | null;
	non_negative?: 0 | 1;
	fetch_from?: string | null;
	fetch_if_empty?: 0 | 1;
	link_filters?: string | null;
	columns?: number;
	no_copy?: 0 | 1;
	translatable?: 0 | 1;
}

export interface DocPerm {
	role: string;
	permlevel?: number;
	read?: 0 | 1;
	write?: 0 | 1;
	create?: 0 | 1;
	delete?: 0 | 1;
	submit?: 0 | 1;
	cancel?: 0 | 1;
	report?: 0 | 1;
	export?: 0 | 1;
	print?: 0 | 1;
}

export interface DocTypeMeta {
	name: string;
	fields: DocField[];
	permissions?: DocPerm[];
	title_field?: string | null;
	search_fields?: string | null;
	sort_field?: string | null;
	sort_order?: string | null;
	istable?: 0 | 1;
	issingle?: 0 | 1;
	is_submittable?: 0 | 1;
	is_tree?: 0 | 1;
	nsm_parent_field?: string | null;
	description?: string | null;
	autoname?: string | null;
	show_title_field_in_link?: 0 | 1;
	states?: { title: string; color?: string }[];
	default_print_format?: string | null;
	__print_formats?: { name: string; disabled?: 0 | 1 }[];
	__workflow_docs?: Doc[];
}

// A document's values are what its DocType says; only the meta knows their types.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Value = any;

export interface Doc {
	doctype: string;
	name?: string;
	docstatus?: number;
	modified?: string;
	owner?: string;
	creation?: string;
	idx?: number;
	[fieldname: string]: Value;
}

export interface DocInfo {
	attachments?: Attachment[];
	comments?: TimelineComment[];
	workflow_logs?: TimelineComment[];
	info_logs?: TimelineComment[];
	versions?: VersionRecord[];
	permissions?: Record<string, number>;
	user_info?: Record<string, { fullname?: string }>;
}

export interface Attachment {
	name: string;
	file_name: string;
	file_url: string;
	is_private?: 0 | 1;
	file_size?: number;
}

export interface TimelineComment {
	name: string;
	creation: string;
	content: string;
	owner: string;
	comment_type?: string;
}

export interface VersionRecord {
	name: string;
	creation: string;
	owner: string;
	data: string;
}
