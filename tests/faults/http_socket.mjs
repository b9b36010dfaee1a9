import net from 'node:net';

const answerTimeoutMs = 30_000;
const headBytesMax = 64 * 1024;
const headEnd = Buffer.from('\r\n\r\n');
const lineEnd = Buffer.from('\r\n');

/// No whole answer came. `connected`: the connection was made; `bytes`: how much of an answer
/// came before it broke.
export class Unanswered extends Error {
    constructor(why, connected, bytes) {
        super(`${why} after ${bytes} bytes of an answer`);
        this.connected = connected;
        this.bytes = bytes;
    }
}

/// One keep-alive connection that does nothing by itself: no retry, no redirect, no pool. The
/// tests have to know exactly which request got which bytes.
export class HttpSocket {
    #socket;
    #chunks;
    #unread = Buffer.alloc(0);
    #bytes = 0;

    constructor(socket) {
        this.#socket = socket;
        this.#chunks = socket[Symbol.asyncIterator]();
    }

    /// Throws Unanswered where nobody listens.
    static connect(port) {
        return new Promise((resolve, reject) => {
            const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
            socket.once('error', (error) => reject(new Unanswered(error.code, false, 0)));
            socket.once('connect', () => {
                socket.removeAllListeners('error');
                socket.on('error', () => {}); // Whoever reads the answer learns of it.
                resolve(new HttpSocket(socket));
            });
        });
    }

    /// Sends one request and reads its answer: {status, headers, body, closes}. With
    /// `bodyDelayMs` the body follows its head later. Throws Unanswered.
    async request({ method, path, headers = {}, body = '', bodyDelayMs = 0 }) {
        const bytes = Buffer.from(body);
        const lines = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1'];
        for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
        if (method !== 'GET') lines.push(`Content-Length: ${bytes.length}`);
        const head = Buffer.from(lines.join('\r\n') + '\r\n\r\n');

        this.#bytes = this.#unread.length;
        const timer = setTimeout(() => this.#socket.destroy(), answerTimeoutMs);
        const later = bodyDelayMs > 0 && setTimeout(() => this.#socket.write(bytes), bodyDelayMs);
        this.#socket.write(later ? head : Buffer.concat([head, bytes]));
        try {
            return await this.#answer();
        } finally {
            clearTimeout(timer);
            clearTimeout(later);
        }
    }

    close() {
        this.#socket.destroy();
    }

    async #answer() {
        const head = (await this.#until(headEnd)).toString('latin1').split('\r\n');
        const headers = new Map();
        for (const line of head.slice(1)) {
            const colon = line.indexOf(':');
            headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
        }
        const status = Number(head[0].split(' ')[1]);
        const body = await this.#body(status, headers);
        return { status, headers, body, closes: headers.get('connection') === 'close' };
    }

    async #body(status, headers) {
        if (status === 204 || status === 304) return Buffer.alloc(0);
        if (headers.get('transfer-encoding') !== 'chunked') {
            return this.#exactly(Number(headers.get('content-length') ?? 0));
        }
        const parts = [];
        for (;;) {
            const size = parseInt((await this.#until(lineEnd)).toString('latin1'), 16);
            if (size > 0) parts.push(await this.#exactly(size));
            await this.#exactly(lineEnd.length);
            if (size === 0) return Buffer.concat(parts);
        }
    }

    /// What comes before the mark, which is taken too.
    async #until(mark) {
        for (;;) {
            const at = this.#unread.indexOf(mark);
            if (at >= 0) {
                const before = this.#unread.subarray(0, at);
                this.#unread = this.#unread.subarray(at + mark.length);
                return before;
            }
            if (this.#unread.length > headBytesMax) this.#break('an endless head');
            this.#unread = Buffer.concat([this.#unread, await this.#more()]);
        }
    }

    async #exactly(count) {
        const parts = [this.#unread];
        let length = this.#unread.length;
        while (length < count) {
            parts.push(await this.#more());
            length += parts.at(-1).length;
        }
        const all = Buffer.concat(parts);
        this.#unread = all.subarray(count);
        return all.subarray(0, count);
    }

    async #more() {
        let next;
        try {
            next = await this.#chunks.next();
        } catch (error) {
            this.#break(error.code ?? error.message);
        }
        if (next.done) this.#break('the connection was closed');
        this.#bytes += next.value.length;
        return next.value;
    }

    #break(why) {
        this.#socket.destroy();
        throw new Unanswered(why, true, this.#bytes);
    }
}
