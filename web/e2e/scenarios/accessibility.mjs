import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { phone } from '../browser.mjs';
import { shots } from '../shots.mjs';
import { ready_for } from '../steps.mjs';
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
    // Without frames there is nothing to gather in a page of its own, which would cost more than the look.
    assert.equal(page.frames().length, 1, `${name} has frames`);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
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
        if (session) await ready_for(browser, session);
        contexts.set(session, await browser.context({ settings, session, reducedMotion: 'reduce' }));
    }
    return contexts.get(session).newPage();
}

/** What is seen now: axe, sizes, and a picture for review. */
async function look_at(page, { name }, settings) {
    await assert_visible_content(page, settings);
    await page.setViewportSize(phone);
    await page.screenshot({ path: join(shots, `${name}-${settings.locale}${settings.elder ? '-elder' : ''}.png`) });
    await assert_no_violations(page, name);
    if (settings.elder) await assert_large(page, name);
    await assert_fits(page, small_phone, name);
    await assert_fits(page, zoomed_phone, name);
}

/** Large print is a class of the root element, so that a page needn't be opened anew; but for the map, which draws by the setting. */
async function enlarge(page) {
    await page.evaluate(() => document.documentElement.classList.add('elder'));
}

/** Looks at views in one language, in normal and in large print. */
function audit(some_views, locale) {
    return async (browser) => {
        const normal = { locale, elder: false };
        const large = { locale, elder: true };
        const contexts = new Map();
        const large_contexts = new Map();
        await mkdir(shots, { recursive: true });
        for (const view of some_views) {
            let page = await view_page(browser, view, normal, contexts);
            await view.open(page);
            await look_at(page, view, normal);
            if (view.draws_by_setting) {
                await page.close();
                page = await view_page(browser, view, large, large_contexts);
                await view.open(page);
            } else {
                await enlarge(page);
            }
            await look_at(page, view, large);
            await page.close();
        }
    };
}

const views_at_once = 10;
const parts = Array.from({ length: Math.ceil(views.length / views_at_once) }, (_, n) => views.slice(n * views_at_once, (n + 1) * views_at_once));

export const tests = parts.flatMap((part) =>
    ['zh-CN', 'en'].map((locale) => ({
        name: `axe finds nothing: ${locale}, ${part[0].name} to ${part[part.length - 1].name}`,
        run: audit(part, locale),
    })),
);
