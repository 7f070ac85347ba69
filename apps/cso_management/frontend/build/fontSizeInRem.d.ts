import type { Plugin } from "postcss";

export function fontSizeInRem(): Plugin;
