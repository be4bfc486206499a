import assert from "node:assert/strict";

import { outlines } from "./bodies.js";
import { allPages, type Setting, tocIds } from "./setting.js";

/** A small tree with every construct that a body can hold. */
export async function checkConstructs({ report, visitor, origin, api, shot }: Setting): Promise<void> {
  const { page } = visitor;
  const check = (name: string, run: () => Promise<void>) =>
    report.check(`constructs: ${name}`, async () => {
      await run();
      visitor.assertCalm();
    });

  const pages = await allPages(api);
  await check("the tree shows what the HTML says, under the toc's ids", async () => {
    for (const facts of pages) {
      await visitor.visit(origin + facts.path);
      const { shown, served } = await outlines(page, facts.body.html);
      assert.deepEqual(shown, served, facts.path);
      assert.deepEqual(shown.headings, tocIds(facts.body.toc), facts.path);
    }
    await visitor.visit(`${origin}/`);
    await page.screenshot({ path: shot("constructs"), fullPage: true });
  });

  await check("raw HTML is whole again: the fold opens, no script is left", async () => {
    const fold = page.locator(".body details");
    await fold.locator("summary").click();
    await fold.getByRole("link", { name: "the rooms" }).click();
    await visitor.shows("/about/rooms/");
    assert.equal(await page.locator("#main script").count(), 0);
  });

  const roomLinks = ["a page", "an absolute address of our own", "an old address", "by reference", "raw links"];
  for (const name of roomLinks) {
    await check(`the link "${name}" leads on within the front end`, async () => {
      await visitor.visit(`${origin}/`);
      await page.evaluate(() => Object.assign(window, { kept: true }));
      await page.locator(".body").getByRole("link", { name, exact: true }).click();
      await visitor.shows("/about/rooms/");
      assert.equal(await visitor.heading(), "The rooms");
      assert(await page.evaluate(() => "kept" in window));
    });
  }

  await check("anchors and footnotes lead to their places on the page", async () => {
    await visitor.visit(`${origin}/`);
    await page.locator(".body").getByRole("link", { name: "a heading of this page" }).click();
    assert.equal(new URL(page.url()).hash, "#twice-1");
    await page.locator("[data-footnote-ref]").click();
    await page.locator("li:target", { hasText: "The note" }).waitFor();
    await page.locator("[data-footnote-backref]").click();
    await page.locator("[data-footnote-ref]:target").waitFor();
  });

  await check("pictures and files come from the API, wherever they are named", async () => {
    await visitor.visit(`${origin}/`);
    const widths = await page.locator("#main img").evaluateAll((images) =>
      images.map((image) => [(image as HTMLImageElement).src, (image as HTMLImageElement).naturalWidth] as const),
    );
    assert.equal(widths.length, 4);
    for (const [src, width] of widths) assert(src.startsWith(api) && width > 0, `${src} is ${width} wide`);
    const file = await page.locator(".body").getByRole("link", { name: "a form" }).getAttribute("href");
    assert.equal(file, `${api}/files/form.pdf`);
    assert.equal((await fetch(file)).headers.get("Content-Type"), "application/pdf");
  });

  await check("a URL of an unsafe scheme leads nowhere", async () => {
    assert.equal(await page.locator(".body a", { hasText: "unsafe" }).getAttribute("href"), "");
  });

  await check("an address that is gone says so", async () => {
    visitor.expectFailure(`${api}/resolve?path=${encodeURIComponent("/closed/")}`);
    await visitor.visit(`${origin}/closed/`);
    assert.equal(await visitor.heading(), "This page is gone");
  });
}
