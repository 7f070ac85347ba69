import { createApp } from "vue";
import App from "./App.vue";
import { router } from "./router";
import { followUpgrades } from "./upgrade";
import "./styles/index.css";

export function mount(selector: string): void {
	const app = createApp(App);
	app.config.globalProperties.__ = globalThis.__;
	followUpgrades(router);
	app.use(router);
	app.mount(selector);
}
