import { expect, test } from 'vitest';
import { is_for_page } from './useKeys';

function pressed(html: string, options: KeyboardEventInit = {}): KeyboardEvent {
    document.body.innerHTML = html;
    const event = new KeyboardEvent('keydown', { key: 'r', bubbles: true, ...options });
    document.body.firstElementChild?.dispatchEvent(event);
    return event;
}

test('letters act from links and buttons', () => {
    expect(is_for_page(pressed('<a href="#x">x</a>'))).toBe(true);
    expect(is_for_page(pressed('<button>x</button>'))).toBe(true);
});

test('who writes is not interrupted', () => {
    for (const html of ['<input>', '<textarea></textarea>', '<select></select>']) expect(is_for_page(pressed(html)), html).toBe(false);
});

test('keys of the browser and of an input method are theirs', () => {
    for (const options of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { repeat: true }]) {
        expect(is_for_page(pressed('<a href="#x">x</a>', options)), JSON.stringify(options)).toBe(false);
    }
});
