// Opens a page at two widths; prints as JSON what axe finds, what the page says in its console, and what its tables do.
const { chromium } = require("playwright-core");
const fs = require("fs");

const QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

async function judged(browser, address, width) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, bypassCSP: true });
  await page.goto(address);
  await page.addScriptTag({ content: fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8") });
  const found = await page.evaluate(() => axe.run(document));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await page.close();
  return { width, wide, violations: found.violations.map((one) => `${one.id}: ${one.nodes.length} ${one.nodes[0].html.slice(0, 120)}`) };
}

async function used(browser, address) {
  const page = await browser.newPage();
  const said = [], asked = [];
  page.on("console", (line) => said.push(line.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(address);
  const first = () => page.evaluate(() => Array.from(document.querySelectorAll("table.matrix tr.group ~ tr:not(.group) th")).map((cell) => cell.textContent));
  const shown = () => page.evaluate(() => Array.from(document.querySelectorAll("table.matrix tbody tr:not(.group)")).filter((row) => !row.hidden).length);
  const before = await first(), all = await shown();
  await page.locator("table.matrix thead button").first().focus();
  await page.keyboard.press("Enter");
  const sorted = await first(), order = await page.locator("table.matrix thead th").first().getAttribute("aria-sort");
  await page.locator(".tools input").fill("season");
  const kept = await shown();
  await page.close();
  return { said, asked: asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:")), moved: before.join() !== sorted.join(),
    same: before.slice().sort().join() === sorted.slice().sort().join(), order, all, kept };
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.argv[3], args: QUIET });
  const address = "file://" + process.argv[2];
  const answer = { wide: await judged(browser, address, 1280), narrow: await judged(browser, address, 390), used: await used(browser, address) };
  await browser.close();
  console.log(JSON.stringify(answer));
})();
