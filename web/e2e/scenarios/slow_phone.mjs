// How soon work is seen on a slow phone.
import assert from 'node:assert/strict';
import { open_bare_page } from '../bare_page.mjs';

const slow_factor = 4;
/** Of the time that a bare page with the same list takes in the same run: docs/decisions/0011. */
const first_list_ratio_max = 6;
const rounds = 7;

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** From the tap on a link until a frame with the first card, on a CPU that is slowed down. */
async function first_list_ms(browser, url) {
    const page = await browser.page();
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slow_factor });
    await page.addInitScript(() => {
        new MutationObserver((_, watcher) => {
            if (!document.querySelector('article.opening')) return;
            watcher.disconnect();
            requestAnimationFrame(() => (window.first_list_ms = performance.now()));
        }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(url);
    const ms = await (await page.waitForFunction(() => window.first_list_ms)).jsonValue();
    await page.context().close();
    return ms;
}

async function lists_soon_on_a_slow_phone(browser) {
    const openings = await (await fetch(`${browser.url}/api/v1/openings?mode=distance&radius_m=10000&limit=20`)).text();
    const bare = await open_bare_page(openings);
    browser.allow(bare.url);
    const app_ms = [];
    const bare_ms = [];
    // In turns: what else the machine does then falls on both.
    for (let round = 0; round < rounds; round += 1) {
        app_ms.push(await first_list_ms(browser, '/'));
        bare_ms.push(await first_list_ms(browser, bare.url));
    }
    await bare.close();
    const ratio = median(app_ms.map((ms, round) => ms / bare_ms[round]));
    console.log(
        `figure: first list on a ${slow_factor}× slowed CPU after ${Math.round(median(app_ms))} ms (best ${Math.round(Math.min(...app_ms))}), bare page ${Math.round(median(bare_ms))} ms, ratio ${ratio.toFixed(2)}, budget ${first_list_ratio_max}`,
    );
    assert.ok(ratio <= first_list_ratio_max, `the first list takes ${ratio.toFixed(2)} times as long as the bare page`);
}

export const tests = [{ name: 'the first list stands soon on a slow phone', run: lists_soon_on_a_slow_phone }];
