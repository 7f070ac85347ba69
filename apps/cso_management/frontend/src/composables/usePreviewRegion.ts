import { ref } from "vue";

/** The place for which the designer names people: the same at every step, as long as the page is open. */
export const previewRegion = ref<string | null>(null);
