import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ready_for } from '../steps.mjs';
import { views } from '../views.mjs';

/** What the README shows: few, small, telling. */
const readme_views = ['home', 'job', 'map', 'post'];

async function take(browser, view, locale, path) {
    if (view.session) await ready_for(browser, view.session);
    const page = await browser.page({ settings: { locale, elder: false }, session: view.session, reducedMotion: 'reduce' });
    await view.open(page);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path });
}

async function pictures_for_the_readme(browser) {
    const folder = process.env.SHOTS_README;
    await mkdir(folder, { recursive: true });
    for (const view of views.filter(({ name }) => readme_views.includes(name))) {
        for (const locale of ['zh-CN', 'en']) await take(browser, view, locale, join(folder, `${view.name}.${locale}.png`));
    }
}

/** Only when a folder is named: the pictures are part of the repository and change on purpose. */
export const tests = process.env.SHOTS_README ? [{ name: 'pictures for the README', run: pictures_for_the_readme }] : [];
