// Measures what a first visit must load before it sees work, and refuses more than tools/budget.json allows.
//
// The first screen is the entry chunk and everything that it imports statically, as vite's manifest says; what is
// fetched on demand (map, other pages, English) does not count.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const web = dirname(dirname(fileURLToPath(import.meta.url)));

function first_screen_files(manifest) {
    const files = new Set();
    const walk = (key) => {
        const chunk = manifest[key];
        if (files.has(chunk.file)) return;
        files.add(chunk.file);
        (chunk.imports ?? []).forEach(walk);
    };
    Object.keys(manifest)
        .filter((key) => manifest[key].isEntry)
        .forEach(walk);
    return [...files];
}

function first_screen_kb(app) {
    const dist = join(web, app, 'dist');
    const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
    const bytes = first_screen_files(manifest).map((file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
    return bytes.reduce((sum, size) => sum + size, 0) / 1024;
}

const budgets = JSON.parse(readFileSync(join(web, 'tools', 'budget.json'), 'utf8'));
let broken = 0;
for (const [app, budget] of Object.entries(budgets)) {
    const kb = first_screen_kb(app);
    const allowed = budget.first_screen_js_gzip_kb;
    if (kb > allowed) broken += 1;
    console.log(`figure: ${app} first screen ${kb.toFixed(1)} KB gzip JS, budget ${allowed}${kb > allowed ? ': OVER' : ''}`);
}
process.exit(broken === 0 ? 0 : 1);
