import assert from "node:assert/strict";

import { outlines } from "./bodies.js";
import { allPages, answer, type Setting, tocIds } from "./setting.js";

interface LabelledList {
  title: string;
  role: string | null;
  items: { text: string }[];
}

/** The clinic's own content, as a patient sees it. */
export async function checkClinic({ report, visitor, origin, api, shot }: Setting): Promise<void> {
  const { page } = visitor;
  const check = (name: string, run: () => Promise<void>) =>
    report.check(name, async () => {
      await run();
      visitor.assertCalm();
    });
  const picturesLoaded = () =>
    page.locator("#main img").evaluateAll(async (pictures) => {
      const images = pictures as HTMLImageElement[];
      await Promise.all(images.map((image) => image.decode()));
      return images.map(({ src, naturalWidth }) => ({ src, naturalWidth }));
    });

  await check("home shows its title, its pictures and the main menu", async () => {
    await visitor.visit(`${origin}/`);
    assert.equal(await visitor.heading(), "Bodywise Physical Therapy");
    const entries = page.locator("#header nav > ul > li");
    assert.deepEqual(
      (await entries.allInnerTexts()).map((text) => text.split("\n")[0]),
      ["Home", "About Us", "Symptoms", "Specialties", "Wellness", "Patient Info", "FAQs"],
    );
    assert.equal((await picturesLoaded()).length, 2);
    await page.screenshot({ path: shot("home"), fullPage: true });
  });

  await check("a menu opens and leads on without loading the site anew", async () => {
    await page.evaluate(() => Object.assign(window, { kept: true }));
    await page.locator("summary", { hasText: "Specialties" }).click();
    await page.screenshot({ path: shot("menu") });
    await page.locator("#header").getByRole("link", { name: "IASTM" }).click();
    await visitor.shows("/iastm/");
    assert.equal(await visitor.heading(), "IASTM");
    assert.equal(await page.title(), "IASTM · Bodywise Physical Therapy");
    assert.equal(await page.locator(".breadcrumbs a").first().getAttribute("href"), "/");
    assert(await page.evaluate(() => "kept" in window));
  });

  await check("a page shows its labelled lists and the conditions that it treats", async () => {
    const facts = await answer<{ lists: LabelledList[]; conditions: unknown[] }>(
      api,
      "/pages/iastm?fields=lists,conditions",
    );
    const labelled = facts.lists.filter(({ role }) => role !== null);
    assert.deepEqual(await page.locator(".labelled h2").allInnerTexts(), labelled.map(({ title }) => title));
    assert.deepEqual(
      await page.locator(".labelled li").allInnerTexts(),
      labelled.flatMap(({ items }) => items.map(({ text }) => text)),
    );
    assert.deepEqual(labelled.map(({ role }) => role), ["indications", "conditions"]);
    assert.equal(await page.locator(".treats li").count(), facts.conditions.length);
    assert(facts.conditions.length > 5);
    await page.screenshot({ path: shot("iastm"), fullPage: true });
  });

  await check("a link in the body leads to the right page without loading the site anew", async () => {
    await page.locator('.body a[href="/neck-pain-whiplash/"]').first().click();
    await visitor.shows("/neck-pain-whiplash/");
    assert.equal(await visitor.heading(), "Neck Pain & Whiplash");
    assert(await page.evaluate(() => "kept" in window));
    assert((await page.locator(".treatments a").allInnerTexts()).includes("IASTM"));
  });

  await check("back, forward, next and previous lead where they say", async () => {
    await page.goBack();
    await visitor.shows("/iastm/");
    await page.goForward();
    await visitor.shows("/neck-pain-whiplash/");
    await page.locator("[rel=next]").click();
    await visitor.shows("/headaches-tmj/");
    await page.locator("[rel=prev]").click();
    await visitor.shows("/neck-pain-whiplash/");
  });

  await check("a link with an anchor shows the heading that it names", async () => {
    await visitor.visit(`${origin}/`);
    const link = page.locator('.body a[href="/new-patient-info-forms/#what-to-bring"]');
    await link.click();
    await visitor.shows("/new-patient-info-forms/");
    await assertAtTop("what-to-bring");
    await visitor.visit(`${origin}/faqs/`);
    const last = await page.locator(".body h2[id]").nth(1).getAttribute("id");
    assert(last);
    await page.goto(`${origin}/faqs/#${last}`);
    await assertAtTop(last);
  });

  async function assertAtTop(id: string): Promise<void> {
    const top = await page.locator(`[id="${id}"]`).evaluate((heading) => heading.getBoundingClientRect().top);
    assert(top >= 0 && top < 100, `the heading ${id} is ${top} pixels below the top`);
  }

  await check("an old address leads to the page of today", async () => {
    await visitor.visit(`${origin}/iastm/`);
    await page.goto(`${origin}/condition/sciatica/`);
    await visitor.shows("/condition/sciatica/");
    assert.equal(new URL(page.url()).pathname, "/low-back-pain-sciatica/");
    assert.equal(await visitor.heading(), "Low Back Pain & Sciatica");
  });

  const pages = await allPages(api);
  await check(`all ${pages.length} pages: the tree shows what the HTML says, under the toc's ids, with pictures`, async () => {
    assert(pages.length > 20);
    for (const facts of pages) {
      await visitor.visit(origin + facts.path);
      assert.equal(await visitor.heading(), facts.title, facts.path);
      const { shown, served } = await outlines(page, facts.body.html);
      assert.deepEqual(shown, served, facts.path);
      assert.deepEqual(shown.headings, tocIds(facts.body.toc), facts.path);
      for (const { src, naturalWidth } of await picturesLoaded()) assert(naturalWidth > 0, src);
    }
  });

  await check("the conditions are as many as the API has, and the search narrows them", async () => {
    const { total } = await answer<{ total: number }>(api, "/conditions");
    await visitor.visit(`${origin}/conditions/`);
    const entries = page.locator(".conditions li");
    assert.equal(await entries.count(), total);
    assert.equal(await page.locator(".count").innerText(), `${total} conditions`);
    await page.screenshot({ path: shot("conditions") });

    const found = await answer<{ total: number }>(api, "/conditions?q=tendon");
    assert(found.total > 0 && found.total < total);
    await page.getByRole("searchbox").fill("tendon");
    await page.locator(".count", { hasText: new RegExp(`^${found.total} `) }).waitFor();
    assert.equal(await entries.count(), found.total);
    await page.screenshot({ path: shot("search") });
    await page.locator(".conditions .by a").first().click();
    await page.locator(".body").waitFor();
    await page.goBack();
    await visitor.shows("/conditions/");
    assert.equal(await entries.count(), found.total);
  });

  await check("a condition without a page leads to the list", async () => {
    await visitor.visit(`${origin}/iastm/`);
    await page.locator(".treats").getByRole("link", { name: "Carpal Tunnel Syndrome" }).click();
    await visitor.shows("/conditions/");
    // Words may be missing, so others follow.
    assert.equal(await page.locator(".conditions li strong").first().innerText(), "Carpal Tunnel Syndrome");
  });

  await check("the offices show their hours and whether they are open", async () => {
    await visitor.visit(`${origin}/locations/`);
    const { items } = await answer<{ items: { slug: string; open: boolean }[] }>(api, "/locations?open_at=now");
    const shown = await page.locator(".locations li[data-slug]").evaluateAll((offices) =>
      offices.map((office) => ({
        slug: office.getAttribute("data-slug"),
        open: office.querySelector(".open") !== null,
      })),
    );
    assert.deepEqual(shown, items.map(({ slug, open }) => ({ slug, open })));
    assert.equal(await page.locator(".locations .hours").count(), items.length);
    await page.screenshot({ path: shot("locations"), fullPage: true });
    await page.locator(".locations h2 a").first().click();
    await page.locator("[data-kind=location] .office a[href^='tel:+1']").waitFor();
  });

  await check("an unknown address says so and suggests what may be meant", async () => {
    const path = "/dry-needeling/";
    visitor.expectFailure(`${api}/resolve?path=${encodeURIComponent(path)}`);
    await visitor.visit(origin + path);
    assert.equal(await visitor.heading(), "Page not found");
    await page.screenshot({ path: shot("not-found") });
    await page.locator(".suggestions").getByRole("link", { name: "Dry Needling" }).click();
    await visitor.shows("/dry-needling/");
    assert.equal(await visitor.heading(), "Dry Needling");
  });

  await check("a reload asks whether anything is new and is answered 304", async () => {
    await visitor.visit(`${origin}/iastm/`);
    const session = await page.context().newCDPSession(page);
    const urls = new Map<string, string>();
    const unchanged = new Set<string>();
    session.on("Network.requestWillBeSent", ({ requestId, request }) => urls.set(requestId, request.url));
    session.on("Network.responseReceivedExtraInfo", ({ requestId, statusCode }) => {
      if (statusCode === 304) unchanged.add(requestId);
    });
    await session.send("Network.enable");
    await page.reload();
    await visitor.shows("/iastm/");
    const asked = [...urls].filter(([, url]) => url.startsWith(api) && !url.includes("/images/"));
    assert(asked.length >= 3, `only ${asked.length} requests`);
    assert.deepEqual(asked.filter(([id]) => !unchanged.has(id)), []);
    assert.equal(await visitor.heading(), "IASTM");
    await session.detach();
  });

  await check("a script of another origin may keep an ETag and ask with it", async () => {
    const url = `${api}/pages/iastm`;
    const seen = await page.evaluate(async (address) => {
      async function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
        const response = await fetch(new URL(path, address), { cache: "no-store", headers });
        await response.text(); // what is not read to its end counts as broken off
        return response;
      }
      const first = await ask("");
      const etag = first.headers.get("ETag") ?? "";
      const again = await ask("", { "If-None-Match": etag });
      const list = await ask("/pages?limit=1");
      return { etag, status: again.status, version: first.headers.get("Content-Version"), link: list.headers.get("Link") };
    }, url);
    assert.match(seen.etag, /^"[^"]+"$/);
    assert.equal(seen.status, 304);
    assert(seen.version && seen.link, "Content-Version and Link can be read");
  });

  await check("it fits a telephone", async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    for (const path of ["/", "/iastm/", "/locations/", "/conditions/"]) {
      await visitor.visit(origin + path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert(width <= 390, `${path} is ${width} pixels wide`);
    }
    await visitor.visit(`${origin}/low-back-pain-sciatica/`);
    await page.screenshot({ path: shot("telephone") });
  });

  await check("nothing was asked of anybody but the front end and the API", async () => {
    const strangers = visitor.requested.filter((url) => url.origin !== origin && url.origin !== api);
    assert.deepEqual(strangers.filter(({ protocol }) => protocol !== "data:").map(String), []);
  });
}
