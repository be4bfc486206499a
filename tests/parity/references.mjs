// What other parsers make of the examples, as JSON on standard output.
//
// `node references.mjs CASES`, in a folder with the packages of package.json; CASES is a JSON file
// of Markdown sources by name, read beside the CommonMark specification's examples.

import { readFile } from "node:fs/promises";

import specification from "commonmark-spec";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

const parser = unified().use(remarkParse).use(remarkGfm);

/** The mdast of a source: no positions, references resolved, definitions dropped. */
function mdast(markdown) {
  const tree = parser.parse(markdown);
  const definitions = new Map();
  visit(tree, (node) => {
    if (node.type === "definition" && !definitions.has(node.identifier)) {
      definitions.set(node.identifier, node);
    }
  });
  visit(tree, (node) => {
    delete node.position;
    if (node.type === "linkReference" || node.type === "imageReference") {
      const { url, title } = definitions.get(node.identifier);
      node.type = node.type === "linkReference" ? "link" : "image";
      Object.assign(node, { url, title });
      for (const key of ["identifier", "label", "referenceType"]) delete node[key];
    }
    if (node.children) {
      node.children = node.children.filter((child) => child.type !== "definition");
    }
  });
  return tree;
}

function visit(node, visitor) {
  visitor(node);
  for (const child of node.children ?? []) visit(child, visitor);
}

/** The HTML that GitHub Flavored Markdown gives, raw HTML and unsafe URLs left as they are. */
function html(markdown) {
  const options = { allowDangerousHtml: true, allowDangerousProtocol: true };
  return micromark(markdown, {
    ...options,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

const cases = JSON.parse(await readFile(process.argv[2], "utf8"));
const examples = specification.tests.map(({ number, section, markdown, html: expected }) => {
  // The specification prints a tab as an arrow.
  const source = markdown.replaceAll("→", "\t");
  return {
    number,
    section,
    markdown: source,
    html: expected.replaceAll("→", "\t"),
    gfm: html(source),
    mdast: mdast(source),
  };
});
const own = Object.entries(cases).map(([name, markdown]) => ({
  name,
  markdown,
  mdast: mdast(markdown),
}));
process.stdout.write(JSON.stringify({ examples, cases: own }));
