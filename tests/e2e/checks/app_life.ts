// The life of an app that keeps a copy of the content: what each change costs it, and that its
// copy is never stale.
//     node app_life.js API FOLDER
// The API serves FOLDER with --watch; the files in it are edited.

import assert from "node:assert/strict";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { brotliDecompressSync } from "node:zlib";

import { Report } from "./report.js";

const [api, folder] = process.argv.slice(2);
assert(api && folder, "usage: app_life.js API FOLDER");

const KILOBYTE = 1024;
const PATIENCE = 30_000;

interface Sync {
  version: string;
  since?: string | null;
  records?: Record<string, string>;
  assets?: Record<string, string>;
  changed?: { records: Record<string, string>; assets: Record<string, string> };
  deleted?: string[];
}

type Changes = Required<Pick<Sync, "changed" | "deleted">>;

interface BundleLine {
  key: string;
  digest: string | null;
  record: unknown;
}

interface Received {
  status: number;
  version: string;
  etag: string;
  /** What came over the wire, and what it says. */
  bytes: number;
  text: string;
}

/** An answer with br, past the decoding of `fetch`. */
async function received(path: string, headers: Record<string, string> = {}): Promise<Received> {
  return new Promise((resolve, reject) => {
    get(api + path, { headers: { "Accept-Encoding": "br", ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const raw = Buffer.concat(chunks);
        const isPacked = response.headers["content-encoding"] === "br";
        resolve({
          status: response.statusCode ?? 0,
          version: String(response.headers["content-version"]),
          etag: response.headers.etag ?? "",
          bytes: raw.length,
          text: (isPacked ? brotliDecompressSync(raw) : raw).toString("utf-8"),
        });
      });
    }).on("error", reject);
  });
}

/** A key in the list of a query. */
function listed(key: string): string {
  return encodeURIComponent(key.replaceAll("\\", "\\\\").replaceAll(",", "\\,"));
}

/** The address whose answer a record is. */
function address(key: string): string {
  if (key === "site") return "/site";
  const [kind = "", rest = ""] = key.split(/\/(.*)/s);
  const [slug = "", query] = rest.split("?");
  const path = slug.split("/").map(encodeURIComponent).join("/");
  return `/${kind}s/${path}${query === undefined ? "" : `?${query}`}`;
}

/** An app with its copy of the content, and a count of what it asked for. */
class App {
  records = new Map<string, { digest: string; text: string }>();
  assets = new Map<string, string>();
  version = "";
  requests = 0;
  bytes = 0;
  changed: string[] = [];
  deleted: string[] = [];

  async ask(path: string): Promise<Received> {
    const answer = await received(path);
    this.requests += 1;
    this.bytes += answer.bytes;
    assert.equal(answer.status, 200, `${path} is ${answer.status}: ${answer.text}`);
    return answer;
  }

  async launch(): Promise<void> {
    const bundle = await this.ask("/bundle");
    this.store(bundle.text);
    this.version = bundle.version;
  }

  async sync(): Promise<void> {
    const answer = JSON.parse((await this.ask(`/sync?since=${this.version}`)).text) as Sync;
    const { changed, deleted } = this.changes(answer);
    this.changed = Object.keys(changed.records);
    this.deleted = deleted;
    for (const key of deleted) if (!this.records.delete(key)) this.assets.delete(key);
    // The pictures themselves are loaded when they are shown.
    for (const [path, digest] of Object.entries(changed.assets)) this.assets.set(path, digest);
    if (this.changed.length > 0) {
      this.store((await this.ask(`/bundle?keys=${this.changed.map(listed).join(",")}`)).text);
    }
    this.version = answer.version;
  }

  /** The key of the changed page that has this path, or had it before. */
  withPath(path: string): string | undefined {
    return this.changed.find((key) => {
      if (!key.startsWith("page/")) return false;
      const page = JSON.parse(this.records.get(key)?.text ?? "{}") as { path: string; aliases: string[] };
      return page.path === path || page.aliases.includes(path);
    });
  }

  /** The keys whose record is another one than the service has now. */
  async stale(): Promise<string[]> {
    const now = JSON.parse((await received("/sync")).text) as Sync;
    assert(now.records);
    const keys = new Set([...this.records.keys(), ...Object.keys(now.records)]);
    const stale: string[] = [];
    for (const key of keys) {
      const current = await received(address(key));
      const own = this.records.get(key);
      if (current.status !== 200 || own?.text !== current.text || own.digest !== now.records[key]) {
        stale.push(key);
      }
    }
    return stale;
  }

  /** What changed: as the service says, or by comparison if it does not know the version. */
  private changes({ changed, deleted, records = {}, assets = {} }: Sync): Changes {
    if (changed && deleted) return { changed, deleted };
    const entries = <Digest>(all: Record<string, Digest>, own: (key: string) => Digest | undefined) =>
      Object.fromEntries(Object.entries(all).filter(([key, digest]) => own(key) !== digest));
    return {
      changed: {
        records: entries(records, (key) => this.records.get(key)?.digest),
        assets: entries(assets, (path) => this.assets.get(path)),
      },
      deleted: [
        ...[...this.records.keys()].filter((key) => !(key in records)),
        ...[...this.assets.keys()].filter((path) => !(path in assets)),
      ],
    };
  }

  private store(lines: string): void {
    for (const line of lines.split("\n").slice(0, -1)) {
      const { key, digest } = JSON.parse(line) as BundleLine;
      // The record as it stands in the line: to parse and to write it again may change numbers.
      const text = line.slice(line.indexOf(',"record":') + ',"record":'.length, -1);
      if (digest === null) this.records.delete(key);
      else this.records.set(key, { digest, text });
    }
  }
}

/** Changes something, and returns once the service has another version. */
async function seen(change: () => Promise<void>): Promise<void> {
  const { version } = await received("/site");
  await change();
  const end = Date.now() + PATIENCE;
  while ((await received("/site")).version === version) {
    assert(Date.now() < end, "the service does not see the change");
    await pause(50);
  }
}

async function edit(name: string, change: (text: string) => string): Promise<void> {
  const file = join(folder!, name);
  const before = await readFile(file, "utf-8");
  const after = change(before);
  assert.notEqual(after, before, `${name} is changed`);
  await writeFile(file, after);
}

const report = new Report();
const app = new App();

/** A chapter of the life: an edit, what the app asks for then, and how much of it is stale. */
async function chapter(
  name: string,
  change: (() => Promise<void>) | null,
  limit: { requests: number; bytes: number },
  check: () => void | Promise<void> = () => undefined,
): Promise<void> {
  await report.check(`an app: ${name}`, async () => {
    if (change !== null) await seen(change);
    [app.requests, app.bytes] = [0, 0];
    const isFirst = app.version === "";
    await (isFirst ? app.launch() : app.sync());
    const { requests, bytes } = app;
    const stale = await app.stale();
    const records = isFirst ? app.records.size : app.changed.length;
    console.log(
      `      ${requests} requests, ${bytes} bytes with br, ${records} records, ` +
        `${app.deleted.length} deleted, ${stale.length} stale`,
    );
    assert.deepEqual(stale, []);
    assert(requests <= limit.requests, `${requests} requests; at most ${limit.requests}`);
    assert(bytes <= limit.bytes, `${bytes} bytes; at most ${limit.bytes}`);
    await check();
  });
}

const title = (next: string) => (text: string) => text.replace(/^title:.*$/m, `title: ${next}`);
const two = (kilobytes: number) => ({ requests: 2, bytes: kilobytes * KILOBYTE });

await chapter("the first launch", null, { requests: 1, bytes: 64 * KILOBYTE });
await chapter("nothing has changed", null, { requests: 1, bytes: KILOBYTE }, async () => {
  const { etag } = await received("/sync");
  const again = await received("/sync", { "If-None-Match": etag });
  assert.equal(again.status, 304);
  assert.equal(again.bytes, 0);
});
await chapter("a word", () => edit("privacy-policy.md", (text) => `${text}\nOnce more.\n`), two(14), () => {
  assert.deepEqual(app.changed, ["page/privacy-policy", "site"]);
});
await chapter("a title", () => edit("privacy-policy.md", title("Our privacy policy")), two(14));
await chapter("a title that many pages show", () => edit("iastm.md", title("Instruments")), two(64));
await chapter(
  "a version that the service does not know",
  () => {
    app.version = "unknown";
    return edit("contact-us.md", (text) => `${text}\nOnce more.\n`);
  },
  two(20),
  () => assert.deepEqual(app.changed, ["page/contact-us", "site"]),
);
await chapter("a deletion", () => rm(join(folder, "patient-testimonials.md")), two(64), () => {
  assert(app.deleted.includes("page/patient-testimonials"));
});
await chapter(
  "another name, with an alias",
  async () => {
    await rename(join(folder, "privacy-policy.md"), join(folder, "privacy.md"));
    await edit("privacy.md", (text) => text.replace("---\n", "---\naliases: [/privacy-policy/]\n"));
  },
  two(64),
  async () => {
    assert(app.deleted.includes("page/privacy-policy"));
    // Without another request: the record that came names the path it had before.
    assert.equal(app.withPath("/privacy-policy/"), "page/privacy", "a favourite finds its page again");
    const moved = await received("/resolve?path=/privacy-policy/");
    const { target } = JSON.parse(moved.text) as { target: { kind: string; slug: string } };
    assert.equal(`${target.kind}/${target.slug}`, "page/privacy");
  },
);
const picture = "images/dot.svg";
const drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n';
await chapter(
  "a picture",
  () => writeFile(join(folder, picture), drawn),
  two(14),
  async () => {
    assert(app.assets.has(`/${picture}`));
    assert.equal((await app.ask(`/${picture}`)).text, drawn);
    assert.deepEqual(app.changed, ["site"]);
  },
);
const hills = "images/foothills.svg";
await chapter(
  "a picture that a page shows, in another size",
  () => writeFile(join(folder, hills), drawn),
  two(14),
  async () => {
    assert.deepEqual(app.changed, ["page/index", "site"]);
    assert.equal((await app.ask(`/${hills}?v=${app.assets.get(`/${hills}`)}`)).text, drawn);
  },
);
await report.check("an app: a page is written that is published later", async () => {
  const at = new Date(Date.now() + 3_000).toISOString();
  const text = `---\ntitle: Later\npublish_date: ${at}\n---\n`;
  await seen(() => writeFile(join(folder, "later.md"), text));
  await app.sync();
  assert(!app.records.has("page/later"), "it is not shown before its time");
  assert.deepEqual(await app.stale(), []);
});
await chapter("its moment comes", async () => undefined, two(14), () => {
  assert(app.changed.includes("page/later"));
});

process.exitCode = report.close();
