import type { Element, Properties } from "hast";
import { raw } from "hast-util-raw";
import { toDom } from "hast-util-to-dom";
import type { DefList, DefListDescription, DefListTerm, Heading, Link, Root } from "mdast";
import type { ContainerDirective, LeafDirective, TextDirective } from "mdast-util-directive";
import { defaultHandlers, type State, toHast } from "mdast-util-to-hast";
import { visit } from "unist-util-visit";

import { fileUrl, type Page } from "./api.js";
import "./mdast.js";
import { pathOf } from "./references.js";

type Directive = ContainerDirective | LeafDirective | TextDirective;

function heading(state: State, node: Heading): Element {
  const made = defaultHandlers.heading(state, node);
  if (node.data) made.properties["id"] = node.data.id;
  return made;
}

function link(state: State, node: Link): Element {
  const made = defaultHandlers.link(state, node);
  const target = node.data?.target;
  if (target) made.properties["href"] = pathOf(target) + (/#.*$/.exec(node.url)?.[0] ?? "");
  return made;
}

function directive(state: State, node: Directive): Element {
  const properties: Properties = { "data-directive": node.name };
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    properties[`data-${name}`] = value ?? "";
  }
  const tagName = node.type === "textDirective" ? "span" : "div";
  return { type: "element", tagName, properties, children: state.all(node) as Element["children"] };
}

const DEFINITION_TAGS = { defList: "dl", defListTerm: "dt", defListDescription: "dd" } as const;

function definition(state: State, node: DefList | DefListTerm | DefListDescription): Element {
  const children = state.all(node) as Element["children"];
  return { type: "element", tagName: DEFINITION_TAGS[node.type], properties: {}, children };
}

/** A page's body as nodes of the document, made from its syntax tree. */
export function renderBody(page: Page): Node {
  // No cast: what the API promises is what the unified ecosystem reads.
  const tree: Root = page.body.mdast;
  const hast = toHast(tree, {
    allowDangerousHtml: true, // the API lets only harmless HTML through
    clobberPrefix: "",
    footnoteLabelTagName: "p",
    handlers: {
      heading,
      link,
      containerDirective: directive,
      leafDirective: directive,
      textDirective: directive,
      defList: definition,
      defListTerm: definition,
      defListDescription: definition,
    },
  });
  // Raw HTML may be half an element; this parses it together with what it stands around.
  const joined = raw(hast);

  const files = new Set(page.links.flatMap(({ status, href }) => (status === "asset" ? href : [])));
  visit(joined, "element", ({ properties }) => {
    const { src, href } = properties;
    if (typeof src === "string") properties["src"] = fileUrl(src, page.path);
    if (typeof href === "string" && files.has(href)) properties["href"] = fileUrl(href, page.path);
  });
  return toDom(joined, { fragment: true });
}
