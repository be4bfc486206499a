/** Runs checks one after the other, tells how each went, and counts. */
export class Report {
  private passed = 0;
  private failed = 0;

  async check(name: string, run: () => Promise<void>): Promise<void> {
    const start = performance.now();
    let fault: unknown;
    try {
      await run();
    } catch (error) {
      fault = error;
    }
    const milliseconds = Math.round(performance.now() - start);
    if (fault === undefined) {
      this.passed += 1;
      console.log(`ok    ${name} (${milliseconds} ms)`);
    } else {
      this.failed += 1;
      const reason = fault instanceof Error ? fault.message : String(fault);
      console.log(`FAIL  ${name} (${milliseconds} ms)\n      ${reason.replaceAll("\n", "\n      ")}`);
    }
  }

  /** Prints the count; the exit status of the whole run. */
  close(): number {
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    return this.failed > 0 || this.passed === 0 ? 1 : 0;
  }
}
