// Everything about the web apps that can be tested without a server: types, units, build, budget.
// Closes with one line, "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
let passed = 0;
let failed = 0;

function run(command, args, folder = '.') {
    const { status } = spawnSync(command, args, { cwd: join(web, folder), stdio: 'inherit' });
    return status === 0;
}

/** A tool that either succeeds or not counts as one test. */
function check(name, ok) {
    if (ok) passed += 1;
    else failed += 1;
    console.log(`${ok ? 'passed' : 'FAILED'}: ${name}`);
}

/** vitest counts its own tests; a run that tells no numbers has failed. */
function unit_tests() {
    const folder = mkdtempSync(join(tmpdir(), 'gigfair-web-'));
    const report = join(folder, 'vitest.json');
    const ok = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
    try {
        const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
        passed += numPassedTests;
        failed += numFailedTests;
        if (numPassedTests === 0 || (!ok && numFailedTests === 0)) failed += 1;
    } catch (error) {
        console.error(`vitest left no report: ${error.message}`);
        failed += 1;
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

const apps = ['mobile', 'console'];
for (const app of apps) check(`types of ${app}`, run('vue-tsc', ['--noEmit', '-p', `apps/${app}/tsconfig.json`]));
unit_tests();
check('build of the apps', run('./run', ['build']));
check('budget', run('node', ['tools/check_budget.mjs']));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
