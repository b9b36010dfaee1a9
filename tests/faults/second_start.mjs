import fs from 'node:fs';
import path from 'node:path';

import { Server } from './server.mjs';

const starts = 3;
const secondsMax = 5;

/// A demo city that exists is served within seconds.
export async function testSecondStart({ program, work, city, checks }) {
    const folder = path.join(work, 'second-start');
    fs.cpSync(city.folder, folder, { recursive: true });
    const times = [];
    for (let number = 0; number < starts; ++number) {
        const began = performance.now();
        const server = await Server.start({ program, folder, diary: path.join(work, 'start.log') });
        times.push((performance.now() - began) / 1000);
        await server.stop();
    }
    fs.rmSync(folder, { recursive: true });
    const slowest = Math.max(...times);
    checks.figure(`second start of the demo: ${slowest.toFixed(2)} s, slowest of ${starts}`);
    checks.that(
        `a second start is ready within ${secondsMax} s`,
        slowest < secondsMax,
        `it took ${slowest.toFixed(2)} s`,
    );
}
