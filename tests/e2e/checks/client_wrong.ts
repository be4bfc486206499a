// Ten wrong uses of the client. Compiled, and never run: each of them has to be refused.

import { clinicLoader, createClient } from "./content_client.js";

const client = createClient({ baseUrl: "http://127.0.0.1:8000" });

export async function wrong(): Promise<void> {
  // @ts-expect-error A client needs the address of its service.
  createClient({});
  // @ts-expect-error There is no such field.
  await client.pages.get("iastm", { fields: ["titel"] });
  // @ts-expect-error There is no such field at that depth.
  await client.pages.get("iastm", { fields: ["body.htm"] });
  const part = await client.pages.get("iastm", { fields: ["title", "body.html"] });
  // @ts-expect-error The field was not asked for.
  part.subtitle;
  // @ts-expect-error The nested field was not asked for.
  part.body.text;
  const list = await client.pages.list();
  // @ts-expect-error A list leaves out bodies.
  list.items[0]?.body;
  // @ts-expect-error A result has no reference of this name.
  await client.search("pain", { include: ["treatments"] });
  // @ts-expect-error Nothing is included in a menu that was not asked for.
  (await client.menus.get("main", { language: "en" })).included;
  // @ts-expect-error Nothing is included that was not asked for.
  list.included;
  // @ts-expect-error There is no such reference.
  await client.conditions.get("bursitis", { include: ["treatments.condition.pages"] });
  // @ts-expect-error The kinds are a closed set.
  await client.pages.list({ kind: "person" });
  // @ts-expect-error The list has no such order.
  await client.locations.list({ sort: "date" });
  // @ts-expect-error A subtitle may be null.
  (await client.pages.get("iastm")).subtitle.length;
  // @ts-expect-error The kinds of records are page, condition and location.
  clinicLoader({ baseUrl: "http://127.0.0.1:8000", kind: "menu" });
}
