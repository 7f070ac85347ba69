import { createTranslate } from "@/utils/i18n";

globalThis.__ = createTranslate({});
