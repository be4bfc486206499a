type Child = Node | string | null;

/** An element with its attributes and children; what is null is left out. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | null> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A list with a heading; null where there is nothing to list. */
export function section(title: string, kind: string, items: Child[]): HTMLElement | null {
  if (items.length === 0) return null;
  const entries = items.map((item) => element("li", {}, item));
  return element("section", { class: kind }, element("h2", {}, title), element("ul", {}, ...entries));
}
