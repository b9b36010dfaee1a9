// End-to-end tests: the built apps in a real browser against a real server.
//
//   GIGFAIR_URL=http://127.0.0.1:8080   a server that runs already with a demo city,
//   GIGFAIR_DATA=folder                 and its data, where the console's tests find the staff's secrets, or
//   GIGFAIR_BIN=path/to/gigfaird        a program to start with a fresh demo city
//   SHOTS_README=folder                 also write the README's pictures there
//
// Arguments filter by name. Closes with one line, "N passed, N failed".
import { rm } from 'node:fs/promises';
import { open_browser } from './browser.mjs';
import { open_server } from './server.mjs';
import { tests as accessibility } from './scenarios/accessibility.mjs';
import { tests as console_looks } from './scenarios/console_looks.mjs';
import { tests as console_work } from './scenarios/console.mjs';
import { tests as employer } from './scenarios/employer.mjs';
import { tests as find_work } from './scenarios/find_work.mjs';
import { tests as job_change } from './scenarios/job_change.mjs';
import { tests as paste } from './scenarios/paste.mjs';
import { tests as people } from './scenarios/people.mjs';
import { tests as pictures } from './scenarios/pictures.mjs';
import { tests as reports } from './scenarios/reports.mjs';
import { tests as rules } from './scenarios/rules.mjs';
import { tests as suspensions } from './scenarios/suspensions.mjs';
import { tests as timed } from './scenarios/slow_phone.mjs';
import { tests as weather } from './scenarios/weather.mjs';
import { tests as workers } from './scenarios/workers.mjs';
import { shots } from './shots.mjs';

const test_timeout_ms = 300_000;

function in_time(promise) {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`not done after ${test_timeout_ms / 1000} s`)), test_timeout_ms);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

const filters = process.argv.slice(2);
const chosen = ({ name }) => filters.length === 0 || filters.some((filter) => name.includes(filter));

/** One after the other, in a city and a browser of their own. */
async function run_lane(tests, counts) {
    if (tests.length === 0) return;
    let server;
    let browser;
    try {
        server = await open_server();
        browser = await open_browser(server.url, server.staff);
        for (const test of tests) await run_test(test, browser, counts);
    } catch (error) {
        counts.failed += 1;
        console.error(error.stack ?? error);
    } finally {
        await browser?.close();
        await server?.close();
    }
}

async function run_test({ name, run }, browser, counts) {
    const started = Date.now();
    try {
        await in_time(run(browser));
        await browser.check_clean();
        counts.passed += 1;
        console.log(`passed: ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
        counts.failed += 1;
        console.log(`FAILED: ${name}\n${error.stack ?? error}`);
        await browser.keep_evidence(name);
    } finally {
        await browser.close_contexts();
    }
}

// The README's pictures show the demo city as it is before the tests post in it; what is timed runs with nothing beside it.
const alone = [...pictures, ...timed].filter(chosen);
// Two lanes at once, each with what leaves traces in its city.
const lanes = [
    [...find_work, ...workers, ...employer, ...job_change, ...people, ...paste, ...rules, ...reports, ...weather, ...accessibility.filter((_, n) => n % 2 === 0)],
    [...console_work, ...console_looks, ...accessibility.filter((_, n) => n % 2 === 1), ...suspensions],
].map((lane) => lane.filter(chosen));

await rm(shots, { recursive: true, force: true });
const counts = { passed: 0, failed: 0 };
await run_lane(alone, counts);
if (process.env.GIGFAIR_URL) await run_lane(lanes.flat(), counts);
else await Promise.all(lanes.map((lane) => run_lane(lane, counts)));
// A filter that matches nothing must not look like success.
if (counts.passed + counts.failed === 0) {
    counts.failed = 1;
    console.error(`no test is named like ${filters.join(', ')}`);
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed === 0 ? 0 : 1);
