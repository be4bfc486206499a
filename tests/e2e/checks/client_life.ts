// A build of an Astro site after each edit: the loader fetches only what has changed.
//     node client_life.js API FOLDER
// The API serves FOLDER with --watch; a file is added to it, edited and removed again.

import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";

import { clinicLoader, createClient } from "./content_client.js";
import type { ClinicLoaderContext } from "./content_client.js";

const [baseUrl, folder] = process.argv.slice(2);
assert(baseUrl && folder, "usage: client_life.js API FOLDER");

const PATIENCE = 30_000;
const file = join(folder, "client-life.md");
const client = createClient({ baseUrl });

const entries = new Map<string, { digest?: string; data: Record<string, unknown> }>();
const kept = new Map<string, string>();
const messages: string[] = [];
let requests: string[] = [];
const loader = clinicLoader({
  baseUrl,
  kind: "page",
  fetch(input, init) {
    requests.push(String(input).slice(baseUrl.length));
    return fetch(input, init);
  },
});
const context: ClinicLoaderContext = {
  store: {
    set(entry) {
      if (entry.digest !== undefined && entries.get(entry.id)?.digest === entry.digest) return false;
      entries.set(entry.id, entry);
      return true;
    },
    delete: (id) => void entries.delete(id),
    keys: () => entries.keys(),
  },
  meta: { get: (key) => kept.get(key), set: (key, value) => void kept.set(key, value) },
  parseData: async ({ data }) => data,
  logger: { info: (message) => void messages.push(message) },
};

/** A build, and what it asked for. */
async function build(): Promise<string[]> {
  requests = [];
  await loader.load(context);
  return requests;
}

/** Make an edit, and wait until it is served. */
async function edit(change: () => Promise<void>): Promise<void> {
  const { version } = await client.sync();
  await change();
  const end = Date.now() + PATIENCE;
  while ((await client.sync()).version === version) {
    assert(Date.now() < end, "the edit is not served");
    await pause(50);
  }
}

assert.deepEqual(await build(), ["/bundle?kind=page"]);
const { size } = entries;
// The service keeps the versions that were asked for, and names what has changed since.
assert((await build())[0]?.startsWith("/sync?since="));

await edit(() => writeFile(file, "---\ntitle: First\n---\nHello.\n"));
const [sync, bundle, ...more] = await build();
assert(sync?.startsWith("/sync?since="));
assert.match(decodeURIComponent(bundle ?? ""), /^\/bundle\?keys=(page\/[^,]+,)*page\/client-life/);
assert.deepEqual(more, []);
assert.equal(entries.get("client-life")?.data["title"], "First");

await edit(() => writeFile(file, "---\ntitle: Second\n---\nHello.\n"));
await build();
assert.equal(entries.get("client-life")?.data["title"], "Second");

await edit(() => rm(file));
await build();
assert(!entries.has("client-life"));
assert.equal(entries.size, size);
assert.match(messages.at(-1) ?? "", / 1 removed$/);
console.log("the content loader: an added, an edited and a removed page");
