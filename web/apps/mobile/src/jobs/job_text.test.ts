import { expect, test } from 'vitest';
import { empty_form } from './job_form';
import { fill_form, read_notes, value_at, yuan_of, type ReadFact, type ReadJob } from './job_text';

function fact(name: ReadFact['fact'], field: string | null, value: string, confidence: ReadFact['confidence'] = 'sure'): ReadFact {
    return { fact: name, field, value, confidence, words: `“${value}”`, start: 0, end: 1 };
}

function answer(change: Partial<ReadJob> = {}): ReadJob {
    return {
        post: {
            title: '洗碗工',
            occupation: 'dishwasher',
            description: '招洗碗工',
            address: '演示路1号',
            pay: { amount_fen: 2650, unit: 'hour' },
            settlement: 'day',
            shifts: [{ start: '2026-11-26T16:30:00+08:00', end: '2026-11-26T21:30:00+08:00', places: 3 }],
            requirements: { min_age: 18 },
            benefits: ['meal'],
        },
        facts: [],
        missing: [],
        contacts: [],
        findings: [],
        ...change,
    };
}

test('fen become yuan as a person types them', () => {
    expect([2500, 2650, 35, 600000, 2605].map(yuan_of)).toEqual(['25', '26.5', '0.35', '6000', '26.05']);
});

test('what was read stands in the form', () => {
    const form = empty_form();
    fill_form(form, answer());
    expect(form).toMatchObject({
        title: '洗碗工',
        occupation: 'dishwasher',
        amount_yuan: '26.5',
        unit: 'hour',
        settlement: 'day',
        address: '演示路1号',
        min_age: '18',
        max_age: '',
        benefits: ['meal'],
        cover_kind: '',
        shifts: [{ key: 1, date: '2026-11-26', start: '16:30', end: '21:30', places: '3' }],
    });
});

test('nothing of an earlier text stays', () => {
    const form = { ...empty_form(), title: '旧', address: '旧', amount_yuan: '9', max_age: '60', benefits: ['lodging' as const], policy_no: '1' };
    fill_form(form, answer({ post: { description: '招人' } }));
    expect(form).toMatchObject({ title: '', address: '', amount_yuan: '', max_age: '', benefits: [], policy_no: '' });
});

test('hours without a day wait in a row for it', () => {
    const form = empty_form();
    const facts = [fact('hours', '/shifts', '16:30-21:30'), fact('people', '/shifts/0/places', '6')];
    fill_form(form, answer({ post: { description: '招6人' }, facts }));
    expect(form.shifts).toEqual([{ key: 1, date: '', start: '16:30', end: '21:30', places: '6' }]);
});

test('each value has one note; an unsure part makes it unsure', () => {
    const form = empty_form();
    const facts = [
        fact('occupation', '/occupation', 'dishwasher'),
        fact('date', '/shifts', '2026-11-26'),
        fact('hours', '/shifts', '16:30-21:30', 'likely'),
        fact('sex', null, 'female'),
        fact('meal', '/benefits', 'yes'),
    ];
    fill_form(form, answer({ facts }));
    const notes = read_notes(form, facts);
    expect(notes.map(({ pointer, is_sure }) => `${pointer} ${is_sure}`)).toEqual(['/occupation true', '/title true', '/shifts false']);
    expect(notes[2]?.words).toEqual(['“2026-11-26”', '“16:30-21:30”']);
    form.title = '晚市洗碗工';
    expect(value_at(form, '/title')).not.toBe(notes[1]?.value);
});
