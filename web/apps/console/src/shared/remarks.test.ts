import { expect, test } from 'vitest';
import { as_one_line, length_of, with_template } from './remarks';

test('a template is put where nothing was written, and after what was', () => {
    expect(with_template('', '请写明理由。')).toBe('请写明理由。');
    expect(with_template('  \n', '请写明理由。')).toBe('请写明理由。');
    expect(with_template('您好！ ', '请写明理由。')).toBe('您好！ 请写明理由。');
});

test('pressing a template twice does not say it twice', () => {
    expect(with_template('您好！ 请写明理由。', '请写明理由。')).toBe('您好！ 请写明理由。');
});

test('length counts code points, as the contract does', () => {
    expect(length_of(' 𠮷野家 ')).toBe(3);
});

test('a remark is one line, however it was typed', () => {
    expect(as_one_line(' 您好！ \r\n\n 请写明理由。\n')).toBe('您好！ 请写明理由。');
});
