// botframework-webchat, as published, in a real browser, on the host's own page.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { fail, run, same, startHost, until } from './host.mjs';

const bundle = fileURLToPath(new URL('webchat.js', import.meta.url));
const box = '[data-id="webchat-sendbox-input"]';
// Web Chat sets apostrophes as a printer does.
const answer = /A Baker['’]s cyst is a lump, or pocket of fluid, behind the knee\./;

async function open(query = '') {
  const host = await startHost({ args: [`--Channels:DirectLine:WebChatFile=${bundle}`] });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const faults = [];
  const elsewhere = [];
  page.on('pageerror', error => faults.push(`${error}`));
  page.on('console', message => /Content Security Policy|Refused to/.test(message.text()) && faults.push(message.text()));
  page.on('request', request => /^(https?|wss?):/.test(request.url()) && !request.url().startsWith(host.address) && elsewhere.push(request.url()));
  await page.goto(`${host.address}/webchat${query}`);
  await page.locator(box).waitFor();
  const say = async text => { await page.locator(box).fill(text); await page.locator(box).press('Enter'); };
  const close = async () => { await browser.close(); await host.stop(); };
  return { host, page, faults, elsewhere, say, close };
}

async function talk(query) {
  const { page, faults, elsewhere, say, close } = await open(query);
  await page.getByText('Hello. I answer questions from this').first().waitFor();
  await say('what is the lump behind my knee full of?');
  await page.getByText(answer).first().waitFor();
  const links = await page.locator('a[href*=":~:text="]').evaluateAll(all => all.map(link => link.href));
  if (links.length === 0) fail('no link to a passage');
  await say('my left calf is swollen and hot since yesterday');
  const call = page.getByRole('link', { name: 'Call 112' }).or(page.getByRole('button', { name: 'Call 112' }));
  await call.first().waitFor();
  // Each message once: sent, echoed, and not shown twice.
  same(await page.getByText('what is the lump behind my knee full of?', { exact: true }).locator('visible=true').count() > 0, true, 'the question is shown');
  const transcript = await page.locator('.webchat__basic-transcript__activity').allInnerTexts().catch(() => []);
  same(transcript.filter(text => text.includes('what is the lump behind my knee full of?')).length, 1, 'times the question stands in the transcript');
  same(transcript.filter(text => text.includes('Send failed')).length, 0, 'failed sends');
  if (process.env.KNEEBOT_SCREENSHOT) await page.screenshot({ path: process.env.KNEEBOT_SCREENSHOT, fullPage: true });
  same(faults, [], 'faults of the page');
  same(elsewhere, [], 'requests elsewhere');
  await close();
}

await run({
  webSocket: () => talk(''),
  polling: () => talk('?polling'),

  async restart() {
    const { host, page, say, close } = await open();
    await page.getByText('Hello. I answer questions from this').first().waitFor();
    await host.stop();
    const again = await startHost({ args: [`--Channels:DirectLine:WebChatFile=${bundle}`], port: host.port });
    await until('a new conversation', async () => (await page.locator('#page-state').innerText()).includes('this is a new one'), 60_000);
    await page.locator(box).waitFor();
    await say('what is the lump behind my knee full of?');
    await page.getByText(answer).first().waitFor();
    await close();
    await again.stop();
  },
});
