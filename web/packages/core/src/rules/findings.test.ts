import { expect, test } from 'vitest';
import { by_place, count_of, excerpt_of, leads_to, place_of, stretches_of, text_at, type Finding } from './findings';

const finding: Finding = {
    rule: 'fee.deposit',
    severity: 'block',
    basis: 'law',
    message: '不得收取押金',
    article: '劳动合同法第九条',
    field: '/description',
    start: 2,
    end: 4,
    fix: null,
    offer: null,
};
const warning: Finding = { ...finding, rule: 'age.cap', severity: 'warn' };

test('places count code points, not halves of an emoji', () => {
    expect(stretches_of('😀要押金200', [finding])).toEqual([
        { text: '😀要', marked: false },
        { text: '押金', marked: true },
        { text: '200', marked: false },
    ]);
    expect(excerpt_of('😀要押金', finding)).toEqual([
        { text: '😀要', marked: false },
        { text: '押金', marked: true },
    ]);
    // U+20BB7, a character of people's names, is two units of UTF-16 as well.
    expect(excerpt_of('𠮷家押金', finding).find((stretch) => stretch.marked)?.text).toBe('押金');
});

test('overlapping marks are one', () => {
    const marks = [finding, { ...finding, start: 3, end: 5 }];
    expect(stretches_of('先交押金的', marks).filter((stretch) => stretch.marked)).toEqual([{ text: '押金的', marked: true }]);
    expect(stretches_of('', marks)).toEqual([]);
});

test('an excerpt shows a little of what stands around, and that there is more', () => {
    const text = '本店招洗碗工两名，来了先交押金二百元，走的时候再退';
    const start = Array.from(text).indexOf('押');
    const quoted = excerpt_of(text, { ...finding, start, end: start + 2 });
    expect(quoted.map((stretch) => stretch.text)).toEqual(['…工两名，来了先交', '押金', '二百元，走的时候…']);
});

test('where no words are meant, or they are gone, there is no excerpt', () => {
    expect(excerpt_of('先交押金', { ...finding, start: null, end: null })).toEqual([]);
    expect(excerpt_of('洗', finding)).toEqual([]);
});

test('a pointer leads to its text or to nothing', () => {
    const body = { title: '洗碗工', requirements: { skills: ['拉花'] }, 'a/b': { '~': '在' } };
    expect(text_at(body, '/title')).toBe('洗碗工');
    expect(text_at(body, '/requirements/skills/0')).toBe('拉花');
    expect(text_at(body, '/a~1b/~0')).toBe('在');
    expect(text_at(body, '/pay/amount_fen')).toBe('');
});

test('a finding stands at its own field, else below it, else above it, else nowhere', () => {
    const places = ['/title', '/pay/amount_fen', '/pay/unit', '/shifts', '/shifts/0/start', '/shifts/0/end', '/requirements'];
    expect(place_of('/title', places)).toBe('/title');
    expect(place_of('/pay', places)).toBe('/pay/amount_fen');
    expect(place_of('/shifts/0', places)).toBe('/shifts/0/start');
    expect(place_of('/shifts/7/end', places)).toBe('/shifts');
    expect(place_of('/requirements/skills/0', places)).toBe('/requirements');
    expect(place_of('/titles', places)).toBeUndefined();
    expect(place_of('/benefits', places)).toBeUndefined();
    expect(place_of(null, places)).toBeUndefined();
    expect(leads_to('/pay', '/payment')).toBe(false);
});

test('no finding is lost, whatever it is about', () => {
    const all = [finding, warning, { ...finding, field: '/title' }, { ...finding, field: null }, { ...finding, field: '/benefits' }];
    const placed = by_place(all, ['/title', '/description']);
    expect(placed.get('/description')?.map((each) => each.rule)).toEqual(['fee.deposit', 'age.cap']);
    expect(placed.get('/title')).toHaveLength(1);
    expect(placed.get(undefined)).toHaveLength(2);
    expect(count_of(all)).toEqual({ block: 4, warn: 1 });
});
