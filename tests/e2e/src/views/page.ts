import { api, fileUrl, type LabelledList, type Page, whole } from "../api.js";
import { renderBody } from "../body.js";
import { element, section } from "../elements.js";
import { linkedText, refLink } from "../references.js";
import { office } from "./locations.js";

/** A page with all that belongs to it. */
export async function pageView(slug: string): Promise<HTMLElement> {
  const page = await whole(api.GET("/pages/{slug}", { params: { path: { slug } } }));
  const [conditionFacts, locationFacts] = await Promise.all([
    page.condition === null ? null : conditionSection(page.condition),
    page.location === null ? null : locationSection(page.location),
  ]);
  return element(
    "article",
    { lang: page.language, "data-kind": page.kind },
    breadcrumbs(page),
    element("h1", {}, page.title),
    page.subtitle === null ? null : element("p", { class: "subtitle" }, page.subtitle),
    picture(page),
    locationFacts,
    element("div", { class: "body" }, renderBody(page)),
    conditionFacts,
    ...page.lists.filter(({ role }) => role !== null).map(labelledList),
    section("Conditions it treats", "treats", page.conditions.map((ref) => refLink(ref))),
    neighbours(page),
  );
}

function breadcrumbs(page: Page): HTMLElement | null {
  if (page.breadcrumbs.length === 0) return null;
  const items = page.breadcrumbs.map((ref) => element("li", {}, refLink(ref)));
  return element("nav", { class: "breadcrumbs", "aria-label": "Breadcrumbs" }, element("ol", {}, ...items));
}

function picture(page: Page): HTMLElement | null {
  if (page.image === null) return null;
  const { src, alt, width, height } = page.image;
  return element("img", {
    class: "lead",
    src: fileUrl(src, page.path),
    alt: alt ?? "",
    width: width === null ? null : String(width),
    height: height === null ? null : String(height),
  });
}

function labelledList(list: LabelledList): HTMLElement | null {
  const items = list.items.map((item) => linkedText(item.text, item.links));
  const made = section(list.title, "labelled", items);
  if (list.role !== null) made?.setAttribute("data-role", list.role);
  return made;
}

async function conditionSection(slug: string): Promise<HTMLElement | null> {
  const condition = await whole(api.GET("/conditions/{slug}", { params: { path: { slug } } }));
  return section("How we treat it", "treatments", condition.treatments.map((ref) => refLink(ref)));
}

async function locationSection(slug: string): Promise<HTMLElement> {
  return office(await whole(api.GET("/locations/{slug}", { params: { path: { slug } } })));
}

function neighbours(page: Page): HTMLElement | null {
  if (page.previous === null && page.next === null) return null;
  return element(
    "nav",
    { class: "neighbours", "aria-label": "Previous and next page" },
    page.previous === null ? element("span") : refLink(page.previous, "prev"),
    page.next === null ? null : refLink(page.next, "next"),
  );
}
