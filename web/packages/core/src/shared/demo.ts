/** Whether the server said that all of this is made up: it writes the mark into the page's head. */
export function is_demo(page: Document = document): boolean {
    return page.querySelector('meta[name="gigfair-demo"]')?.getAttribute('content') === '1';
}
