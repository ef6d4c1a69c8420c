import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe finds on a page as it is shown now: impact, rule and the elements, one line each. */
export async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ impact, id, nodes }) =>
    nodes.map(({ html, target }) => `${impact} ${id}: ${target.join(" ")} ${html.slice(0, 160)}`),
  );
}
