import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { city_clock, city_date, city_time_zone, date_plus } from './city_time';

export type Translate = (key: string, named?: Record<string, unknown>, plural?: number) => string;
export type PayUnit = 'hour' | 'day' | 'shift' | 'piece' | 'task' | 'month';

const minute_ms = 60_000;
const near_m = 50;

/** All that turns numbers and moments into words. Nothing else in the app formats. */
export interface Format {
    /** 26 元/时 */
    pay(amount_fen: number, unit: PayUnit): string;
    /** 450 元, or 450–458.5 元 where it is a range */
    money(low_fen: number, high_fen?: number): string;
    /** 850 米, 1.2 公里 */
    distance(metres: number): string;
    /** 今天, 明天, 11月25日 周三 */
    day(moment: Date, now: Date): string;
    /** 今天 17:00–21:00, with 次日 where it ends on another day */
    shift(start: Date, end: Date, now: Date): string;
    /** 4 小时, 4.5 小时 */
    hours(start: Date, end: Date): string;
    /** 刚刚, 5 分钟前, 3 小时前, 2 天前 */
    age(then: Date, now: Date): string;
    /** 11月25日 17:00 */
    moment(moment: Date): string;
    /** 39,500 */
    number(value: number): string;
}

interface Formatters {
    money: Intl.NumberFormat;
    decimal: Intl.NumberFormat;
    date: Intl.DateTimeFormat;
    weekday: Intl.DateTimeFormat;
}

/** Making an Intl object takes a slow phone milliseconds, and a list has many cards: one set per language. */
const formatters = new Map<string, Formatters>();

function formatters_of(locale: string): Formatters {
    const known = formatters.get(locale);
    if (known) return known;
    const made: Formatters = {
        money: new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }),
        decimal: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
        date: new Intl.DateTimeFormat(locale, { timeZone: city_time_zone, month: 'short', day: 'numeric' }),
        weekday: new Intl.DateTimeFormat(locale, { timeZone: city_time_zone, weekday: 'short' }),
    };
    formatters.set(locale, made);
    return made;
}

export function createFormat(locale: string, t: Translate): Format {
    const { money, decimal, date, weekday } = formatters_of(locale);

    const distance = (metres: number): string => {
        // Places are streets and gates, not points: less than this says nothing.
        if (metres < near_m) return t('format.near', { n: near_m });
        // What would be rounded up to 1000 metres is a kilometre.
        if (metres < 995) return t('format.metres', { n: Math.round(metres / 10) * 10 });
        return t('format.kilometres', { n: decimal.format(metres / 1000) });
    };
    const day = (moment: Date, now: Date): string => {
        const civil = city_date(moment);
        if (civil === city_date(now)) return t('format.today');
        if (civil === date_plus(city_date(now), 1)) return t('format.tomorrow');
        return t('format.date', { date: date.format(moment), weekday: weekday.format(moment) });
    };
    const age = (then: Date, now: Date): string => {
        const minutes = Math.max(0, Math.floor((now.getTime() - then.getTime()) / minute_ms));
        if (minutes < 1) return t('format.just_now');
        if (minutes < 60) return t('format.minutes_ago', { n: minutes }, minutes);
        const hours = Math.floor(minutes / 60);
        if (hours < 24) return t('format.hours_ago', { n: hours }, hours);
        const days = Math.floor(hours / 24);
        return t('format.days_ago', { n: days }, days);
    };
    return {
        pay: (amount_fen, unit) => t(`format.pay.${unit}`, { amount: money.format(amount_fen / 100) }),
        money: (low_fen, high_fen = low_fen) => {
            const low = money.format(low_fen / 100);
            const high = money.format(high_fen / 100);
            return t('format.money', { amount: low === high ? low : `${low}–${high}` });
        },
        distance,
        day,
        shift: (start, end, now) => {
            const next_day = city_date(start) === city_date(end) ? '' : t('format.next_day');
            return t('format.shift', { day: day(start, now), start: city_clock(start), end: next_day + city_clock(end) });
        },
        hours: (start, end) => {
            const hours = (end.getTime() - start.getTime()) / (60 * minute_ms);
            return t('format.hours', { n: decimal.format(hours) }, hours === 1 ? 1 : 2);
        },
        age,
        moment: (moment) => t('format.moment', { date: date.format(moment), clock: city_clock(moment) }),
        number: (value) => decimal.format(value),
    };
}

/** A translate function that createFormat and trouble_of take, following the language. */
export function useTranslate(): Translate {
    const { t } = useI18n();
    return (key, named = {}, plural) => (plural === undefined ? t(key, named) : t(key, named, plural));
}

export function useFormat(): Format {
    const { locale } = useI18n();
    const translate = useTranslate();
    const current = computed(() => createFormat(locale.value, translate));
    return {
        pay: (...args) => current.value.pay(...args),
        money: (...args) => current.value.money(...args),
        distance: (...args) => current.value.distance(...args),
        day: (...args) => current.value.day(...args),
        shift: (...args) => current.value.shift(...args),
        hours: (...args) => current.value.hours(...args),
        age: (...args) => current.value.age(...args),
        moment: (...args) => current.value.moment(...args),
        number: (...args) => current.value.number(...args),
    };
}
