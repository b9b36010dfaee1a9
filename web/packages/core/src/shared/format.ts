import { useI18n } from 'vue-i18n';
import { city_clock, city_date, date_plus, weekday_of } from './city_time';

export type Translate = (key: string, named?: Record<string, unknown>, plural?: number) => string;
export type PayUnit = 'hour' | 'day' | 'shift' | 'piece' | 'task' | 'month';

const minute_ms = 60_000;
const near_m = 50;

/**
 * All that turns numbers and moments into words. Nothing else in the app formats. The words are those of the locale files:
 * Intl would know them too, but takes a slow phone hundreds of milliseconds to get ready, on the first screen.
 */
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

/** Digits in groups of three, the same in both languages. */
function grouped(value: number, decimals_max: number): string {
    const [whole, decimals] = String(Number(value.toFixed(decimals_max))).split('.') as [string, string?];
    const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return decimals === undefined ? groups : `${groups}.${decimals}`;
}

export function createFormat(t: Translate): Format {
    const month_day = (moment: Date) => {
        const [, month, day] = city_date(moment).split('-');
        return t('format.month_day', { month: t(`month.${Number(month)}`), day: Number(day) });
    };
    const money = (fen: number) => grouped(fen / 100, 2);

    const distance = (metres: number): string => {
        // Places are streets and gates, not points: less than this says nothing.
        if (metres < near_m) return t('format.near', { n: near_m });
        // What would be rounded up to 1000 metres is a kilometre.
        if (metres < 995) return t('format.metres', { n: Math.round(metres / 10) * 10 });
        return t('format.kilometres', { n: grouped(metres / 1000, 1) });
    };
    const day = (moment: Date, now: Date): string => {
        const civil = city_date(moment);
        if (civil === city_date(now)) return t('format.today');
        if (civil === date_plus(city_date(now), 1)) return t('format.tomorrow');
        return t('format.date', { date: month_day(moment), weekday: t(`weekday.${weekday_of(civil)}`) });
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
        pay: (amount_fen, unit) => t(`format.pay.${unit}`, { amount: money(amount_fen) }),
        money: (low_fen, high_fen = low_fen) => {
            const low = money(low_fen);
            const high = money(high_fen);
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
            return t('format.hours', { n: grouped(hours, 1) }, hours === 1 ? 1 : 2);
        },
        age,
        moment: (moment) => t('format.moment', { date: month_day(moment), clock: city_clock(moment) }),
        number: (value) => grouped(value, 1),
    };
}

/** A translate function that createFormat and trouble_of take, following the language. */
export function useTranslate(): Translate {
    const { t } = useI18n();
    return (key, named = {}, plural) => (plural === undefined ? t(key, named) : t(key, named, plural));
}

export function useFormat(): Format {
    return createFormat(useTranslate());
}
