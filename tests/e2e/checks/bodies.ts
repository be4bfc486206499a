import type { Page } from "playwright-core";

export interface Outline {
  text: string;
  headings: string[];
  tags: Record<string, number>;
  links: string[];
}

/** What a body says and is made of: as the front end shows it, and as the API's HTML has it. */
export function outlines(page: Page, html: string): Promise<{ shown: Outline; served: Outline }> {
  return page.evaluate((markup) => {
    // Footnotes differ by design: who renders a tree chooses their label and their ids.
    function outline(root: ParentNode): Outline {
      for (const label of root.querySelectorAll("#footnote-label")) label.remove();
      const tags: Record<string, number> = {};
      for (const { tagName } of root.querySelectorAll("*")) tags[tagName] = (tags[tagName] ?? 0) + 1;
      delete tags["TBODY"];
      return {
        text: (root.textContent ?? "").replace(/\s+/g, " ").trim(),
        headings: [...root.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(({ id }) => id),
        tags: Object.fromEntries(Object.entries(tags).sort()),
        links: [...root.querySelectorAll("a")].map((link) => link.textContent ?? ""),
      };
    }
    const body = document.querySelector(".body");
    if (body === null) throw new Error("no body is shown");
    return {
      shown: outline(body.cloneNode(true) as Element),
      served: outline(new DOMParser().parseFromString(markup, "text/html").body),
    };
  }, html);
}
