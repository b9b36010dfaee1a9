import { createServer } from 'node:http';

// The least that a browser needs to show the same list: no framework, no styles, one script, the same answer.
const html = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>.</title><main></main><script src="/list.js"></script></html>';

function show_list() {
    const text = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });
    const show = ({ items }) => {
        for (const opening of items) {
            const card = document.createElement('article');
            card.className = 'opening';
            card.append(text('h2', opening.title), text('p', opening.pay.hourly_fen), text('p', opening.start), text('p', opening.employer.name));
            document.querySelector('main').append(card);
        }
    };
    fetch('/openings.json').then((answer) => answer.json()).then(show);
}

/** Serves the bare page on an address of its own with `openings`, the body of the app's own answer. */
export async function open_bare_page(openings) {
    const files = {
        '/': ['text/html; charset=utf-8', html],
        '/list.js': ['text/javascript; charset=utf-8', `(${show_list})();`],
        '/openings.json': ['application/json', openings],
    };
    const server = createServer((request, reply) => {
        const [type, body] = files[request.url] ?? ['text/plain', ''];
        reply.writeHead(files[request.url] ? 200 : 404, { 'Content-Type': type }).end(body);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${server.address().port}/`, close: () => new Promise((resolve) => server.close(resolve)) };
}
