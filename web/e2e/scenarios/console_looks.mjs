import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { desk, phone } from '../browser.mjs';
import { console_views } from '../console_views.mjs';
import { shots } from '../shots.mjs';
import { desk_of } from '../staff_steps.mjs';
import { assert_fits, assert_no_violations, assert_visible_content } from './accessibility.mjs';

const sizes = { desk, phone };
/** The smallest phone, and a window's screen at 200 % zoom. */
const tight = [
    { width: 360, height: 740 },
    { width: 640, height: 400 },
];

/** Looks at the views about one thing in one language, at both sizes: axe, that nothing spills, and a picture for review. */
function audit(about, locale) {
    return async (browser) => {
        await mkdir(shots, { recursive: true });
        await (await desk_of(browser)).context().close();
        const settings = { locale, keys: true, market: null };
        for (const view of console_views[about]) {
            const context = await browser.context({ console_settings: settings, session: view.session, viewport: desk, reducedMotion: 'reduce' });
            const page = await context.newPage();
            await view.open(page);
            await assert_visible_content(page, { locale, elder: false });
            for (const size of Object.keys(sizes)) {
                await page.setViewportSize(sizes[size]);
                await page.screenshot({ path: join(shots, `${view.name}-${locale}-${size}.png`) });
                await assert_no_violations(page, `${view.name}, ${size}`);
            }
            for (const each of tight) await assert_fits(page, each, view.name);
            await context.close();
        }
    };
}

export const tests = Object.keys(console_views).flatMap((about) =>
    ['zh-CN', 'en'].map((locale) => ({ name: `console: axe finds nothing: ${about}, ${locale}`, run: audit(about, locale) })),
);
