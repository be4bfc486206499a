import type { Link, Ref } from "./api.js";
import { element } from "./elements.js";

/** Where the front end shows a record: its page, or for a condition without one, the list. */
export function pathOf(ref: Ref): string {
  return ref.path ?? `/conditions/?q=${encodeURIComponent(ref.title)}`;
}

export function refLink(ref: Ref, rel: string | null = null): HTMLAnchorElement {
  return element("a", { href: pathOf(ref), rel }, ref.title);
}

/** A text with its links in place. */
export function linkedText(text: string, links: Link[]): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let rest = text;
  for (const link of links) {
    const at = rest.indexOf(link.text);
    if (at < 0 || link.target === null) continue;
    const fragmentPart = link.fragment === null ? "" : `#${link.fragment}`;
    fragment.append(
      rest.slice(0, at),
      element("a", { href: pathOf(link.target) + fragmentPart }, link.text),
    );
    rest = rest.slice(at + link.text.length);
  }
  fragment.append(rest);
  return fragment;
}
