import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";
import { isGuest } from "./session";

const routes: RouteRecordRaw[] = [
	{ path: "/login", name: "login", component: () => import("./pages/LoginPage.vue"), meta: { open: true } },
	{ path: "/verify/:number?", name: "verify", component: () => import("./pages/VerifyPage.vue"), meta: { open: true } },
	{ path: "/register", name: "register", component: () => import("./pages/public/RegisterPage.vue"), meta: { open: true } },
	{ path: "/register/:name", name: "register-organization", component: () => import("./pages/public/RegisterOrganizationPage.vue"), meta: { open: true } },
	{ path: "/published", name: "published", component: () => import("./pages/public/PublishedPage.vue"), meta: { open: true } },
	{ path: "/notices", name: "notices", component: () => import("./pages/public/NoticesPage.vue"), meta: { open: true } },
	{ path: "/progress", name: "progress", component: () => import("./pages/public/ProgressPage.vue"), meta: { open: true } },
	{
		path: "/",
		component: () => import("./components/shell/AppShell.vue"),
		children: [
			{ path: "", name: "home", component: () => import("./pages/HomePage.vue") },
			{ path: "tasks", name: "tasks", component: () => import("./pages/TasksPage.vue") },
			{ path: "delegations", name: "delegations", component: () => import("./pages/DelegationsPage.vue") },
			{ path: "phrases", name: "phrases", component: () => import("./pages/PhrasesPage.vue") },
			{ path: "routes", name: "routes", component: () => import("./pages/admin/RoutesPage.vue") },
			{ path: "routes/:name", name: "route", component: () => import("./pages/admin/RoutePage.vue") },
			{ path: "calendar/:year?", name: "calendar", component: () => import("./pages/admin/CalendarPage.vue") },
			{ path: "relief", name: "relief", component: () => import("./pages/admin/ReliefPage.vue") },
			{ path: "records", name: "records", component: () => import("./pages/admin/ChainPage.vue") },
			{ path: "list/:doctype", name: "list", component: () => import("./pages/ListPage.vue") },
			{ path: "new/:doctype", name: "new", component: () => import("./pages/FormPage.vue") },
			{ path: "form/:doctype/:name", name: "form", component: () => import("./pages/FormPage.vue") },
			{ path: "print/:doctype/:name", name: "print", component: () => import("./pages/PrintPage.vue") },
			{ path: "record/:doctype/:name", name: "record", component: () => import("./pages/RecordPage.vue") },
			{ path: "tree/:doctype", name: "tree", component: () => import("./pages/TreePage.vue") },
			{ path: "dashboard/:region?", name: "dashboard", component: () => import("./pages/DashboardPage.vue") },
			{ path: "reviews-together", name: "reviews-together", component: () => import("./pages/process/ReviewsTogetherPage.vue") },
			{ path: "scoring", name: "scoring", component: () => import("./pages/process/PilotsToScorePage.vue") },
			{ path: "scoring/:name", name: "score", component: () => import("./pages/process/ScorePage.vue") },
			{ path: "pilot-ranking/:batch?", name: "pilot-ranking", component: () => import("./pages/process/PilotRankingPage.vue") },
			{ path: "earlier-bookings", name: "earlier-bookings", component: () => import("./pages/process/EarlierBookingsPage.vue") },
			{ path: "objections", name: "objections", component: () => import("./pages/process/ObjectionsPage.vue") },
			{ path: "reports", name: "reports", component: () => import("./pages/ReportsPage.vue") },
			{ path: "report/:name", name: "report", component: () => import("./pages/ReportPage.vue") },
			{ path: ":rest(.*)*", name: "missing", component: () => import("./pages/MissingPage.vue") },
		],
	},
];

export const router = createRouter({
	history: createWebHistory("/cso"),
	routes,
	scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

router.beforeEach((to) => {
	if (isGuest.value && !to.meta.open) return { name: "login", query: { next: to.fullPath } };
	if (!isGuest.value && to.name === "login") return { name: "home" };
	return true;
});
