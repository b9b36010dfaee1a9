import { expect, test } from 'vitest';
import { field_errors_of, stretches_of, text_at, words_of, type Finding } from './findings';

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

test('places count code points, not halves of an emoji', () => {
    expect(words_of('😀要押金', finding)).toBe('押金');
    expect(stretches_of('😀要押金200', [finding])).toEqual([
        { text: '😀要', marked: false },
        { text: '押金', marked: true },
        { text: '200', marked: false },
    ]);
});

test('overlapping marks are one', () => {
    const marks = [finding, { ...finding, start: 3, end: 5 }];
    expect(stretches_of('先交押金的', marks).filter((stretch) => stretch.marked)).toEqual([{ text: '押金的', marked: true }]);
    expect(stretches_of('', marks)).toEqual([]);
});

test('a pointer leads to its text or to nothing', () => {
    const body = { title: '洗碗工', requirements: { skills: ['拉花'] } };
    expect(text_at(body, '/title')).toBe('洗碗工');
    expect(text_at(body, '/requirements/skills/0')).toBe('拉花');
    expect(text_at(body, '/pay/amount_fen')).toBe('');
});

test('a block stands under its field with its words, a warning doesn’t', () => {
    const warning: Finding = { ...finding, severity: 'warn' };
    expect(field_errors_of([finding, warning], { description: '先交押金' })).toEqual([
        { pointer: '/description', message: '“押金” — 不得收取押金' },
    ]);
    expect(field_errors_of([{ ...finding, field: null }], {})).toEqual([]);
});
