/**
 * The library writes its font sizes in pixels, which ignore the size a person has chosen in the browser and
 * the large text of these pages. Sizes in rem follow both; at the usual 16 px nothing changes.
 */
const ROOT = 16;

export function fontSizeInRem() {
	return {
		postcssPlugin: "font-size-in-rem",
		Declaration: {
			"font-size": (declaration) => {
				declaration.value = declaration.value.replace(/(\d*\.?\d+)px/g, (_, pixels) => `${Number(pixels) / ROOT}rem`);
			},
		},
	};
}
fontSizeInRem.postcss = true;
