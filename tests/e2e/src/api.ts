import createClient from "openapi-fetch";

import type { components, paths } from "./schema.js";

type Schemas = components["schemas"];

export type Page = Schemas["Page"];
export type Condition = Schemas["Condition"];
export type ListedLocation = Schemas["ListedLocation"];
export type OpeningHours = NonNullable<Schemas["Location"]["opening_hours"]>;
export type Link = Schemas["Link"];
export type LabelledList = Page["lists"][number];
export type MenuItem = Schemas["MenuItem"];
export type Menu = Schemas["Menu"];
export type Ref = Schemas["Ref"];
export type Problem = Schemas["Problem"];

/**
 * What a request without `fields` is answered with: the members of the union that promise
 * their fields. The document describes both kinds of answer, since it cannot say that one of
 * them depends on a parameter.
 */
export type Whole<Answer> = Answer extends { items: (infer Item)[] }
  ? AllOptional<Item> extends true ? never : Answer
  : AllOptional<Answer> extends true ? never : Answer;

type AllOptional<Type> = Record<never, never> extends Type ? true : false;

/** An answer that is an error, with what the API says about it. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

// Who reloads wants to see what is new: the browser then asks with If-None-Match instead of
// taking what it has for fresh.
const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
const cache: RequestCache = entry?.type === "reload" ? "no-cache" : "default";

export const api = createClient<paths>({ baseUrl: import.meta.env.VITE_API, cache });

/** The data of an answer to a request without `fields`; an error is thrown. */
export async function whole<Data>(
  answer: Promise<{ data?: Data; error?: Problem }>,
): Promise<Whole<Data>> {
  const { data, error } = await answer;
  if (error !== undefined) throw new ApiError(error);
  return data as Whole<Data>;
}

/** The address of a file of the API; a relative one is relative to the page that names it. */
export function fileUrl(src: string, pagePath = "/"): string {
  return new URL(src, new URL(pagePath, import.meta.env.VITE_API)).href;
}
