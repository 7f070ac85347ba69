import { describe, expect, it } from "vitest";
import { toQuery } from "@/api/http";
import { decodeFilters, encodeFilters, operatorsFor, toServerFilters, type Filter } from "@/utils/filters";

const filters: Filter[] = [["org_name", "like", "舞蹈;队:50%"], ["status", "=", "Active"]];

describe("filters in the address", () => {
	it("come back as they went", () => expect(decodeFilters(encodeFilters(filters))).toEqual(filters));
	it("ignore what is broken", () => {
		expect(decodeFilters("nonsense")).toEqual([]);
		expect(decodeFilters("%E0%A4%A:x:y")).toEqual([]);
		expect(decodeFilters(undefined)).toEqual([]);
	});
});

describe("filters for the server", () => {
	it("get wildcards once", () => expect(toServerFilters([["a", "like", "x"], ["b", "like", "x%"]])).toEqual([["a", "like", "%x%"], ["b", "like", "x%"]]));
	it("leave out the empty", () => expect(toServerFilters([["a", "=", ""]])).toEqual([]));
	it("offer operators by type", () => {
		expect(operatorsFor({ fieldname: "d", fieldtype: "Date" }).map((entry) => entry.value)).toContain(">=");
		expect(operatorsFor({ fieldname: "t", fieldtype: "Data" })[0].value).toBe("like");
	});
});

describe("parameters of a GET", () => {
	it("carry lists as JSON", () => expect(decodeURIComponent(toQuery({ filters: [["a", "=", 1]], none: undefined }))).toBe('?filters=[["a","=",1]]'));
	it("may be none", () => expect(toQuery({})).toBe(""));
});
