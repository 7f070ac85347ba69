import autoprefixer from "autoprefixer";
import tailwindcss from "tailwindcss";
import { fontSizeInRem } from "./build/fontSizeInRem.js";

export default { plugins: [tailwindcss(), fontSizeInRem(), autoprefixer()] };
