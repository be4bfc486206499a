// ----- what may be asked for

/** A value, or several of which one has to match. */
type Many<T> = T | readonly T[];

interface RecordTypes {
  page: Page;
  condition: Condition;
  location: Location;
}

/** A key of a record in `included`, `/sync` and `/bundle`, such as `page/iastm`. */
export type RecordKey = `${Kind}/${string}`;

/** What has no fields of its own, or fields of any name. */
type Leaf = string | number | boolean | null | undefined | MdastRoot;
type Shallower = [never, 0, 1, 2, 3, 4, 5];

/** The names of the fields of a type, with dots for those of nested ones: `body.html`. */
type FieldOf<T, Depth extends number> = [Depth] extends [never]
  ? never
  : T extends Leaf
    ? never
    : T extends readonly (infer Item)[]
      ? FieldOf<Item, Depth>
      : { [K in keyof T & string]: K | Below<K, NonNullable<T[K]>, Shallower[Depth]> }[keyof T & string];
type Below<K extends string, T, Depth extends number> = K extends "params" | "json_ld"
  ? `${K}.${string}`
  : `${K}.${FieldOf<T, Depth>}`;

export type Field<K extends Kind> = "*" | FieldOf<RecordTypes[K], 5>;

type Head<F extends string> = F extends `${infer Name}.${string}` ? Name : F;
type Tail<F extends string, Name extends string> = F extends `${Name}.${infer Rest}` ? Rest : never;

/** A type with these of its fields alone, as `fields` sends it. */
export type Selected<T, F extends string> = T extends Leaf
  ? T
  : T extends readonly (infer Item)[]
    ? Selected<Item, F>[]
    : string extends keyof T
      ? T
      : {
        [K in keyof T as K extends Head<F> ? K : never]: K extends F
          ? T[K]
          : Selected<T[K], Tail<F, K & string>>;
      };

/** The whole record if no fields are named or all, else the fields that are. */
type Chosen<Whole, All, F extends string> = [F] extends [never] ? Whole : "*" extends F ? All : Selected<All, F>;

/** The references that lead from records of a kind to others, through three records at most. */
export type Reference<K extends keyof Relations> = Path<K, 2>;
type Path<K extends keyof Relations, Depth extends number> = K extends keyof Relations
  ? {
      [Name in keyof Relations[K] & string]:
        | Name
        | ([Shallower[Depth]] extends [never]
            ? never
            : `${Name}.${Path<Relations[K][Name] & Kind, Shallower[Depth]>}`);
    }[keyof Relations[K] & string]
  : never;

/** The records that an answer includes, by key. */
export type IncludedRecords<P extends string, C extends string, L extends string> = {
  readonly [key: `page/${string}`]: Chosen<PageSummary, Page, P>;
  readonly [key: `condition/${string}`]: Chosen<Condition, Condition, C>;
  readonly [key: `location/${string}`]: Chosen<Location, Location, L>;
};

type Including<I, P extends string, C extends string, L extends string> = [I] extends [never]
  ? unknown
  : { readonly included: IncludedRecords<P, C, L> };

/** The records to include, with the fields of each kind. */
interface IncludeOptions<
  I extends string,
  P extends Field<"page">,
  C extends Field<"condition">,
  L extends Field<"location">,
> extends RequestOptions {
  include?: readonly I[];
  includedFields?: { page?: readonly P[]; condition?: readonly C[]; location?: readonly L[] };
}

/** `fields` of a record, and the records to include. */
interface RecordOptions<
  K extends Kind,
  F extends Field<K>,
  I extends Reference<K>,
  P extends Field<"page">,
  C extends Field<"condition">,
  L extends Field<"location">,
> extends IncludeOptions<I, P, C, L> {
  fields?: readonly F[];
}

export interface RequestOptions {
  signal?: AbortSignal;
}

/** A part of a list. */
export interface ListOf<Item> {
  items: Item[];
  total: number;
  limit: number;
  offset: number;
  next: string | null;
  unmatched: Unmatched[];
}

interface Filters {
  page: PageFilters;
  condition: ConditionFilters;
  location: LocationFilters;
}

interface Items {
  page: PageSummary;
  condition: Condition;
  location: ListedLocation;
}

interface AllItems {
  page: Page;
  condition: Condition;
  location: ListedLocation;
}

type ListField<K extends Kind> = Field<K> | (K extends "location" ? "distance_km" : never);

export interface RecordsOf<K extends Kind> {
  /** A part of the records that match, with what they include. */
  list<
    F extends ListField<K> = never,
    I extends Reference<K> = never,
    P extends Field<"page"> = never,
    C extends Field<"condition"> = never,
    L extends Field<"location"> = never,
  >(
    options?: Filters[K] & Omit<RecordOptions<K, never, I, P, C, L>, "fields"> & { fields?: readonly F[] },
  ): Promise<ListOf<Chosen<Items[K], AllItems[K], F>> & Including<I, P, C, L>>;

  /** All records that match, part after part. */
  all<F extends ListField<K> = never>(
    options?: Filters[K] & RequestOptions & { fields?: readonly F[] },
  ): AsyncGenerator<Chosen<Items[K], AllItems[K], F>, void, undefined>;

  /** The record of a slug. Rejects with a `ClinicError` of status 404 if there is none, 410 if it has expired. */
  get<
    F extends Field<K> = never,
    I extends Reference<K> = never,
    P extends Field<"page"> = never,
    C extends Field<"condition"> = never,
    L extends Field<"location"> = never,
  >(
    slug: string,
    options?: RecordOptions<K, F, I, P, C, L> & (K extends "location" ? { open_at?: string } : unknown),
  ): Promise<Chosen<RecordTypes[K], RecordTypes[K], F> & Including<I, P, C, L>>;
}

/** A line of `/bundle`; `record` is null for a key that is gone. */
export type BundleLine =
  | { key: `page/${string}`; digest: string | null; record: Page | null }
  | { key: `condition/${string}`; digest: string | null; record: Condition | null }
  | { key: `location/${string}`; digest: string | null; record: Location | null }
  | { key: `menu/${string}`; digest: string | null; record: Menu | null }
  | { key: "site"; digest: string | null; record: Site | null };

export interface Client {
  pages: RecordsOf<"page">;
  conditions: RecordsOf<"condition">;
  locations: RecordsOf<"location">;
  menus: {
    list<
      I extends Reference<"menu"> = never,
      P extends Field<"page"> = never,
      C extends Field<"condition"> = never,
      L extends Field<"location"> = never,
    >(
      options?: IncludeOptions<I, P, C, L>,
    ): Promise<ListOf<Menu> & Including<I, P, C, L>>;
    get<
      I extends Reference<"menu"> = never,
      P extends Field<"page"> = never,
      C extends Field<"condition"> = never,
      L extends Field<"location"> = never,
    >(
      name: string,
      options?: IncludeOptions<I, P, C, L> & { language?: string },
    ): Promise<Menu & Including<I, P, C, L>>;
  };
  site(options?: RequestOptions): Promise<Site>;
  /** Sections, conditions and offices by the words of patients, best first. */
  search<
    I extends Reference<"result"> = never,
    P extends Field<"page"> = never,
    C extends Field<"condition"> = never,
    L extends Field<"location"> = never,
  >(
    q: string,
    options?: SearchFilters & IncludeOptions<I, P, C, L>,
  ): Promise<Search & Including<I, P, C, L>>;
  /** The digests of all records and files, or what has changed since a version. */
  sync(options?: RequestOptions & { since?: string }): Promise<Sync>;
  /** The records themselves: all, those of some kinds, or those of `keys`. */
  bundle(
    options?: RequestOptions & { kind?: Many<Kind | "menu" | "site">; language?: Many<string>; keys?: readonly string[] },
  ): Promise<{ version: string; lines: BundleLine[] }>;
  /** What is at a path of the website. */
  resolve(path: string, options?: RequestOptions): Promise<Resolution>;
  /** The whole address of a picture or another file. */
  url(path: string): string;
}

export interface ClientOptions {
  /** Where the service is, with its prefix: `https://example.org/api`. */
  baseUrl: string;
  fetch?: typeof fetch;
  headers?: Readonly<Record<string, string>>;
  /** How often a request is sent again after a failure of the network or a 429, 502, 503 or 504. */
  retries?: number;
  /** How many answers are kept, to be asked for again by their ETag. */
  keep?: number;
}

/** An answer that is an error or no JSON; `problem` is what the service says, if it says anything. */
export class ClinicError extends Error {
  readonly status: number;
  readonly url: string;
  readonly problem: Problem | null;

  constructor(status: number, url: string, problem: Problem | null, message = `the service answers ${status}`) {
    super(problem?.detail ?? `${message} for ${url}`);
    this.name = "ClinicError";
    this.status = status;
    this.url = url;
    this.problem = problem;
  }
}

/** The key of a record in `included`. */
export function keyOf(ref: Ref): RecordKey {
  return `${ref.kind}/${ref.slug}`;
}

// ----- the client

const AGAIN: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const FIRST_DELAY = 200;
const LONGEST_DELAY = 10_000;

interface Kept {
  etag: string;
  text: string;
  version: string;
}

type Parameters = Record<string, unknown>;

/** Returns a client of the service at `baseUrl`. */
export function createClient(options: ClientOptions): Client {
  const { headers = {}, retries = 2, keep = 500 } = options;
  const base = options.baseUrl.replace(/\/+$/, "");
  const prefix = new URL(`${base}/`).pathname.replace(/\/$/, "");
  const send = options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => fetch(input, init));
  const answers = new Map<string, Kept>();

  async function text(address: string, signal?: AbortSignal): Promise<Kept> {
    const kept = answers.get(address);
    const sent: Record<string, string> = { ...headers };
    if (kept) sent["If-None-Match"] = kept.etag;
    const response = await withRetries(() => send(address, { headers: sent, ...(signal && { signal }) }), retries, signal);
    if (response.status === 304 && kept) {
      // The last one used is the last to be dropped.
      answers.delete(address);
      answers.set(address, kept);
      return kept;
    }
    const body = await response.text();
    if (!response.ok) throw new ClinicError(response.status, address, problemOf(body));
    const etag = response.headers.get("ETag");
    const answer = { etag: etag ?? "", text: body, version: response.headers.get("Content-Version") ?? "" };
    if (etag && keep > 0) {
      answers.delete(address);
      answers.set(address, answer);
      for (const oldest of answers.keys()) {
        if (answers.size <= keep) break;
        answers.delete(oldest);
      }
    }
    return answer;
  }

  async function json(path: string, parameters: Parameters, signal?: AbortSignal): Promise<any> {
    const address = `${base}${path}${query(parameters)}`;
    const answer = await text(address, signal);
    try {
      return JSON.parse(answer.text);
    } catch {
      throw new ClinicError(200, address, null, "the answer is no JSON");
    }
  }

  function recordsOf(noun: string): any {
    async function list(given: Parameters & RequestOptions = {}): Promise<any> {
      const { signal, ...parameters } = given;
      return json(noun, parameters, signal);
    }
    async function* all(given: Parameters & RequestOptions = {}): AsyncGenerator<any, void, undefined> {
      const { signal } = given;
      let part = await list({ limit: 1000, ...given });
      while (true) {
        yield* part.items;
        if (part.next === null) return;
        // The address carries the prefix that the service knows, if it knows one.
        const next: string = part.next;
        part = await json(next.startsWith(`${prefix}/`) ? next.slice(prefix.length) : next, {}, signal);
      }
    }
    async function get(slug: string, given: Parameters & RequestOptions = {}): Promise<any> {
      const { signal, ...parameters } = given;
      // In an address they would lead to the list, or above it.
      if (["", ".", ".."].includes(slug)) throw new ClinicError(404, `${base}${noun}/${slug}`, null);
      return json(`${noun}/${encodeURIComponent(slug)}`, parameters, signal);
    }
    return { list, all, get };
  }

  return {
    pages: recordsOf("/pages"),
    conditions: recordsOf("/conditions"),
    locations: recordsOf("/locations"),
    menus: {
      list: ({ signal, ...parameters }: Parameters & RequestOptions = {}): Promise<any> =>
        json("/menus", { limit: 1000, ...parameters }, signal),
      get: (name: string, { signal, ...parameters }: Parameters & RequestOptions = {}): Promise<any> =>
        json(`/menus/${encodeURIComponent(name)}`, parameters, signal),
    },
    site: ({ signal } = {}) => json("/site", {}, signal),
    search: (q: string, { signal, ...parameters }: Parameters & RequestOptions = {}): Promise<any> =>
      json("/search", { q, ...parameters }, signal),
    sync: ({ signal, ...parameters } = {}) => json("/sync", parameters, signal),
    async bundle({ signal, keys, ...parameters } = {}) {
      const lines: BundleLine[] = [];
      let version = "";
      for (const some of keys ? slices(keys) : [undefined]) {
        const address = `${base}/bundle${query({ ...parameters, keys: some })}`;
        const answer = await text(address, signal);
        version = answer.version;
        for (const line of answer.text.split("\n")) if (line) lines.push(JSON.parse(line));
      }
      return { version, lines };
    },
    resolve: (path, { signal } = {}) => json("/resolve", { path }, signal),
    url: (path) => new URL(path, `${base}/`).href,
  };
}

async function withRetries(
  send: () => Promise<Response>,
  retries: number,
  signal: AbortSignal | undefined,
): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    let wait = Math.min(FIRST_DELAY * 2 ** attempt, LONGEST_DELAY);
    try {
      const response = await send();
      if (attempt >= retries || !AGAIN.has(response.status)) return response;
      await response.body?.cancel();
      const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
      if (Number.isFinite(seconds)) wait = Math.min(seconds * 1000, LONGEST_DELAY);
    } catch (error) {
      if (attempt >= retries || signal?.aborted) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    signal?.throwIfAborted();
  }
}

function problemOf(body: string): Problem | null {
  try {
    const value = JSON.parse(body);
    return typeof value?.detail === "string" ? value : null;
  } catch {
    return null;
  }
}

/** Values that are no list of names: a comma in them stays as it is. */
const PLAIN: ReadonlySet<string> = new Set(["q", "near", "open_at", "path", "since"]);
/** Names that have no commas. */
const NAMES: ReadonlySet<string> = new Set(["fields", "include", "sort"]);

function query(parameters: Parameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    // An empty list of names asks for nothing in particular.
    if (value === undefined || (NAMES.has(name) && Array.isArray(value) && value.length === 0)) continue;
    if (name === "includedFields") {
      for (const [kind, fields] of Object.entries(value as Record<string, readonly string[] | undefined>)) {
        if (fields?.length) search.set(`fields[${kind}]`, fields.join(","));
      }
    } else {
      search.set(name, written(name, value));
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}

function written(name: string, value: unknown): string {
  if (PLAIN.has(name)) return String(value);
  const values = Array.isArray(value) ? value.map(String) : [String(value)];
  if (NAMES.has(name)) return values.join(",");
  return values.map((text) => text.replace(/\\(?=[\\,]|$)/g, "\\\\").replace(/,/g, "\\,")).join(",");
}

/** Keys in groups that fit into an address. */
function* slices(keys: readonly string[]): Generator<readonly string[]> {
  let slice: string[] = [];
  let size = 0;
  for (const key of keys) {
    size += encodeURIComponent(key).length + 3;
    if (slice.length > 0 && size > 8_000) {
      yield slice;
      slice = [];
      size = encodeURIComponent(key).length + 3;
    }
    slice.push(key);
  }
  if (slice.length > 0) yield slice;
}

// ----- Astro

interface StoredEntry {
  id: string;
  data: Record<string, unknown>;
  body?: string;
  digest?: string;
  rendered?: { html: string };
}

/** Of what Astro gives to a content loader, the parts that this one uses. */
export interface ClinicLoaderContext {
  store: {
    set(entry: StoredEntry): boolean;
    delete(id: string): void;
    keys(): Iterable<string>;
  };
  meta: { get(key: string): string | undefined; set(key: string, value: string): void };
  parseData(entry: { id: string; data: Record<string, unknown> }): Promise<Record<string, unknown>>;
  logger: { info(message: string): void };
}

export interface ClinicLoader {
  name: string;
  load(context: ClinicLoaderContext): Promise<void>;
}

/**
 * Returns an Astro content loader of all records of a kind, by slug. A later build fetches what has
 * changed alone, and stores each record with its digest.
 */
export function clinicLoader(options: ClientOptions & { kind: Kind }): ClinicLoader {
  const { kind } = options;
  const client = createClient(options);
  return {
    name: `clinic-${kind}`,
    async load({ store, meta, parseData, logger }) {
      const since = meta.get("service") === options.baseUrl ? meta.get("version") : undefined;
      const changes = since ? await client.sync({ since }) : null;
      const isPartial = changes?.changed !== undefined && changes.since === since;
      const keys = isPartial
        ? Object.keys(changes.changed?.records ?? {}).filter((key) => key.startsWith(`${kind}/`))
        : undefined;
      const gone = new Set(isPartial ? changes.deleted : []);
      const known = new Set(store.keys());
      let changed = 0;
      const bundle = keys?.length === 0 ? null : await client.bundle(keys ? { keys } : { kind });
      for (const line of bundle?.lines ?? []) {
        const id = line.key.slice(kind.length + 1);
        if (line.record === null) {
          gone.add(line.key);
          continue;
        }
        known.delete(id);
        const data = await parseData({ id, data: { ...line.record } });
        const entry: StoredEntry = { id, data, ...(line.digest !== null && { digest: line.digest }) };
        if ("body" in line.record) {
          entry.body = line.record.body.markdown;
          entry.rendered = { html: line.record.body.html };
        }
        if (store.set(entry)) changed += 1;
      }
      const deleted = isPartial
        ? [...gone].filter((key) => key.startsWith(`${kind}/`)).map((key) => key.slice(kind.length + 1))
        : [...known];
      for (const id of deleted) store.delete(id);
      meta.set("service", options.baseUrl);
      meta.set("version", changes?.version ?? bundle?.version ?? "");
      logger.info(`${changed} records changed, ${deleted.length} removed`);
    },
  };
}
