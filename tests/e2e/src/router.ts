import { api, ApiError, whole } from "./api.js";
import { element } from "./elements.js";
import { pathOf } from "./references.js";
import { conditionsView } from "./views/conditions.js";
import { locationsView } from "./views/locations.js";
import { problemView } from "./views/problem.js";
import { pageView } from "./views/page.js";

type View = (query: URLSearchParams) => Promise<HTMLElement>;

/** Addresses of the front end's own. */
const ownViews = new Map<string, View>([["/conditions/", conditionsView]]);

/** What the front end adds below the page of an address. */
const additions = new Map<string, View>([["/locations/", locationsView]]);

/** Shows what lives at the address bar's address in `main`, now and after each click on a link. */
export function startRouter(main: HTMLElement, siteTitle: string): Promise<void> {
  let shown = "";
  let latest = 0;

  async function show(): Promise<void> {
    const mine = ++latest;
    const address = new URL(location.href);
    shown = address.pathname + address.search;
    const view = await viewAt(address);
    if (mine !== latest) return; // the reader has gone on
    main.replaceChildren(...view);
    const title = main.querySelector("h1")?.textContent ?? siteTitle;
    document.title = title === siteTitle ? title : `${title} · ${siteTitle}`;
    const anchor = address.hash && document.getElementById(decodeURIComponent(address.hash.slice(1)));
    if (anchor) anchor.scrollIntoView();
    else scrollTo(0, 0);
    if (mine > 1) main.focus({ preventScroll: true }); // a screen reader reads on from here
    main.dataset["shown"] = address.pathname;
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link?.href || link.target || link.hasAttribute("download")) return;
    if (link.origin !== location.origin) return;
    if (link.hash && link.pathname + link.search === shown) return; // the browser scrolls
    event.preventDefault();
    link.closest("details[name=menu]")?.removeAttribute("open");
    history.pushState(null, "", link.href);
    void show();
  });
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) void show();
  });
  return show();
}

async function viewAt(address: URL): Promise<HTMLElement[]> {
  const path = address.pathname.replace(/\/*$/, "/");
  try {
    const own = ownViews.get(path);
    if (own !== undefined) return [await own(address.searchParams)];
    const addition = additions.get(path);
    if (addition === undefined) return [await pageAt(address)];
    return await Promise.all([pageAt(address), addition(address.searchParams)]);
  } catch (error) {
    if (error instanceof ApiError) return [problemView(error.problem)];
    throw error;
  }
}

async function pageAt(address: URL): Promise<HTMLElement> {
  const path = decodeURIComponent(address.pathname);
  const { target, location: moved } = await whole(api.GET("/resolve", { params: { query: { path } } }));
  const elsewhere = moved === null ? null : new URL(moved, address);
  if (elsewhere !== null && elsewhere.origin === address.origin) {
    history.replaceState(null, "", elsewhere);
  } else if (elsewhere !== null) {
    location.replace(elsewhere);
  }
  if (target === null) return element("p", {}, "This page has moved.");
  if (elsewhere === null && target.path !== null && target.path !== path) {
    history.replaceState(null, "", pathOf(target) + address.search + address.hash);
  }
  return pageView(target.slug);
}
