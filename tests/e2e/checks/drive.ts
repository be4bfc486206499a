// Drives the built front end in a real browser against running services.
//     node drive.js CLINIC_API CONSTRUCTS_API FOLDER WATCHING_API CONTENT
// FOLDER holds the two built front ends, `clinic` and `constructs`, and takes the screenshots.
// WATCHING_API serves CONTENT with --watch.

import assert from "node:assert/strict";
import { join } from "node:path";
import process from "node:process";

import { chromium } from "playwright-core";

import { checkClinic } from "./clinic.js";
import { checkConstructs } from "./constructs.js";
import { checkDocs } from "./docs.js";
import { checkExplorer, checkWatching } from "./explorer.js";
import { Report } from "./report.js";
import type { Setting } from "./setting.js";
import { serveFrontEnd } from "./static_server.js";
import { Visitor } from "./visitor.js";

const [clinicApi, constructsApi, folder, watchingApi, content] = process.argv.slice(2);
assert(
  clinicApi && constructsApi && folder && watchingApi && content,
  "usage: drive.js CLINIC_API CONSTRUCTS_API FOLDER WATCHING_API CONTENT",
);

const report = new Report();
const clinic = await serveFrontEnd(join(folder, "clinic"), clinicApi);
const constructs = await serveFrontEnd(join(folder, "constructs"), constructsApi);
// Without these flags Chromium looks for updates and for its maker's hosts; without a sandbox
// it runs as root in a container.
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  chromiumSandbox: false,
  args: [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
console.log(`Chromium ${browser.version()}; ${clinic.url} on ${clinicApi}, ${constructs.url} on ${constructsApi}`);
try {
  const shot = (name: string) => join(folder, "screenshots", `${name}.png`);
  for (const [checks, origin, api] of [
    [checkClinic, clinic.url, clinicApi],
    [checkConstructs, constructs.url, constructsApi],
    [checkDocs, clinicApi, clinicApi],
    [checkExplorer, clinicApi, clinicApi],
    [(setting: Setting) => checkWatching(setting, content), watchingApi, watchingApi],
  ] as const) {
    const visitor = await Visitor.open(browser);
    await checks({ report, visitor, origin, api, shot });
    await visitor.close();
  }
} finally {
  await browser.close();
  clinic.server.close();
  constructs.server.close();
}
process.exitCode = report.close();
