import { createApp } from "vue";
import App from "./App.vue";
import { router } from "./router";
import "./styles/index.css";

export function mount(selector: string): void {
	const app = createApp(App);
	app.config.globalProperties.__ = globalThis.__;
	app.use(router);
	app.mount(selector);
}
