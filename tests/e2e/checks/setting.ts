import assert from "node:assert/strict";

import type { Report } from "./report.js";
import type { Visitor } from "./visitor.js";

/** What every group of checks gets. */
export interface Setting {
  report: Report;
  visitor: Visitor;
  /** Where the browser goes: the front end, or the API itself. */
  origin: string;
  api: string;
  /** The file of a screenshot. */
  shot: (name: string) => string;
}

/** What a check reads of a page to compare it with what is shown. */
export interface PageFacts {
  slug: string;
  path: string;
  title: string;
  body: { html: string; toc: TocEntry[] };
  links: { href: string; status: string; target: { path: string } | null }[];
}

interface TocEntry {
  id: string;
  children: TocEntry[];
}

/** An answer of the API, asked for past the browser. */
export async function answer<Body>(api: string, path: string): Promise<Body> {
  const response = await fetch(api + path);
  const type = response.headers.get("Content-Type");
  assert(response.ok && type?.includes("json"), `${api}${path} is ${response.status} ${type}`);
  return (await response.json()) as Body;
}

/** Every page of the tree, whole, by path. */
export async function allPages(api: string): Promise<PageFacts[]> {
  const { items } = await answer<{ items: PageFacts[] }>(api, "/pages?limit=1000&fields=slug");
  return Promise.all(items.map(({ slug }) => answer<PageFacts>(api, `/pages/${slug}`)));
}

/** The ids of a table of contents, in the order of the headings. */
export function tocIds(entries: TocEntry[]): string[] {
  return entries.flatMap(({ id, children }) => [id, ...tocIds(children)]);
}
