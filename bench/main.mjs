// The server under mixed reads, beside nginx with a static file, in the same run.
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import autocannon from 'autocannon';

import { Child } from './child.mjs';
import { mixed_reads } from './reads.mjs';

const { values } = parseArgs({
    options: {
        program: { type: 'string' },
        scale: { type: 'string', default: 'huzhou' },
        rate: { type: 'string', default: '1000' },
        seconds: { type: 'string', default: '30' },
        connections: { type: 'string', default: '20' },
    },
});
const rate = Number(values.rate);
const duration = Number(values.seconds);
const connections = Number(values.connections);
const warm_up_s = 3;

const folder = await fs.mkdtemp(join(tmpdir(), 'gigfair-bench-'));

/** Asks for `requests` at the rate, and says how it went. Latency counts from when a request was due. */
async function attack(url, requests) {
    await autocannon({ url, requests, connections, duration: warm_up_s, overallRate: rate });
    const result = await autocannon({ url, requests, connections, duration, overallRate: rate });
    return {
        answered: result['2xx'],
        failed: result.non2xx + result.errors + result.timeouts,
        p50: result.latency.p50,
        p99: result.latency.p99,
        p999: result.latency.p99_9,
        most: result.latency.max,
    };
}

function report(name, seen, megabytes) {
    const ms = (value) => `${value} ms`;
    console.log(
        `figure: ${name}: ${Math.round(seen.answered / duration)}/s answered, ${seen.failed} failed, ` +
            `p50 ${ms(seen.p50)}, p99 ${ms(seen.p99)}, p99.9 ${ms(seen.p999)}, slowest ${ms(seen.most)}, ` +
            `memory ${megabytes} MB`,
    );
}

/** nginx with one file as long as a list's answer. */
async function start_nginx(body) {
    await fs.writeFile(join(folder, 'list.json'), body);
    await fs.writeFile(
        join(folder, 'nginx.conf'),
        `daemon off; worker_processes auto; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
         events { worker_connections 1024; }
         http { access_log off; sendfile on; keepalive_requests 1000000;
                client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
                uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
                server { listen 127.0.0.1:8998; root ${folder}; } }`,
    );
    const nginx = new Child('nginx', ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')]);
    await nginx.answers('http://127.0.0.1:8998/list.json');
    return nginx;
}

let server;
let nginx;
try {
    const started = performance.now();
    server = new Child(values.program, ['demo', '--data', join(folder, 'city'), '--listen', '127.0.0.1:8999', '--scale', values.scale]);
    await server.answers('http://127.0.0.1:8999/readyz');
    console.log(`figure: demo city ${values.scale} ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);

    const reads = await mixed_reads('http://127.0.0.1:8999');
    const list = await (await fetch(`http://127.0.0.1:8999${reads[0].path}`)).text();
    nginx = await start_nginx(list);

    report('nginx, a static file', await attack('http://127.0.0.1:8998', [{ path: '/list.json' }]), await nginx.megabytes());
    report('gigfaird, mixed reads', await attack('http://127.0.0.1:8999', reads), await server.megabytes());
    report('nginx, a static file, again', await attack('http://127.0.0.1:8998', [{ path: '/list.json' }]), await nginx.megabytes());
} finally {
    await server?.stop();
    await nginx?.stop();
    await fs.rm(folder, { recursive: true, force: true });
}
