import assert from "node:assert/strict";
import type { Browser, BrowserContextOptions, Page, Request } from "playwright-core";

/** A browser window, and all that a developer would see go wrong in it. */
export class Visitor {
  readonly complaints: string[] = [];
  readonly requested: URL[] = [];
  private readonly expected: string[] = [];

  private constructor(readonly page: Page) {
    page.on("console", (message) => {
      if (!["error", "warning"].includes(message.type())) return;
      const { url } = message.location();
      if (this.expected.includes(url) && message.text().startsWith("Failed to load resource")) return;
      this.complaints.push(`console ${message.type()}: ${message.text()} (${url})`);
    });
    page.on("pageerror", (error) => this.complaints.push(`uncaught: ${error.message}`));
    page.on("request", (request) => this.requested.push(new URL(request.url())));
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "failed";
      // The browser itself breaks off what it no longer needs when the reader goes on.
      if (reason !== "net::ERR_ABORTED") this.complain(request, reason);
    });
    page.on("response", (response) => {
      if (response.status() < 400 || this.expected.includes(response.url())) return;
      this.complain(response.request(), String(response.status()));
    });
  }

  static async open(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale: "en-US", ...options });
    context.setDefaultTimeout(10_000);
    return new Visitor(await context.newPage());
  }

  private complain(request: Request, reason: string): void {
    this.complaints.push(`${request.method()} ${request.url()}: ${reason}`);
  }

  /** That answers of this address are errors is no cause for complaint. */
  expectFailure(url: string): void {
    this.expected.push(url);
  }

  /** Opens an address anew and waits until the front end shows it. */
  async visit(url: string): Promise<void> {
    await this.page.goto(url);
    await this.shows(new URL(url).pathname);
  }

  /** Waits until the front end shows a path of the website. */
  async shows(path: string): Promise<void> {
    await this.page.locator(`#main[data-shown="${path}"]`).waitFor();
  }

  heading(): Promise<string> {
    return this.page.locator("h1").first().innerText();
  }

  /** Complaints are failures; none is carried over to the next check. */
  assertCalm(): void {
    const complaints = this.complaints.splice(0);
    assert.equal(complaints.join("\n"), "");
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
