import type { Problem } from "../api.js";
import { element, section } from "../elements.js";
import { refLink } from "../references.js";

/** What is shown where no page is: why, and what may have been meant. */
export function notFoundView({ status, detail, suggestions }: Problem): HTMLElement {
  return element(
    "article",
    { class: "not-found", "data-status": String(status) },
    element("h1", {}, status === 410 ? "This page is gone" : "Page not found"),
    element("p", {}, detail),
    section("Did you mean", "suggestions", suggestions.map((ref) => refLink(ref))),
  );
}
