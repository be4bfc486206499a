import { api, type Condition, whole } from "../api.js";
import { element } from "../elements.js";
import { refLink } from "../references.js";

const pageSize = 20;

/** Everything the clinic treats, with a search. */
export async function conditionsView(query: URLSearchParams): Promise<HTMLElement> {
  const input = element("input", { type: "search", name: "q", "aria-label": "Search conditions" });
  input.placeholder = "Search conditions";
  input.value = query.get("q") ?? "";
  const count = element("p", { class: "count", role: "status" });
  const list = element("ul", {});

  let latest = 0;
  async function show(): Promise<void> {
    const mine = ++latest;
    const { total, conditions } = await allConditions(input.value);
    if (mine !== latest) return; // the reader has typed on
    count.textContent = total === 1 ? "1 condition" : `${total} conditions`;
    list.replaceChildren(...conditions.map(entry));
  }
  input.addEventListener("input", () => {
    history.replaceState(null, "", input.value === "" ? "?" : `?q=${encodeURIComponent(input.value)}`);
    void show();
  });
  await show();
  return element("section", { class: "conditions" }, element("h1", {}, "What we treat"), input, count, list);
}

async function allConditions(q: string): Promise<{ total: number; conditions: Condition[] }> {
  const conditions: Condition[] = [];
  for (;;) {
    const page = { limit: pageSize, offset: conditions.length };
    const query = q.trim() === "" ? page : { ...page, q };
    const { items, total, next } = await whole(api.GET("/conditions", { params: { query } }));
    conditions.push(...items);
    if (next === null) return { total, conditions };
  }
}

function entry(condition: Condition): HTMLElement {
  const treatments = condition.treatments.flatMap((ref, index) => [index ? ", " : "", refLink(ref)]);
  return element(
    "li",
    { "data-slug": condition.slug },
    element("strong", {}, condition.page === null ? condition.name : refLink({ ...condition.page, title: condition.name })),
    treatments.length === 0 ? null : element("span", { class: "by" }, " treated with ", ...treatments),
  );
}
