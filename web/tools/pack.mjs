// Writes NAME.gz beside the files of an app that shrink by it: the server gives them to whoever takes gzip.
//   node tools/pack.mjs apps/mobile/dist
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

const packed_types = new Set(['.css', '.geojson', '.js', '.json', '.svg', '.webmanifest']);
/** Less fits into one packet either way. */
const bytes_min = 1_400;

for (const folder of process.argv.slice(2)) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !packed_types.has(extname(entry.name))) continue;
        const file = join(entry.parentPath, entry.name);
        const bytes = readFileSync(file);
        if (bytes.length < bytes_min) continue;
        const packed = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
        if (packed.length < bytes.length) writeFileSync(`${file}.gz`, packed);
    }
}
