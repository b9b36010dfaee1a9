import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { shots } from '../shots.mjs';
import { employer_with_a_job } from '../steps.mjs';
import { views } from '../views.mjs';

const small_phone = { width: 360, height: 740 };
/** A 360 px phone at 200 % zoom. */
const zoomed_phone = { width: 180, height: 370 };
const elder_text_px_min = 18;
const elder_target_px_min = 60;

/** axe finds nothing wrong with an empty page: there must be a heading and words to judge. */
export async function assert_visible_content(page, settings) {
    const heading = page.locator('main h1');
    await heading.waitFor({ state: 'visible' });
    assert.ok((await heading.innerText()).length > 0);
    assert.ok((await page.locator('main').innerText()).length > 20);
    assert.equal(await page.getAttribute('html', 'lang'), settings.locale);
    assert.equal(await page.locator('html.elder').count(), settings.elder ? 1 : 0);
}

export async function assert_no_violations(page, name) {
    const { violations } = await new AxeBuilder({ page }).analyze();
    const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n    ')}`);
    assert.deepEqual(told, [], name);
}

export async function assert_fits(page, size, name) {
    await page.setViewportSize(size);
    const spills = await page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        const spilling = [...document.querySelectorAll('body *')].filter(
            (element) => element.getBoundingClientRect().right > width + 1 && !element.closest('.leaflet-container, .out-of-sight'),
        );
        return ['the page scrolls sideways', ...spilling.map((element) => element.outerHTML.slice(0, 120))];
    });
    assert.deepEqual(spills, [], `${name} at ${size.width} px`);
}

/** Large print: no text under 18 px; nothing that one presses under 60 px, links inside a text apart. */
async function assert_large(page, name) {
    const small = await page.evaluate(
        ({ text_min, target_min }) => {
            const is_seen = (element) => element.checkVisibility() && !element.closest('.out-of-sight') && element.getBoundingClientRect().width > 1;
            const texts = [...document.querySelectorAll('body *')].filter(
                (element) =>
                    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()) &&
                    is_seen(element) &&
                    parseFloat(getComputedStyle(element).fontSize) < text_min,
            );
            const targets = [...document.querySelectorAll('button, a.button, a.tab, select, input:not([type=radio]):not([type=checkbox]), label:has(input), .leaflet-control-zoom a, .opening-marker span')].filter((element) => {
                const { width, height } = element.getBoundingClientRect();
                return is_seen(element) && (width < target_min - 0.5 || height < target_min - 0.5);
            });
            return [...texts, ...targets].map((element) => element.outerHTML.slice(0, 160));
        },
        { text_min: elder_text_px_min, target_min: elder_target_px_min },
    );
    assert.deepEqual(small, [], name);
}

/** A new page for a view; views of the same person share a browser's cache. */
async function view_page(browser, { session }, settings, contexts) {
    if (!contexts.has(session)) {
        if (session) await employer_with_a_job(browser);
        contexts.set(session, await browser.context({ settings, session, reducedMotion: 'reduce' }));
    }
    return contexts.get(session).newPage();
}

/** Looks at every view in one way of setting the app: axe, sizes, and a picture for review. */
function audit(settings) {
    return async (browser) => {
        const contexts = new Map();
        await mkdir(shots, { recursive: true });
        for (const view of views) {
            const page = await view_page(browser, view, settings, contexts);
            await view.open(page);
            await assert_visible_content(page, settings);
            await page.screenshot({ path: join(shots, `${view.name}-${settings.locale}${settings.elder ? '-elder' : ''}.png`) });
            await assert_no_violations(page, view.name);
            if (settings.elder) await assert_large(page, view.name);
            await assert_fits(page, small_phone, view.name);
            await assert_fits(page, zoomed_phone, view.name);
            await page.close();
        }
    };
}

export const tests = ['zh-CN', 'en'].flatMap((locale) =>
    [false, true].map((elder) => ({
        name: `axe finds nothing: ${locale}, ${elder ? 'large print' : 'normal'}`,
        run: audit({ locale, elder }),
    })),
);
