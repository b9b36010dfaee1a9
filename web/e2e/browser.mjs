import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { shots } from './shots.mjs';

const program = process.env.GIGFAIR_CHROMIUM ?? '/usr/bin/chromium';
const switches = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];
const step_timeout_ms = 15_000;
/** The phone that pages are drawn for. */
export const phone = { width: 390, height: 844 };
/** The computer at a window that the console is drawn for. */
export const desk = { width: 1280, height: 800 };
/** The middle of the Donghu neighbourhood. */
export const donghu = { longitude: 120.104, latitude: 30.868 };

/** One Chromium, and an eye on every page of it: errors, broken rules and foreign addresses fail the test. */
class Browser {
    #chromium;
    #contexts = [];
    #complaints = [];
    #allowed = [];
    /** Cookies and storage of those who signed in once, by phone number: codes are rationed. */
    sessions = new Map();
    /** Whether the demo's employer has an open job to look at. */
    has_employer_job = false;

    /** The one-time codes that were used, by login: none works twice. */
    used_steps = new Map();

    constructor(chromium_process, url, staff) {
        this.#chromium = chromium_process;
        this.url = url;
        this.staff = staff;
    }

    /** A fresh phone. `settings` is what its owner has set, on every page; `session` a phone number that signed in. */
    async context({ settings, console_settings, session, ...options } = {}) {
        const context = await this.#chromium.newContext({
            baseURL: this.url,
            viewport: phone,
            // The app must not follow the browser's language.
            locale: 'en-US',
            timezoneId: 'America/New_York',
            serviceWorkers: 'block',
            storageState: session ? this.sessions.get(session) : undefined,
            ...options,
        });
        this.#contexts.push(context);
        context.setDefaultTimeout(step_timeout_ms);
        if (settings) {
            // The empty page before the first has no storage.
            await context.addInitScript((kept) => {
                if (location.protocol.startsWith('http')) localStorage.setItem('gigfair.settings', kept);
            }, JSON.stringify({ travel: 'ebike', street: null, ...settings }));
        }
        if (console_settings) {
            await context.addInitScript((kept) => {
                if (location.protocol.startsWith('http')) localStorage.setItem('gigfair.console', kept);
            }, JSON.stringify(console_settings));
        }
        context.on('page', (page) => this.#watch(page));
        return context;
    }

    /** An address of the test itself, until its contexts are closed. */
    allow(url) {
        this.#allowed.push(url);
    }

    async page(options) {
        return (await this.context(options)).newPage();
    }

    #watch(page) {
        const complain = (text) => this.#complaints.push(text);
        page.on('pageerror', (error) => complain(`page error: ${error.message}`));
        page.on('console', (message) => {
            // A refused request is the test's own business; it also shows as a console line without a cause.
            if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complain(`console: ${message.text()}`);
        });
        page.on('request', (request) => {
            const url = request.url();
            if (![this.url, ...this.#allowed].some((own) => url.startsWith(own)) && !/^(data|blob):/.test(url)) complain(`foreign address: ${url}`);
        });
    }

    async check_clean() {
        assert.deepEqual(this.#complaints, []);
    }

    async keep_evidence(name) {
        await mkdir(shots, { recursive: true });
        const file = join(shots, `failed-${name.replace(/[^a-z0-9]+/gi, '-').slice(0, 60)}`);
        for (const [n, page] of this.#contexts.flatMap((context) => context.pages()).entries()) {
            await page.screenshot({ path: `${file}-${n}.png` }).catch(() => {});
            await writeFile(`${file}-${n}.txt`, `${page.url()}\n${await page.innerText('body').catch(String)}\n`);
        }
        if (this.#complaints.length > 0) console.log(this.#complaints.join('\n'));
    }

    async close_contexts() {
        await Promise.all(this.#contexts.map((context) => context.close()));
        this.#contexts = [];
        this.#complaints = [];
        this.#allowed = [];
    }

    async close() {
        await this.#chromium.close();
    }
}

export async function open_browser(url, staff) {
    return new Browser(await chromium.launch({ executablePath: program, args: switches }), url, staff);
}
