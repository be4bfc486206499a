import { api, type Menu, type MenuItem, whole } from "../api.js";
import { element } from "../elements.js";

/** The main menu; an entry that leads nowhere itself opens the menu that it names. */
export async function mainMenu(): Promise<HTMLElement> {
  const { items: menus } = await whole(api.GET("/menus"));
  const main = menus.find(({ name }) => name === "main");
  return element("nav", { "aria-label": "Main" }, entries(main?.items ?? [], menus));
}

function entries(items: MenuItem[], menus: Menu[]): HTMLElement {
  return element("ul", {}, ...items.map((item) => element("li", {}, entry(item, menus))));
}

function entry({ path, title, identifier, children }: MenuItem, menus: Menu[]): HTMLElement {
  if (path !== null) return element("a", { href: path }, title);
  const below = children.length > 0 ? children : (menus.find(({ name }) => name === identifier)?.items ?? []);
  return element("details", { name: "menu" }, element("summary", {}, title), entries(below, menus));
}
