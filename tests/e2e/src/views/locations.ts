import { api, type ListedLocation, type OpeningHours, whole } from "../api.js";
import { element } from "../elements.js";
import { refLink } from "../references.js";

type Office = Omit<ListedLocation, "distance_km" | "open" | "next_change">;

/** All offices, with whether they are open now. */
export async function locationsView(): Promise<HTMLElement> {
  const { items } = await whole(api.GET("/locations", { params: { query: { open_at: "now" } } }));
  const entries = items.map((location) =>
    element(
      "li",
      { "data-slug": location.slug },
      element("h2", {}, location.page === null ? location.name : refLink(location.page)),
      openNow(location),
      office(location),
    ),
  );
  return element("section", { class: "locations", "aria-label": "Offices" }, element("ul", {}, ...entries));
}

/** Address, telephone and hours of an office. */
export function office({ address, phone, opening_hours }: Office): HTMLElement {
  const lines = address === null ? [] : [
    [address.street_address, address.unit],
    [address.locality, address.region, address.postal_code],
  ].map((parts) => parts.filter((part) => part !== null).join(", "));
  return element(
    "div",
    { class: "office" },
    ...lines.map((line) => element("p", {}, line)),
    phone === null ? null : element("p", {}, telephone(phone)),
    opening_hours === null ? null : hours(opening_hours),
  );
}

function telephone({ display, e164 }: NonNullable<Office["phone"]>): HTMLElement | string {
  return e164 === null ? display : element("a", { href: `tel:${e164}` }, display);
}

function openNow({ open, next_change, opening_hours }: ListedLocation): HTMLElement | null {
  if (open === undefined || open === null) return null;
  let text = open ? "Open now" : "Closed now";
  if (next_change) {
    const moment = new Intl.DateTimeFormat("en-US", {
      weekday: "long",
      hour: "numeric",
      minute: "2-digit",
      ...(opening_hours?.time_zone ? { timeZone: opening_hours.time_zone } : {}),
    }).format(new Date(next_change));
    text += `, ${open ? "closes" : "opens"} ${moment}`;
  }
  return element("p", { class: open ? "open" : "closed" }, text);
}

function hours({ schedule, exceptions, text }: OpeningHours): HTMLElement {
  const rows = schedule.map(({ days, opens, closes }) => {
    const span = days.length > 1 ? `${days[0]} to ${days[days.length - 1]}` : (days[0] ?? "");
    return element("tr", {}, element("th", {}, span), element("td", {}, `${opens} to ${closes}`));
  });
  const special = exceptions.map(({ date, opens, closes, note }) => {
    const times = opens === null || closes === null ? "closed" : `${opens} to ${closes}`;
    return element("tr", { class: "special", title: note }, element("th", {}, date), element("td", {}, times));
  });
  return element("table", { class: "hours", "data-hours": text }, element("tbody", {}, ...rows, ...special));
}
