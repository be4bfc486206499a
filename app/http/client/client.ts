// The client of the Clinic content API, version 0.1.0: one file, without dependencies.
// Made from its OpenAPI document. To change it, change the service.

// ----- records

export type Kind = "page" | "condition" | "location";

/** A postal address; `country` is an ISO 3166-1 code of two letters. */
export interface Address {
  street_address: string | null;
  unit: string | null;
  locality: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
}

/** The address of an office. */
export interface AddressLd {
  "@type": "PostalAddress";
  streetAddress?: string;
  addressLocality?: string;
  addressRegion?: string;
  postalCode?: string;
  addressCountry?: string;
}

/** A page's body in every form. */
export interface Body {
  html: string;
  mdast: MdastRoot;
  markdown: string;
  text: string;
  excerpt: string;
  toc: TocEntry[];
  sections: Section[];
  word_count: number;
  reading_minutes: number;
}

/** The pages from home down to a page. */
export interface BreadcrumbsLd {
  "@type": "BreadcrumbList";
  itemListElement: CrumbLd[];
}

/** The office that a page is about. */
export interface ClinicLd {
  "@type": "MedicalClinic" | "CommunityHealth" | "Dentist" | "Dermatology" | "DiagnosticLab" | "DietNutrition" | "Emergency" | "ExerciseGym" | "Geriatric" | "Gynecologic" | "HealthAndBeautyBusiness" | "HealthClub" | "Hospital" | "LocalBusiness" | "MedicalBusiness" | "Midwifery" | "Nursing" | "Obstetric" | "Oncologic" | "Optician" | "Optometric" | "Otolaryngologic" | "Pediatric" | "Pharmacy" | "Physician" | "Physiotherapy" | "PlasticSurgery" | "Podiatric" | "PrimaryCare" | "Psychiatric" | "PublicHealth" | "VeterinaryCare";
  name: string;
  telephone?: string;
  faxNumber?: string;
  email?: string;
  address?: AddressLd;
  geo?: GeoLd;
  openingHoursSpecification?: HoursLd[];
}

/**
 * A condition that the clinic treats, and the pages that treat it.
 *
 * `page` is null for a condition without a document of its own.
 */
export interface Condition {
  slug: string;
  digest: string;
  name: string;
  alternate_names: string[];
  page: Ref | null;
  treatments: Ref[];
  mentions: Mention[];
  related: Ref[];
  body_regions: string[];
  symptoms: string[];
  codes: string[];
  last_reviewed: string | null;
  reviewed_by: string | null;
  summary: string | null;
}

/** The condition that a page is about. */
export interface ConditionLd {
  "@type": "MedicalCondition";
  name: string;
  alternateName?: string[];
  signOrSymptom?: SymptomLd[];
  possibleTreatment?: TherapyLd[];
}

/** The number of records of each kind. */
export interface Counts {
  pages: number;
  conditions: number;
  locations: number;
  menus: number;
  links: number;
  assets: number;
}

/** A page above a page, or the page itself. */
export interface CrumbLd {
  "@type": "ListItem";
  position: number;
  name: string;
  item: string;
}

/** A part of the section's text; `marks` are `[start, end]` in UTF-16 units, end exclusive. */
export interface Excerpt {
  text: string;
  marks: number[][];
}

/** An error in one part of a request; `valid` are valid values. */
export interface FieldError {
  field: string;
  message: string;
  valid: string[];
}

/** A point in degrees, WGS 84. */
export interface Geo {
  latitude: number;
  longitude: number;
}

/** The coordinates of an office. */
export interface GeoLd {
  "@type": "GeoCoordinates";
  latitude: number;
  longitude: number;
}

/** Opening hours of some days, `HH:MM`; `closes` before `opens` is after midnight. */
export interface Hours {
  days: ("Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday")[];
  opens: string;
  closes: string;
}

/** Different hours on one date; closed where the times are null. */
export interface HoursException {
  date: string;
  opens: string | null;
  closes: string | null;
  note: string | null;
}

/** The opening hours of an office. */
export interface HoursLd {
  "@type": "OpeningHoursSpecification";
  dayOfWeek: ("Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday")[];
  opens: string;
  closes: string;
}

/** A picture; width and height are in pixels, null where they are unknown. */
export interface Image {
  src: string;
  alt: string | null;
  width: number | null;
  height: number | null;
  type: string | null;
}

/**
 * A list with its label.
 *
 * `title` is the label that says what the list is: a heading, a bold line, a sentence before it,
 * or the page's title. `group` is a lower heading or bold line between it and the list.
 */
export interface LabelledList {
  title: string;
  group: string | null;
  role: "conditions" | "indications" | null;
  items: ListItem[];
}

/** A link of a page's body; `line` counts from 1 in the source file. */
export interface Link {
  href: string;
  text: string;
  status: "ok" | "broken" | "redirected" | "anchor_missing" | "asset" | "route" | "external" | "mailto" | "tel" | "unsafe" | "other";
  target: Ref | null;
  fragment: string | null;
  line: number;
}

/** An item of a labelled list, as plain text on one line. */
export interface ListItem {
  text: string;
  links: Link[];
}

/** An office in a list. `near` adds `distance_km`; `open_at` adds `open` and `next_change`. */
export interface ListedLocation {
  slug: string;
  digest: string;
  name: string;
  page: Ref | null;
  address: Address | null;
  phone: Telephone | null;
  fax: Telephone | null;
  email: string | null;
  geo: Geo | null;
  opening_hours: OpeningHours | null;
  map_url: string | null;
  accepts_new_patients: boolean | null;
  services: string[];
  open?: boolean | null;
  next_change?: string | null;
  distance_km?: number | null;
}

/** An office. `page` is null for one without a document. */
export interface Location {
  slug: string;
  digest: string;
  name: string;
  page: Ref | null;
  address: Address | null;
  phone: Telephone | null;
  fax: Telephone | null;
  email: string | null;
  geo: Geo | null;
  opening_hours: OpeningHours | null;
  map_url: string | null;
  accepts_new_patients: boolean | null;
  services: string[];
  open?: boolean | null;
  next_change?: string | null;
}

/** A word or phrase of the query, and the word of the site that it was found as. */
export interface Match {
  term: string;
  as: string;
  by: "exact" | "prefix" | "stem" | "typo" | "synonym";
}

/** The alignment of a column. */
export type MdastAlign = "left" | "right" | "center";

/** A quotation. */
export interface MdastBlockquote {
  type: "blockquote";
  children: MdastFlow[];
  data?: MdastNodeData;
}

/** A hard line break. */
export interface MdastBreak {
  type: "break";
}

/** A block of code. */
export interface MdastCode {
  type: "code";
  lang: string | null;
  meta: string | null;
  value: string;
  data?: MdastNodeData;
}

/** A component around blocks. */
export interface MdastContainerDirective {
  type: "containerDirective";
  name: string;
  attributes: Record<string, string>;
  children: MdastFlow[];
}

/** Terms and their meanings, as in mdast-util-definition-list. */
export interface MdastDefList {
  type: "defList";
  children: (MdastDefListTerm | MdastDefListDescription)[];
  data?: MdastNodeData;
}

/** The meaning of a term. */
export interface MdastDefListDescription {
  type: "defListDescription";
  children: MdastFlow[];
  data?: MdastNodeData;
}

/** A term of a definition list. */
export interface MdastDefListTerm {
  type: "defListTerm";
  children: MdastPhrasing[];
  data?: MdastNodeData;
}

/** Text that is no longer valid. */
export interface MdastDelete {
  type: "delete";
  children: MdastPhrasing[];
  data?: MdastNodeData;
}

/** Emphasised text. */
export interface MdastEmphasis {
  type: "emphasis";
  children: MdastPhrasing[];
  data?: MdastNodeData;
}

export type MdastFlow = MdastParagraph | MdastHeading | MdastThematicBreak | MdastCode | MdastHtml | MdastBlockquote | MdastList | MdastTable | MdastFootnoteDefinition | MdastDefList | MdastLeafDirective | MdastContainerDirective;

/** A footnote. */
export interface MdastFootnoteDefinition {
  type: "footnoteDefinition";
  identifier: string;
  label: string;
  children: MdastFlow[];
}

/** A mark that refers to a footnote. */
export interface MdastFootnoteReference {
  type: "footnoteReference";
  identifier: string;
  label: string;
}

/** A heading of depth 1 to 6. */
export interface MdastHeading {
  type: "heading";
  depth: 1 | 2 | 3 | 4 | 5 | 6;
  children: MdastPhrasing[];
  data: MdastHeadingData;
}

/** The heading's id, as in the HTML and the table of contents. */
export interface MdastHeadingData {
  hProperties?: Record<string, string | string[]>;
  id: string;
}

/** Sanitised raw HTML; it can be half an element, such as an opening tag. */
export interface MdastHtml {
  type: "html";
  value: string;
}

/** A picture. */
export interface MdastImage {
  type: "image";
  title: string | null;
  url: string;
  alt: string;
  data?: MdastNodeData;
}

/** Code in running text. */
export interface MdastInlineCode {
  type: "inlineCode";
  value: string;
  data?: MdastNodeData;
}

/** A component without content. */
export interface MdastLeafDirective {
  type: "leafDirective";
  name: string;
  attributes: Record<string, string>;
  children: MdastPhrasing[];
}

/** A link; `data` is present in internal links and in links with attributes. */
export interface MdastLink {
  type: "link";
  title: string | null;
  url: string;
  children: MdastPhrasing[];
  data?: MdastLinkData;
}

/** The target of an internal link; null for a broken link, a file or another site. */
export interface MdastLinkData {
  hProperties?: Record<string, string | string[]>;
  target: Ref | null;
}

/** A list; `start` is null in unordered lists. */
export interface MdastList {
  type: "list";
  ordered: boolean;
  start: number | null;
  spread: boolean;
  children: MdastListItem[];
  data?: MdastNodeData;
}

/** An item of a list; `checked` is null unless it is a task. */
export interface MdastListItem {
  type: "listItem";
  spread: boolean;
  checked: boolean | null;
  children: MdastFlow[];
  data?: MdastNodeData;
}

/** Attributes that the author gave a node, by the names that the unified ecosystem uses. */
export interface MdastNodeData {
  hProperties?: Record<string, string | string[]>;
}

/** A paragraph. */
export interface MdastParagraph {
  type: "paragraph";
  children: MdastPhrasing[];
  data?: MdastNodeData;
}

export type MdastPhrasing = MdastText | MdastInlineCode | MdastBreak | MdastHtml | MdastImage | MdastFootnoteReference | MdastEmphasis | MdastStrong | MdastDelete | MdastLink | MdastTextDirective;

/** A body as a tree. */
export interface MdastRoot {
  type: "root";
  children: MdastFlow[];
}

/** Important text. */
export interface MdastStrong {
  type: "strong";
  children: MdastPhrasing[];
  data?: MdastNodeData;
}

/** A table with the alignment of its columns. */
export interface MdastTable {
  type: "table";
  align: (MdastAlign | null)[];
  children: MdastTableRow[];
  data?: MdastNodeData;
}

/** A cell. */
export interface MdastTableCell {
  type: "tableCell";
  children: MdastPhrasing[];
}

/** A row; the first row of a table is its head. */
export interface MdastTableRow {
  type: "tableRow";
  children: MdastTableCell[];
}

/** Running text. */
export interface MdastText {
  type: "text";
  value: string;
}

/** A component in running text. */
export interface MdastTextDirective {
  type: "textDirective";
  name: string;
  attributes: Record<string, string>;
  children: MdastPhrasing[];
}

/** A horizontal rule. */
export interface MdastThematicBreak {
  type: "thematicBreak";
  data?: MdastNodeData;
}

/**
 * A place where a page names a condition; `line` counts from 1 in the page's file.
 *
 * `label` is the label of the list; null in front matter.
 */
export interface Mention {
  page: Ref;
  text: string;
  line: number;
  label: string | null;
}

/**
 * A menu as a tree, entries by weight, then title.
 *
 * `language` is null unless each language of the site has its own menus.
 */
export interface Menu {
  name: string;
  language: string | null;
  items: MenuItem[];
}

/** An entry of a menu with the entries below it. */
export interface MenuItem {
  title: string;
  path: string | null;
  target: Ref | null;
  weight: number | null;
  identifier: string;
  children: MenuItem[];
}

/** A page's place in a menu; `parent` is the identifier of the entry above it. */
export interface MenuPlacement {
  menu: string;
  weight: number | null;
  title: string;
  parent: string | null;
  identifier: string;
}

/**
 * When an office is open: as written (OpenStreetMap's syntax), and as a regular week.
 *
 * `note` holds the comments of the text, such as "by appointment".
 */
export interface OpeningHours {
  text: string | null;
  note: string | null;
  time_zone: string | null;
  schedule: Hours[];
  exceptions: HoursException[];
}

/** A page with all its fields. `include` adds `included`. */
export interface Page {
  kind: "page" | "condition" | "location";
  slug: string;
  digest: string;
  path: string;
  title: string;
  subtitle: string | null;
  description: string | null;
  layout: string | null;
  section: string | null;
  language: string | null;
  date: string | null;
  updated: string | null;
  publish_date: string | null;
  expiry_date: string | null;
  draft: boolean;
  image: Image | null;
  menus: MenuPlacement[];
  tags: string[];
  categories: string[];
  condition: string | null;
  location: string | null;
  conditions: Ref[];
  breadcrumbs: Ref[];
  previous: Ref | null;
  next: Ref | null;
  translations: Ref[];
  aliases: string[];
  source: Source;
  body: Body;
  lists: LabelledList[];
  links: Link[];
  backlinks: Ref[];
  params: Record<string, unknown>;
  seo: Seo;
}

/** A page, for search engines. */
export interface PageLd {
  "@context": "https://schema.org";
  "@type": "WebPage" | "MedicalWebPage";
  name: string;
  url: string;
  description?: string;
  inLanguage?: string;
  dateModified?: string;
  image?: string;
  mainEntity?: ConditionLd | ClinicLd;
  breadcrumb?: BreadcrumbsLd;
}

/** A page as an item of a list. */
export interface PageSummary {
  kind: "page" | "condition" | "location";
  slug: string;
  digest: string;
  path: string;
  title: string;
  subtitle: string | null;
  description: string | null;
  layout: string | null;
  section: string | null;
  language: string | null;
  date: string | null;
  updated: string | null;
  publish_date: string | null;
  expiry_date: string | null;
  draft: boolean;
  image: Image | null;
  menus: MenuPlacement[];
  tags: string[];
  categories: string[];
  condition: string | null;
  location: string | null;
  conditions: Ref[];
  breadcrumbs: Ref[];
  previous: Ref | null;
  next: Ref | null;
  translations: Ref[];
  aliases: string[];
  source: Source;
}

/** An error. Specification: RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  errors: FieldError[];
  suggestions: Ref[];
}

/** A pointer to a record, answered at `/{kind}s/{slug}`; `path` is that of its page. */
export interface Ref {
  kind: "page" | "condition" | "location";
  slug: string;
  path: string | null;
  title: string;
}

/** The page, file or redirect at an address of the website. */
export interface Resolution {
  status: "ok" | "redirect";
  target: Ref | null;
  location: string | null;
  code: number | null;
}

/**
 * A part of the results, best first; `next` is the address of the following part.
 *
 * `suggestions` are queries that may find more, `uncorrected` unknown words beyond those that were
 * corrected. `include` adds `included`.
 */
export interface Search {
  items: SearchHit[];
  total: number;
  limit: number;
  offset: number;
  next: string | null;
  unmatched: Unmatched[];
  suggestions: string[];
  uncorrected: string[];
}

/** A section that was found, or a condition or an office without a page. */
export interface SearchHit {
  page: Ref | null;
  condition: Ref | null;
  location: Ref | null;
  section: SectionRef;
  excerpt: Excerpt;
  matched: Match[];
}

/**
 * The part of a body from one heading to the next, without the heading itself.
 *
 * Text before the first heading is a section too, of depth 0, without id and title. `id` is null
 * for a heading that has none, `line` where the heading's place in the file is unknown.
 */
export interface Section {
  id: string | null;
  depth: number;
  title: string | null;
  aspect: "overview" | "symptoms" | "causes" | "treatment" | "self_care" | "when_to_seek_help" | null;
  html: string;
  text: string;
  line: number | null;
}

/** The section that was found; the part of a page before its first heading has no id. */
export interface SectionRef {
  id: string | null;
  title: string;
  path: string | null;
}

/** A page's metadata for search engines; `canonical` is null without a `base_url`. */
export interface Seo {
  title: string;
  description: string | null;
  canonical: string | null;
  json_ld: PageLd;
}

/** The site as a whole. */
export interface Site {
  title: string | null;
  description: string | null;
  base_url: string | null;
  language: string | null;
  languages: string[];
  country: string | null;
  time_zone: string | null;
  counts: Counts;
  version: string;
}

/**
 * The file that a page comes from; `fingerprint` is the BLAKE2b hash of its bytes, in hex.
 *
 * Answers depend on more than the file: `digest` of the page names all of it.
 */
export interface Source {
  file: string;
  fingerprint: string;
}

/** A symptom of a condition. */
export interface SymptomLd {
  "@type": "MedicalSymptom";
  name: string;
}

/**
 * The digest of every record and of every file by its address, or what has changed.
 *
 * `records` and `assets` are all there is. In their place, an answer to `since` has what is new or
 * changed since that version, and the keys and addresses that were `deleted`; `since` is null if
 * the version is not known any more.
 */
export interface Sync {
  version: string;
  since?: string | null;
  records?: Record<string, string>;
  assets?: Record<string, string>;
  changed?: Synced;
  deleted?: string[];
}

/** The digests of the records and files that are new or changed. */
export interface Synced {
  records: Record<string, string>;
  assets: Record<string, string>;
}

/**
 * A telephone number for people to read, and in E.164 for machines to dial.
 *
 * `e164` is null for a text that is no number, or whose country is unknown.
 */
export interface Telephone {
  display: string;
  e164: string | null;
}

/** A page that treats a condition. */
export interface TherapyLd {
  "@type": "MedicalTherapy";
  name: string;
  url: string;
}

/** A heading with the deeper headings below it; `depth` is 1 to 6. */
export interface TocEntry {
  depth: number;
  id: string;
  title: string;
  children: TocEntry[];
}

/** A value of a filter that nothing in the content has; `suggestions` are valid values. */
export interface Unmatched {
  field: string;
  value: string;
  suggestions: string[];
}

export interface PageFilters {
  /** Only pages of these kinds. */
  kind?: Many<"page" | "condition" | "location">;
  /** Only pages in these top-level folders. */
  section?: Many<string>;
  /** Only pages in the menus of these names, in any language. */
  menu?: Many<string>;
  /** Only pages with these tags. */
  tag?: Many<string>;
  /** Only pages in these categories. */
  category?: Many<string>;
  /** Only pages in these languages. */
  language?: Many<string>;
  /** Only pages with these layouts. */
  layout?: Many<string>;
  /** Only the pages of these slugs. */
  slug?: Many<string>;
  /** By path, title, date, updated, weight; a hyphen in front reverses the order. */
  sort?: Many<"path" | "-path" | "title" | "-title" | "date" | "-date" | "updated" | "-updated" | "weight" | "-weight">;
  /** The maximum number of items, 1 to 1000. */
  limit?: number;
  /** The number of items to skip. */
  offset?: number;
}

export interface ConditionFilters {
  /** Only conditions that these pages treat. */
  treatment?: Many<string>;
  /** Only conditions of these body regions. */
  body_region?: Many<string>;
  /** `true` or `false`: only conditions with or without a page of their own. */
  has_page?: boolean;
  /** Only conditions whose names or symptoms match these words, best first. As in `/search`, words may be misspelt, unfinished, or missing. */
  q?: string;
  /** Only the conditions of these slugs. */
  slug?: Many<string>;
  /** Only conditions whose names begin with these letters; accents do not count, and `#` is any other sign. */
  letter?: Many<string>;
  /** `true`: for `letter`, alternate names count too. */
  synonyms?: boolean;
  /** Only conditions with these codes: `ICD-10-CM:M54.2`. One without its system, `M54.2`, is that code of any system. */
  code?: Many<string>;
  /** Only conditions with these symptoms. */
  symptom?: Many<string>;
  /** By name, slug, treatments, mentions, last_reviewed, next_review; a hyphen in front reverses the order. */
  sort?: Many<"name" | "-name" | "slug" | "-slug" | "treatments" | "-treatments" | "mentions" | "-mentions" | "last_reviewed" | "-last_reviewed" | "next_review" | "-next_review">;
  /** The maximum number of items, 1 to 1000. */
  limit?: number;
  /** The number of items to skip. */
  offset?: number;
}

export interface LocationFilters {
  /** `latitude,longitude` in degrees: the nearest first; adds `distance_km`. */
  near?: string;
  /** `now`, or a time in ISO 8601 (without an offset: on each office's own clock): adds `open` and `next_change`. */
  open_at?: string;
  /** Only the offices of these slugs. */
  slug?: Many<string>;
  /** By name, slug; a hyphen in front reverses the order. */
  sort?: Many<"name" | "-name" | "slug" | "-slug">;
  /** The maximum number of items, 1 to 1000. */
  limit?: number;
  /** The number of items to skip. */
  offset?: number;
}

export interface SearchFilters {
  /** Only results of these kinds. */
  kind?: Many<"page" | "condition" | "location">;
  /** Only pages in these languages. */
  language?: Many<string>;
  /** Only pages in these top-level folders. */
  page_section?: Many<string>;
  /** The maximum number of items, 1 to 1000. */
  limit?: number;
  /** The number of items to skip. */
  offset?: number;
}

/** The references of each kind of record or answer, and the kinds that they lead to. */
interface Relations {
  page: {
    "condition": "condition";
    "location": "location";
    "conditions": "condition";
    "breadcrumbs": "page";
    "previous": "page";
    "next": "page";
    "translations": "page";
    "backlinks": "page";
    "links.target": "page";
    "lists.items.links.target": "page";
  };
  condition: {
    "page": "page";
    "treatments": "page";
    "related": "condition" | "page";
    "mentions.page": "page";
  };
  location: {
    "page": "page";
  };
  result: {
    "page": "page";
    "condition": "condition";
    "location": "location";
  };
  link: {
    "from": "page";
    "target": "page";
  };
  menu: {
    "target": "page";
  };
}

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
