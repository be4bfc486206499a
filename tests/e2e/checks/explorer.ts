import assert from "node:assert/strict";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";

import type { Browser } from "playwright-core";

import { violationsOf } from "./accessibility.js";
import type { Setting } from "./setting.js";
import { Visitor } from "./visitor.js";

const PAGES = [
  "",
  "/pages",
  "/pages?section=conditions&sort=-backlinks",
  "/pages/iastm",
  "/pages/location/physical-therapy-boulder",
  "/conditions",
  "/conditions/bursitis",
  "/offices",
  "/menus",
  "/redirects",
  "/graph",
  "/graph?page=iastm",
  "/problems",
  "/search?q=tenis",
];
const LOOKS = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 800 } },
  narrow: { viewport: { width: 320, height: 640 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
} as const;

/** The explorer: pages for people, made by the service itself. */
export async function checkExplorer({ report, visitor, origin, shot }: Setting): Promise<void> {
  const { page } = visitor;
  const browser = page.context().browser();
  assert(browser);

  for (const [look, options] of Object.entries(LOOKS)) {
    await report.check(`the explorer, ${look}: every page is calm, of this host, and as wide as the window`, async () => {
      const one = await Visitor.open(browser, options);
      for (const path of PAGES) {
        await one.page.goto(`${origin}/explore${path}`);
        const excess = await one.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert(excess <= 0, `${path} is ${excess} pixels too wide`);
        await one.page.screenshot({ path: shot(`explorer-${look}${path.replace(/[^a-z]+/gi, "-")}`) });
      }
      const strangers = one.requested.filter((url) => url.origin !== origin);
      assert.deepEqual(strangers.map(String), []);
      one.assertCalm();
      await one.close();
    });
    await report.check(`the explorer, ${look}: axe finds no violation`, async () => {
      assert.deepEqual(await violations(browser, origin, options), []);
    });
  }

  await report.check("/ leads a browser to the explorer", async () => {
    await page.goto(`${origin}/`);
    assert.equal(new URL(page.url()).pathname, "/explore");
  });

  await report.check("the explorer finds while one types, and the address is that of the results", async () => {
    await page.goto(`${origin}/explore/search`);
    await page.keyboard.press("/");
    await page.keyboard.type("golfers");
    await page.locator(".hits mark").first().waitFor();
    assert.equal(new URL(page.url()).searchParams.get("q"), "golfers");
    visitor.assertCalm();
  });

  await report.check("the explorer works by keyboard alone", async () => {
    await page.goto(`${origin}/explore/pages`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "x-main");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "x-q");
  });

  await report.check("the explorer works without scripts", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${origin}/explore`);
    await plain.locator("#x-find").fill("tenis");
    await plain.locator("#x-find").press("Enter");
    assert.equal(await plain.locator("h1").innerText(), "Search");
    assert((await plain.locator(".hits li").count()) > 0);
    await context.close();
  });
}

/** With --watch a page shows an edit, without its reader doing anything. */
export async function checkWatching({ report, visitor, origin }: Setting, folder: string): Promise<void> {
  await report.check("the explorer follows an edit", async () => {
    const { page } = visitor;
    await page.goto(`${origin}/explore/pages/contact-us`);
    // The state that it compares with is read first.
    await page.waitForResponse((response) => response.url().endsWith("/explore/state"));
    await appendFile(join(folder, "contact-us.md"), "\nAn edit that is seen at once.\n");
    await page.getByText("An edit that is seen at once.").first().waitFor();
    visitor.assertCalm();
  });
}

async function violations(browser: Browser, origin: string, options: object): Promise<string[]> {
  // The policy of the pages keeps other scripts out.
  const context = await browser.newContext({ ...options, bypassCSP: true });
  const page = await context.newPage();
  const found: string[] = [];
  for (const path of PAGES) {
    await page.goto(`${origin}/explore${path}`);
    found.push(...(await violationsOf(page)).map((violation) => `${path}: ${violation}`));
  }
  await context.close();
  return found;
}
