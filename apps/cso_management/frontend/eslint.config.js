import accessibility from "eslint-plugin-vuejs-accessibility";
import vue from "eslint-plugin-vue";
import typescript from "typescript-eslint";

export default typescript.config(
	...typescript.configs.recommended,
	...vue.configs["flat/recommended"],
	...accessibility.configs["flat/recommended"],
	{
		files: ["**/*.vue"],
		languageOptions: { parserOptions: { parser: typescript.parser } },
	},
	{
		languageOptions: { globals: { __: "readonly" } },
		rules: {
			// Layout is the editor's business, not the linter's.
			"vue/html-indent": "off",
			"vue/max-attributes-per-line": "off",
			"vue/singleline-html-element-content-newline": "off",
			"vue/multiline-html-element-content-newline": "off",
			"vue/html-self-closing": "off",
			"vue/html-closing-bracket-newline": "off",
			"vue/attributes-order": "off",
			"vue/multi-word-component-names": "off",
			"vue/require-default-prop": "off",
			"vue/no-v-html": "error",
			"max-lines": ["error", { max: 250, skipBlankLines: false }],
			// frappe-ui inputs take their label as a prop, which these rules cannot see; axe checks the real pages.
			"vuejs-accessibility/label-has-for": "off",
			"vuejs-accessibility/form-control-has-label": "off",
			"vuejs-accessibility/no-autofocus": "off",
		},
	},
);
