import { api, whole } from "./api.js";
import { element } from "./elements.js";
import { startRouter } from "./router.js";
import { mainMenu } from "./views/menus.js";

function place(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`index.html has no element #${id}`);
  return found;
}

const site = await whole(api.GET("/site"));
const title = site.title ?? "";
place("header").append(element("a", { class: "home", href: "/" }, title), await mainMenu());
place("footer").append(
  element("p", {}, site.description ?? ""),
  element("p", {}, element("a", { href: "/conditions/" }, "What we treat")),
);
await startRouter(place("main"), title);
