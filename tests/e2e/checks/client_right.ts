// Ten right uses of the client that the service sends, against a running service.
//     node client_right.js API

import assert from "node:assert/strict";
import process from "node:process";

import type { Root } from "mdast";
// Only for their types: directives and attributes are no part of mdast itself.
import type {} from "mdast-util-directive";
import type {} from "mdast-util-to-hast";

import { ClinicError, clinicLoader, createClient, keyOf } from "./content_client.js";
import type { ClinicLoader, Condition, MdastRoot, Page, Ref } from "./content_client.js";

declare module "mdast" {
  // Definition lists, as mdast-util-definition-list has them.
  interface DefListTerm extends Parent {
    type: "defListTerm";
    children: PhrasingContent[];
  }
  interface DefListDescription extends Parent {
    type: "defListDescription";
    children: (BlockContent | DefinitionContent)[];
  }
  interface DefList extends Parent {
    type: "defList";
    children: (DefListTerm | DefListDescription)[];
  }
  interface BlockContentMap {
    defList: DefList;
  }
  interface RootContentMap {
    defList: DefList;
    defListTerm: DefListTerm;
    defListDescription: DefListDescription;
  }
}

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Does not compile where the types differ. */
function same<A, B>(_: Equal<A, B>): void {}

const [baseUrl] = process.argv.slice(2);
assert(baseUrl, "usage: client_right.js API");

/** The requests that were sent, with the status of their answers. */
const sent: { url: string; status: number; tag: string | null }[] = [];
let failures = 0;

const client = createClient({
  baseUrl,
  async fetch(input, init) {
    if (failures > 0) {
      failures -= 1;
      throw new TypeError("the network is down");
    }
    const response = await fetch(input, init);
    const tag = new Headers(init?.headers).get("If-None-Match");
    sent.push({ url: String(input), status: response.status, tag });
    return response;
  },
});

// 1. A whole page, and its tree as the unified ecosystem has it.
const page = await client.pages.get("iastm");
same<typeof page, Page>(true);
assert.equal(page.title, "IASTM");
const tree: MdastRoot = page.body.mdast;
const root: Root = tree;
assert.equal(root.type, "root");

// 2. Some fields of a page are just these, in the answer and in its type.
const part = await client.pages.get("iastm", { fields: ["title", "body.html", "links.target.slug"] });
same<keyof typeof part, "title" | "body" | "links">(true);
same<typeof part.body, { html: string }>(true);
same<(typeof part.links)[number], { target: { slug: string } | null }>(true);
assert.deepEqual(Object.keys(part).sort(), ["body", "links", "title"]);
assert.equal(part.body.html, page.body.html);

// 3. A list leaves out bodies, unless they are asked for.
const list = await client.pages.list({ menu: "specialties", kind: ["page", "location"], sort: ["weight", "-title"] });
assert(list.items.some(({ slug }) => slug === "iastm"));
assert(!("body" in list.items[0]!));
const all = await client.pages.list({ slug: ["iastm", "gone, or never there"], fields: ["*"] });
same<(typeof all.items)[number], Page>(true);
assert.deepEqual(all.items[0], page);
assert.deepEqual(all.unmatched.map(({ value }) => value), ["gone, or never there"]);

// 4. What a page refers to comes with it.
const { conditions, included } = await client.pages.get("iastm", {
  fields: ["conditions"],
  include: ["conditions", "links.target.breadcrumbs"],
  includedFields: { condition: ["name", "treatments.title"], page: ["body.text"] },
});
for (const ref of conditions) {
  const key: `condition/${string}` = `condition/${ref.slug}`;
  assert.equal(key, keyOf(ref));
  const condition: { name: string; treatments: { title: string }[] } | undefined = included[key];
  assert.equal(condition?.name, ref.title);
}

// 5. Conditions, by the words of patients and by letter.
const [found] = (await client.conditions.list({ q: "tenis elbow" })).items;
const condition: Condition | undefined = found;
assert.match(condition?.name ?? "", /elbow/);
const { items } = await client.conditions.list({ letter: "T", synonyms: true, has_page: false, fields: ["name"] });
same<(typeof items)[number], { name: string }>(true);
assert(items.every(({ name }) => name.startsWith("T")));

// 6. Offices by distance, and whether one is open.
const near = await client.locations.list({ near: "40.02,-105.27", fields: ["slug", "distance_km"] });
same<(typeof near.items)[number]["distance_km"], number | null | undefined>(true);
assert.equal(near.items[0]?.slug, "boulder");
assert.equal(typeof (await client.locations.get("boulder", { open_at: "now" })).open, "boolean");

// 7. A search, an address of the website, menus and the site.
const [hit] = (await client.search("sciatica", { kind: "condition", limit: 1 })).items;
const ref: Ref | null | undefined = hit?.condition;
assert.equal(ref?.kind, "condition");
assert.equal((await client.resolve("/condition/sciatica/")).target?.slug, "low-back-pain-sciatica");
const beside = await client.search("sciatica", { limit: 1, include: ["page", "condition.treatments"], includedFields: { page: ["title"] } });
const page_title: string | undefined = beside.included["page/low-back-pain-sciatica"]?.title;
assert(page_title);
const menus = await client.menus.list({ include: ["target"] });
assert(menus.items.length > 0 && Object.keys(menus.included).every((key) => key.startsWith("page/")));
assert((await client.menus.get("main")).items.some(({ children }) => children.length > 0));
assert.equal((await client.site()).language, "en");

// 8. All records, part after part; an answer that has not changed is not sent again.
const slugs: string[] = [];
for await (const { slug } of client.pages.all({ fields: ["slug"], limit: 10 })) slugs.push(slug);
assert.equal(new Set(slugs).size, slugs.length);
assert.equal(slugs.length, (await client.site()).counts.pages);
assert.deepEqual(await client.pages.get("iastm"), page);
const last = sent.at(-1);
assert(last?.status === 304 && last.tag !== null, JSON.stringify(last));

// 9. A network that is down for a moment is asked again; what is not there is an error with suggestions.
failures = 2;
assert.equal((await client.pages.get("index", { fields: ["slug"] })).slug, "index");
await assert.rejects(client.pages.get("iastn"), (error: unknown) => {
  assert(error instanceof ClinicError);
  assert.equal(error.status, 404);
  assert.equal(error.problem?.suggestions[0]?.slug, "iastm");
  return true;
});
for (const slug of ["", ".", ".."]) {
  await assert.rejects(client.pages.get(slug), (error: unknown) => error instanceof ClinicError && error.status === 404);
}
const foreign = createClient({ baseUrl, fetch: async () => new Response("<h1>Log in</h1>") });
await assert.rejects(foreign.site(), (error: unknown) => error instanceof ClinicError && error.problem === null);
assert.equal((await client.pages.get("index", { fields: [] })).slug, "index");

// 10. A copy of the content, and the pages of an Astro site, stored by digest.
const { version, lines } = await client.bundle();
assert.deepEqual((await client.sync({ since: version })).changed, { records: {}, assets: {} });
assert.equal(new Set(lines.map(({ key }) => key)).size, lines.length);

const entries = new Map<string, { digest?: string; rendered?: { html: string } }>();
const kept = new Map<string, string>();
const messages: string[] = [];
const loader: ClinicLoader = clinicLoader({ baseUrl, kind: "page" });
const context = {
  store: {
    set(entry: { id: string; digest?: string; rendered?: { html: string } }): boolean {
      if (entry.digest !== undefined && entries.get(entry.id)?.digest === entry.digest) return false;
      entries.set(entry.id, entry);
      return true;
    },
    delete: (id: string): void => void entries.delete(id),
    keys: () => entries.keys(),
  },
  meta: {
    get: (key: string) => kept.get(key),
    set: (key: string, value: string): void => void kept.set(key, value),
  },
  parseData: async ({ data }: { data: Record<string, unknown> }) => data,
  logger: { info: (message: string): void => void messages.push(message) },
};
entries.set("gone", {});
await loader.load(context);
assert.deepEqual([...entries.keys()].sort(), [...slugs].sort());
assert.equal(entries.get("iastm")?.digest, page.digest);
assert.equal(entries.get("iastm")?.rendered?.html, page.body.html);
await loader.load(context);
assert.deepEqual(messages, [`${slugs.length} records changed, 1 removed`, "0 records changed, 0 removed"]);

console.log("the client: ten right uses, against the service");
