import type { Problem } from "../api.js";
import { element, section } from "../elements.js";
import { refLink } from "../references.js";

const headings: Record<number, string> = { 404: "Page not found", 410: "This page is gone" };

/** What is shown in place of a page: what is wrong, and what may have been meant. */
export function problemView({ status, title, detail, suggestions }: Problem): HTMLElement {
  return element(
    "article",
    { class: "problem", "data-status": String(status) },
    element("h1", {}, headings[status] ?? title),
    element("p", {}, detail),
    section("Did you mean", "suggestions", suggestions.map((ref) => refLink(ref))),
  );
}
