import { ApiProblem, type Problem } from '@gigfair/api';
import { expect, test } from 'vitest';
import { translate_in } from '../locales/words_i18n';
import { focus_first_error, messages_at } from './field_errors';
import { trouble_of } from './problem';

const say = translate_in('zh-CN');

function problem(change: Partial<Problem>, retry_after_s?: number): ApiProblem {
    const plain: Problem = { type: 'about:blank', title: '不行', status: 400, code: 'http.bad', detail: '因为如此', request_id: 'r1' };
    return new ApiProblem({ ...plain, ...change }, retry_after_s);
}

test('the server’s words are shown with what to do next', () => {
    expect(trouble_of(problem({ status: 422, code: 'job.title_blank', field: '/title' }), say)).toEqual({
        title: '不行',
        detail: '因为如此',
        next: '请按提示修改后再提交。',
        remedy: 'none',
        code: 'job.title_blank',
        fields: [{ pointer: '/title', message: '因为如此' }],
        request_id: 'r1',
    });
});

test('each status has its remedy', () => {
    const remedy = (status: number, code = 'http.any') => trouble_of(problem({ status, code }), say).remedy;
    expect(remedy(401)).toBe('sign_in');
    expect(remedy(403, 'session.csrf_mismatch')).toBe('sign_in');
    expect(remedy(403)).toBe('none');
    expect(remedy(404)).toBe('home');
    expect(remedy(409, 'idempotency.running')).toBe('retry');
    expect(remedy(503)).toBe('retry');
    expect(trouble_of(problem({ status: 429 }, 30), say).next).toBe('请 30 秒后重试。');
});

test('a conflict that a repeat can’t mend is told without one', () => {
    for (const code of ['job.reported_already', 'job.not_open', 'employer.is_suspended']) {
        expect(trouble_of(problem({ status: 409, code }), say)).toMatchObject({ remedy: 'none', next: '再按一次，结果也一样。' });
    }
    for (const code of ['idempotency.running', 'idempotency.concurrent']) {
        expect(trouble_of(problem({ status: 409, code }), say)).toMatchObject({ remedy: 'retry', next: '请稍后重试。' });
    }
});

test('problems of our own have words of their own', () => {
    const lost = trouble_of(problem({ status: 0, code: 'client.offline', title: '', detail: '' }), say);
    expect(lost).toMatchObject({ title: '没有网络', detail: '', next: '请稍后重试。', remedy: 'retry' });
});

test('a bug is shown, not swallowed', () => {
    expect(trouble_of(new TypeError('x is not a function'), say)).toMatchObject({ title: '页面出错了', detail: 'x is not a function' });
});

test('findings stand at their fields', () => {
    const finding = { rule: 'r', severity: 'block' as const, basis: 'law' as const, article: null, start: null, end: null, fix: null, offer: null };
    const findings = [
        { ...finding, message: '低于最低工资', field: '/pay/amount_fen' },
        { ...finding, message: '整体问题', field: null },
    ];
    const { fields } = trouble_of(problem({ status: 422, findings }), say);
    expect(fields).toEqual([{ pointer: '/pay/amount_fen', message: '低于最低工资' }]);
    expect(messages_at(fields, '/pay')).toEqual(['低于最低工资']);
    expect(messages_at(fields, '/pay/amount')).toEqual([]);
});

test('the first wrong field gets the focus', () => {
    document.body.innerHTML = '<form><input id="a"><input id="b" aria-invalid="true"><input id="c" aria-invalid="true"></form>';
    focus_first_error(document.body);
    expect(document.activeElement?.id).toBe('b');
});
