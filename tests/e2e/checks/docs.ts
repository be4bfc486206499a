import assert from "node:assert/strict";

import { violationsOf } from "./accessibility.js";
import { answer, type Setting } from "./setting.js";

/** The API's own page about itself. */
export async function checkDocs({ report, visitor, origin, api, shot }: Setting): Promise<void> {
  const { page } = visitor;
  await report.check("/docs shows every address once, without padlocks, from the service alone, without a complaint", async () => {
    const { paths } = await answer<{ paths: Record<string, object> }>(api, "/openapi.json");
    await page.goto(`${origin}/docs`);
    await page.locator(".opblock").first().waitFor();
    assert.equal(await page.locator(".opblock").count(), Object.keys(paths).length);
    assert.equal(await page.locator(".opblock-head, .authorization__btn").count(), 0);
    assert.equal(await page.locator(".info a[href^='pages/iastm']").count(), 2);
    assert.deepEqual(await page.locator("h2").allTextContents(), ["Endpoints"]);
    assert.equal(await page.locator(".opblock button a").count(), 0);
    await page.screenshot({ path: shot("docs-introduction") });
    await page.locator(".opblock", { hasText: "/pages/{slug}" }).first().click();
    await page.locator(".opblock.is-open .opblock-body").waitFor();
    // The lists of examples and of media types: each has a name.
    const unnamed = await page.locator(".opblock.is-open select").evaluateAll((lists) =>
      lists.filter((list) => !(list as HTMLSelectElement).labels?.length && !list.ariaLabel).map((list) => list.outerHTML),
    );
    assert.deepEqual(unnamed, []);
    const open = page.locator(".opblock.is-open");
    assert.equal(await open.locator("tr[data-param-name] :is(input, select, textarea):not([aria-label])").count(), 0);
    assert.equal(await open.locator("pre.microlight:not([tabindex])").count(), 0);
    assert.equal(new URL(page.url()).hash, "#/pages/getPage");
    await page.locator(".opblock.is-open").evaluate((block) => block.scrollIntoView());
    await page.screenshot({ path: shot("docs") });
    const strangers = visitor.requested.filter((url) => url.origin !== origin && url.protocol !== "data:");
    assert.deepEqual(strangers.map(String), []);
    visitor.assertCalm();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    await report.check(`/docs, ${colorScheme}: axe finds no violation, and a phone is wide enough`, async () => {
      const browser = page.context().browser();
      assert(browser);
      const context = await browser.newContext({ colorScheme, viewport: { width: 390, height: 800 }, bypassCSP: true });
      const phone = await context.newPage();
      await phone.goto(`${origin}/docs#/pages/getPage`);
      await phone.locator(".opblock.is-open .response .highlight-code").first().waitFor();
      const ground = await phone.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      assert.equal(ground, colorScheme === "dark" ? "rgb(28, 32, 34)" : "rgba(0, 0, 0, 0)");
      assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
      assert.deepEqual(await violationsOf(phone), []);
      await phone.screenshot({ path: shot(`docs-${colorScheme}`) });
      await context.close();
    });
  }
}
