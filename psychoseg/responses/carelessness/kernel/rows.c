/* Indices of careless answering, many people at once: LANES rows side by side, so that every step is one of vectors.
 *
 * The modules beside this folder do the same in NumPy, and say what each index means. Sums are taken item by item,
 * as there, and nothing is fused (compile with -ffp-contract=off), so that both give the same numbers but for the
 * last digits of what NumPy leaves to its libraries. Change both or none.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define LANES 32
#define HALVINGS_AT_A_TIME 5
#define EACH for (int lane = 0; lane < LANES; lane++)

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) && !defined(PLAIN)
#define EVERY_MACHINE __attribute__((target_clones("avx512f", "avx2", "default")))
#define INLINE static inline __attribute__((always_inline))
#else
#define EVERY_MACHINE
#define INLINE static inline
#endif

/* A list of lists of items: list `at` is `items[starts[at]]` to before `items[starts[at + 1]]`. */
typedef struct {
    int64_t count;
    const int64_t *starts, *items;
} Lists;

/* What is asked of every row. Results that are not asked for have no place (a null pointer). */
typedef struct {
    int64_t items;
    const double *turned;               /* lowest + highest code of items to be turned round, NaN of others */
    const double *low, *high;           /* ends of the scale; NaN where there is none */
    const double *totals, *people;      /* the sum of everybody's answers to each item, and how many gave one */
    const double *means, *whitening;    /* items, and items × items, lower triangle: of the Mahalanobis distance */
    Lists scales, long_scales, grids;   /* scales of two items and more; of three and more; matrices */
    int64_t halvings;
    const int8_t *halves;               /* halvings × items of `scales`: 1 where an item is in the first half */
    int64_t synonym_count, antonym_count;
    const int64_t *synonym_pairs, *antonym_pairs; /* later items, then earlier ones */
    int64_t fewest_rows, fewest_matches, fewest_scales, fewest_pairs, lags;
    double *missingness, *longest_string, *average_string, *straight_grids, *variability, *patterned, *autocorrelation;
    double *mahalanobis, *even_odd, *resampled_reliability, *inter_item_deviation, *synonyms, *antonyms, *person_total;
    double *acquiescence, *extreme_share;
    double *scatter, *flat, *unscaled;  /* deviation over long scales; 1 where all answers are equal; missing share of scaled items */
    uint64_t *marks;                    /* the same for equal rows, and hardly ever for others */
} Asked;

INLINE void correlation(const double *first, const double *second, int64_t pairs, double fewest, double *found) {
    double count[LANES], one[LANES], two[LANES], high1[LANES], low1[LANES], high2[LANES], low2[LANES];
    EACH {
        count[lane] = one[lane] = two[lane] = 0.0;
        high1[lane] = high2[lane] = -INFINITY;
        low1[lane] = low2[lane] = INFINITY;
    }
    for (int64_t pair = 0; pair < pairs; pair++) {
        const double *a = first + pair * LANES, *b = second + pair * LANES;
        EACH {
            const int both = (a[lane] == a[lane]) & (b[lane] == b[lane]);
            const double x = both ? a[lane] : 0.0, y = both ? b[lane] : 0.0;
            const double top1 = both ? a[lane] : -INFINITY, top2 = both ? b[lane] : -INFINITY;
            const double end1 = both ? a[lane] : INFINITY, end2 = both ? b[lane] : INFINITY;
            count[lane] += both ? 1.0 : 0.0;
            one[lane] += x;
            two[lane] += y;
            high1[lane] = top1 > high1[lane] ? top1 : high1[lane];
            high2[lane] = top2 > high2[lane] ? top2 : high2[lane];
            low1[lane] = end1 < low1[lane] ? end1 : low1[lane];
            low2[lane] = end2 < low2[lane] ? end2 : low2[lane];
        }
    }
    double left[LANES], right[LANES], both_ways[LANES];
    EACH {
        const double least = count[lane] > 1.0 ? count[lane] : 1.0;
        one[lane] /= least;
        two[lane] /= least;
        left[lane] = right[lane] = both_ways[lane] = 0.0;
    }
    for (int64_t pair = 0; pair < pairs; pair++) {
        const double *a = first + pair * LANES, *b = second + pair * LANES;
        EACH {
            const int both = (a[lane] == a[lane]) & (b[lane] == b[lane]);
            const double x = both ? a[lane] - one[lane] : 0.0, y = both ? b[lane] - two[lane] : 0.0;
            left[lane] += x * x;
            right[lane] += y * y;
            both_ways[lane] += x * y;
        }
    }
    EACH {
        const int usable = (count[lane] >= fewest) & (high1[lane] > low1[lane]) & (high2[lane] > low2[lane]);
        double value = both_ways[lane] / sqrt(left[lane] * right[lane]);
        value = value > 1.0 ? 1.0 : value;
        value = value < -1.0 ? -1.0 : value;
        found[lane] = usable ? value : NAN;
    }
}

/* The standard deviation within each list of items, its mean over lists. */
INLINE void spread(const double *rows, const Lists *lists, double *found) {
    double total[LANES], defined[LANES];
    EACH total[lane] = defined[lane] = 0.0;
    for (int64_t list = 0; list < lists->count; list++) {
        double count[LANES], mean[LANES], squares[LANES];
        EACH count[lane] = mean[lane] = squares[lane] = 0.0;
        for (int64_t at = lists->starts[list]; at < lists->starts[list + 1]; at++) {
            const double *value = rows + lists->items[at] * LANES;
            EACH {
                const int seen = value[lane] == value[lane];
                count[lane] += seen ? 1.0 : 0.0;
                mean[lane] += seen ? value[lane] : 0.0;
            }
        }
        EACH mean[lane] /= count[lane] > 1.0 ? count[lane] : 1.0;
        for (int64_t at = lists->starts[list]; at < lists->starts[list + 1]; at++) {
            const double *value = rows + lists->items[at] * LANES;
            EACH {
                const double away = value[lane] - mean[lane];
                squares[lane] += value[lane] == value[lane] ? away * away : 0.0;
            }
        }
        EACH {
            const int enough = count[lane] > 1.0;
            total[lane] += enough ? sqrt(squares[lane] / (enough ? count[lane] - 1.0 : 1.0)) : 0.0;
            defined[lane] += enough ? 1.0 : 0.0;
        }
    }
    EACH found[lane] = defined[lane] > 0.0 ? total[lane] / defined[lane] : NAN;
}

INLINE void strings(const double *rows, const Asked *asked, const double *count, double *longest, double *average) {
    double run[LANES], most[LANES], breaks[LANES];
    EACH {
        run[lane] = most[lane] = rows[lane] == rows[lane] ? 1.0 : 0.0;
        breaks[lane] = 1.0;
    }
    for (int64_t item = 1; item < asked->items; item++) {
        const double *value = rows + item * LANES, *before = value - LANES;
        EACH {
            const int same = value[lane] == before[lane];
            const double begun = value[lane] == value[lane] ? 1.0 : 0.0;
            run[lane] = same ? run[lane] + 1.0 : begun;
            most[lane] = run[lane] > most[lane] ? run[lane] : most[lane];
            breaks[lane] += same ? 0.0 : 1.0;
        }
    }
    if (longest) EACH longest[lane] = most[lane];
    if (average) EACH average[lane] = count[lane] > 0.0 ? (double)asked->items / breaks[lane] : NAN;
}

INLINE void straight(const double *rows, const Asked *asked, double *found) {
    double equal[LANES], answered[LANES];
    EACH equal[lane] = answered[lane] = 0.0;
    for (int64_t grid = 0; grid < asked->grids.count; grid++) {
        double count[LANES], high[LANES], low[LANES];
        EACH {
            count[lane] = 0.0;
            high[lane] = -INFINITY;
            low[lane] = INFINITY;
        }
        for (int64_t at = asked->grids.starts[grid]; at < asked->grids.starts[grid + 1]; at++) {
            const double *value = rows + asked->grids.items[at] * LANES;
            EACH {
                count[lane] += value[lane] == value[lane] ? 1.0 : 0.0;
                high[lane] = value[lane] > high[lane] ? value[lane] : high[lane];
                low[lane] = value[lane] < low[lane] ? value[lane] : low[lane];
            }
        }
        EACH {
            const int enough = count[lane] >= (double)asked->fewest_rows;
            answered[lane] += enough ? 1.0 : 0.0;
            equal[lane] += enough & (high[lane] == low[lane]) ? 1.0 : 0.0;
        }
    }
    EACH found[lane] = answered[lane] > 0.0 ? equal[lane] / answered[lane] : NAN;
}

INLINE void variability(const double *rows, const Asked *asked, const double *count, double *found) {
    double mean[LANES], squares[LANES];
    EACH mean[lane] = squares[lane] = 0.0;
    for (int64_t item = 0; item < asked->items; item++) {
        const double *value = rows + item * LANES;
        EACH mean[lane] += value[lane] == value[lane] ? value[lane] : 0.0;
    }
    EACH mean[lane] /= count[lane] > 1.0 ? count[lane] : 1.0;
    for (int64_t item = 0; item < asked->items; item++) {
        const double *value = rows + item * LANES;
        EACH {
            const double away = value[lane] - mean[lane];
            squares[lane] += value[lane] == value[lane] ? away * away : 0.0;
        }
    }
    EACH found[lane] = count[lane] > 1.0 ? sqrt(squares[lane] / (count[lane] > 1.0 ? count[lane] - 1.0 : 1.0)) : NAN;
}

INLINE void patterned(const double *rows, const Asked *asked, const double *count, int64_t fewest_matches,
                      const double *high, const double *low, double *found) {
    const double all = (double)asked->items;
    double is[LANES];
    EACH is[lane] = 0.0;
    for (int64_t period = 2; period <= asked->items - fewest_matches; period++) {
        double same[LANES], left = 1.0;
        EACH same[lane] = 1.0;
        for (int64_t item = period; item < asked->items && left > 0.0; item++) {
            const double *value = rows + item * LANES, *before = value - period * LANES;
            left = 0.0;
            EACH {
                same[lane] = value[lane] == before[lane] ? same[lane] : 0.0;
                left += same[lane];
            }
        }
        EACH is[lane] = same[lane] > is[lane] ? same[lane] : is[lane];
    }
    double step[LANES], even[LANES], left = 1.0;
    EACH {
        step[lane] = fabs(rows[LANES + lane] - rows[lane]);
        even[lane] = step[lane] > 0.0 ? 1.0 : 0.0;
    }
    for (int64_t item = 2; item < asked->items && left > 0.0; item++) {
        const double *value = rows + item * LANES, *before = value - LANES;
        left = 0.0;
        EACH {
            even[lane] = fabs(value[lane] - before[lane]) == step[lane] ? even[lane] : 0.0;
            left += even[lane];
        }
    }
    EACH {
        const int drawn = (is[lane] > 0.0) | (even[lane] > 0.0);
        found[lane] = count[lane] == all ? (drawn & (high[lane] > low[lane]) ? 1.0 : 0.0) : NAN;
    }
}

INLINE void autocorrelation(const double *rows, const Asked *asked, const double *count, const double *high,
                            const double *low, double *away, double *found) {
    const double all = (double)asked->items;
    double mean[LANES], squares[LANES], largest[LANES];
    EACH mean[lane] = squares[lane] = largest[lane] = 0.0;
    for (int64_t item = 0; item < asked->items; item++) EACH mean[lane] += rows[item * LANES + lane];
    EACH mean[lane] /= all;
    for (int64_t item = 0; item < asked->items; item++)
        EACH {
            const double by = rows[item * LANES + lane] - mean[lane];
            away[item * LANES + lane] = by;
            squares[lane] += by * by;
        }
    for (int64_t lag = 1; lag <= asked->lags; lag++) {
        double sum[LANES];
        EACH sum[lane] = 0.0;
        for (int64_t item = lag; item < asked->items; item++)
            EACH sum[lane] += away[(item - lag) * LANES + lane] * away[item * LANES + lane];
        EACH {
            const double size = fabs(sum[lane]) / squares[lane];
            largest[lane] = size > largest[lane] ? size : largest[lane];
        }
    }
    EACH found[lane] = count[lane] == all ? (high[lane] == low[lane] ? 1.0 : largest[lane]) : NAN;
}

/* Squared distance: the square of the answers about the means, times the lower triangle that makes them uncorrelated. */
INLINE void distance(const double *rows, int64_t items, const double *means, const double *whitening, double *away,
                     double *found) {
    EACH found[lane] = 0.0;
    for (int64_t item = 0; item < items; item++)
        EACH {
            const double value = rows[item * LANES + lane];
            away[item * LANES + lane] = value == value ? value - means[item] : 0.0;
        }
    for (int64_t item = 0; item < items; item++) {
        const double *weights = whitening + item * items;
        double sum[LANES];
        EACH sum[lane] = 0.0;
        for (int64_t other = 0; other <= item; other++) {
            const double weight = weights[other];
            EACH sum[lane] += weight * away[other * LANES + lane];
        }
        EACH found[lane] += sum[lane] * sum[lane];
    }
}

/* 2 r / (1 + r), r at least -1/3. */
INLINE void stepped_up(double *found) {
    EACH {
        const double held = found[lane] < -1.0 / 3.0 ? -1.0 / 3.0 : found[lane];
        found[lane] = 2.0 * held / (1.0 + held);
    }
}

/* Means of the even and of the odd items of every scale, and their correlation over scales. */
INLINE void even_odd(const double *keyed, const Asked *asked, double *halves, double *found) {
    const Lists *scales = &asked->scales;
    for (int64_t scale = 0; scale < scales->count; scale++)
        for (int64_t half = 0; half < 2; half++) {
            double sum[LANES], count[LANES];
            EACH sum[lane] = count[lane] = 0.0;
            for (int64_t at = scales->starts[scale] + half; at < scales->starts[scale + 1]; at += 2) {
                const double *value = keyed + scales->items[at] * LANES;
                EACH {
                    const int seen = value[lane] == value[lane];
                    sum[lane] += seen ? value[lane] : 0.0;
                    count[lane] += seen ? 1.0 : 0.0;
                }
            }
            double *mean = halves + (half * scales->count + scale) * LANES;
            EACH mean[lane] = sum[lane] / count[lane]; /* not a number where nothing was answered */
        }
    const double *odd = halves, *even = halves + scales->count * LANES;
    correlation(even, odd, scales->count, (double)(asked->fewest_scales > 2 ? asked->fewest_scales : 2), found);
    stepped_up(found);
}

/* The mean over random halvings of the correlation over scales between the means of both halves. */
INLINE void resampled(const double *keyed, const Asked *asked, int whole, double *halves, double *found) {
    const Lists *scales = &asked->scales;
    const int64_t members = scales->starts[scales->count];
    double total[LANES], counted[LANES], some[LANES];
    EACH total[lane] = counted[lane] = some[lane] = 0.0;
    for (int64_t halving = 0; halving < asked->halvings; halving++) {
        const int8_t *in_first = asked->halves + halving * members;
        for (int64_t scale = 0; scale < scales->count; scale++) {
            double one[LANES], two[LANES];
            double *mean1 = halves + scale * LANES, *mean2 = halves + (scales->count + scale) * LANES;
            EACH one[lane] = two[lane] = 0.0;
            if (whole) {
                double size1 = 0.0, size2 = 0.0;
                for (int64_t at = scales->starts[scale]; at < scales->starts[scale + 1]; at++) {
                    const double *value = keyed + scales->items[at] * LANES;
                    if (in_first[at]) {
                        size1 += 1.0;
                        EACH one[lane] += value[lane];
                    } else {
                        size2 += 1.0;
                        EACH two[lane] += value[lane];
                    }
                }
                EACH {
                    mean1[lane] = one[lane] / size1;
                    mean2[lane] = two[lane] / size2;
                }
                continue;
            }
            double count1[LANES], count2[LANES];
            EACH count1[lane] = count2[lane] = 0.0;
            for (int64_t at = scales->starts[scale]; at < scales->starts[scale + 1]; at++) {
                const double *value = keyed + scales->items[at] * LANES;
                double *sum = in_first[at] ? one : two, *count = in_first[at] ? count1 : count2;
                EACH {
                    const int seen = value[lane] == value[lane];
                    sum[lane] += seen ? value[lane] : 0.0;
                    count[lane] += seen ? 1.0 : 0.0;
                }
            }
            EACH {
                mean1[lane] = one[lane] / count1[lane];
                mean2[lane] = two[lane] / count2[lane];
            }
        }
        double agreed[LANES];
        correlation(halves, halves + scales->count * LANES, scales->count,
                    (double)(asked->fewest_scales > 2 ? asked->fewest_scales : 2), agreed);
        EACH {
            const int known = agreed[lane] == agreed[lane];
            some[lane] += known ? agreed[lane] : 0.0;
            counted[lane] += known ? 1.0 : 0.0;
        }
        if ((halving + 1) % HALVINGS_AT_A_TIME == 0 || halving + 1 == asked->halvings)
            EACH {
                total[lane] += some[lane];
                some[lane] = 0.0;
            }
    }
    EACH found[lane] = counted[lane] > 0.0 ? total[lane] / (counted[lane] > 1.0 ? counted[lane] : 1.0) : NAN;
    stepped_up(found);
}

INLINE void agreement(const double *rows, const int64_t *pairs, int64_t count, double fewest, double *room,
                      double *found) {
    for (int64_t at = 0; at < 2 * count; at++) memcpy(room + at * LANES, rows + pairs[at] * LANES, LANES * sizeof *room);
    correlation(room, room + count * LANES, count, fewest > 2.0 ? fewest : 2.0, found);
}

/* Correlation of the answers with the means of everybody else's. */
INLINE void person_total(const double *rows, const Asked *asked, double *room, double *found) {
    for (int64_t item = 0; item < asked->items; item++) {
        const double total = asked->totals[item], people = asked->people[item];
        const double *value = rows + item * LANES;
        EACH {
            const int seen = value[lane] == value[lane];
            const double others = people - (seen ? 1.0 : 0.0);
            const double mean = (total - (seen ? value[lane] : 0.0)) / others;
            room[item * LANES + lane] = others > 0.0 ? mean : NAN;
        }
    }
    correlation(rows, room, asked->items, 2.0, found);
}

INLINE void acquiescence(const double *rows, const Asked *asked, double *found) {
    double one[LANES], other[LANES], count1[LANES], count2[LANES];
    EACH one[lane] = other[lane] = count1[lane] = count2[lane] = 0.0;
    for (int64_t item = 0; item < asked->items; item++) {
        const double low = asked->low[item], high = asked->high[item];
        if (low != low) continue;
        const double middle = (low + high) / 2.0, half = (high - low) / 2.0;
        const int turned = asked->turned[item] == asked->turned[item];
        double *sum = turned ? other : one, *count = turned ? count2 : count1;
        const double *value = rows + item * LANES;
        EACH {
            const int seen = value[lane] == value[lane];
            sum[lane] += seen ? (value[lane] - middle) / half : 0.0;
            count[lane] += seen ? 1.0 : 0.0;
        }
    }
    EACH found[lane] = (one[lane] / count1[lane] + other[lane] / count2[lane]) / 2.0;
}

/* Shares of answers at the ends, and of items on a scale that were left out. */
INLINE void ends(const double *rows, const Asked *asked, double *extremes, double *unscaled) {
    double at_ends[LANES], count[LANES], items = 0.0;
    EACH at_ends[lane] = count[lane] = 0.0;
    for (int64_t item = 0; item < asked->items; item++) {
        const double low = asked->low[item], high = asked->high[item];
        if (low != low) continue;
        const double *value = rows + item * LANES;
        items += 1.0;
        EACH {
            at_ends[lane] += (value[lane] == low) | (value[lane] == high) ? 1.0 : 0.0;
            count[lane] += value[lane] == value[lane] ? 1.0 : 0.0;
        }
    }
    if (extremes) EACH extremes[lane] = count[lane] > 0.0 ? at_ends[lane] / count[lane] : NAN;
    if (unscaled) EACH unscaled[lane] = (items - count[lane]) / items;
}

INLINE void marks(const double *rows, int64_t items, uint64_t *found) {
    EACH found[lane] = 0x9e3779b97f4a7c15u;
    for (int64_t item = 0; item < items; item++)
        EACH {
            const double value = rows[item * LANES + lane];
            const double kept = value == value ? value + 0.0 : -1e300; /* 0 and -0 are equal, as are missing answers */
            uint64_t bits;
            memcpy(&bits, &kept, sizeof bits);
            uint64_t mixed = (found[lane] ^ bits ^ (bits >> 32)) * 0xff51afd7ed558ccdu;
            found[lane] = mixed ^ (mixed >> 29);
        }
}

/* `values`: items × stride, rows in the raw direction, NaN where there is no answer; rows and stride are multiples of
 * LANES. Every result has as many numbers as rows. Gives 0, or 1 without memory. */
EVERY_MACHINE
int careless(const double *values, int64_t stride, int64_t rows, const Asked *asked) {
    const int64_t items = asked->items;
    const int64_t most = items > asked->scales.count ? items : asked->scales.count;
    int64_t pairs = asked->synonym_count > asked->antonym_count ? asked->synonym_count : asked->antonym_count;
    pairs = pairs > most ? pairs : most;
    double *row = aligned_alloc(64, (size_t)(items * LANES) * sizeof *row);
    double *keyed = aligned_alloc(64, (size_t)(items * LANES) * sizeof *keyed);
    double *room = aligned_alloc(64, (size_t)(2 * pairs * LANES) * sizeof *room);
    const int failed = !row || !keyed || !room;
    for (int64_t start = 0; start < rows && !failed; start += LANES) {
        double count[LANES], high[LANES], low[LANES], found[LANES], seen = 0.0;
        EACH {
            count[lane] = 0.0;
            high[lane] = -INFINITY;
            low[lane] = INFINITY;
        }
        for (int64_t item = 0; item < items; item++) {
            const double *value = values + item * stride + start, turned = asked->turned[item];
            double *own = row + item * LANES, *turned_round = keyed + item * LANES;
            EACH {
                own[lane] = value[lane];
                turned_round[lane] = turned == turned ? turned - value[lane] : value[lane];
                count[lane] += value[lane] == value[lane] ? 1.0 : 0.0;
                high[lane] = value[lane] > high[lane] ? value[lane] : high[lane];
                low[lane] = value[lane] < low[lane] ? value[lane] : low[lane];
            }
        }
        EACH seen += count[lane];
        const int whole = seen == (double)(items * LANES);
        const double all = (double)items;
        if (asked->missingness) EACH asked->missingness[start + lane] = (all - count[lane]) / all;
        if (asked->flat) EACH asked->flat[start + lane] = high[lane] == low[lane] ? 1.0 : 0.0;
        if (asked->longest_string || asked->average_string)
            strings(row, asked, count, asked->longest_string ? asked->longest_string + start : NULL,
                    asked->average_string ? asked->average_string + start : NULL);
        if (asked->straight_grids) straight(row, asked, asked->straight_grids + start);
        if (asked->variability) variability(row, asked, count, asked->variability + start);
        if (asked->patterned) patterned(row, asked, count, asked->fewest_matches, high, low, asked->patterned + start);
        if (asked->autocorrelation) autocorrelation(row, asked, count, high, low, room, asked->autocorrelation + start);
        if (asked->mahalanobis) {
            distance(row, items, asked->means, asked->whitening, room, found);
            EACH asked->mahalanobis[start + lane] = count[lane] > 0.0 ? found[lane] : NAN;
        }
        if (asked->even_odd) even_odd(keyed, asked, room, asked->even_odd + start);
        if (asked->resampled_reliability) resampled(keyed, asked, whole, room, asked->resampled_reliability + start);
        if (asked->inter_item_deviation) spread(keyed, &asked->scales, asked->inter_item_deviation + start);
        if (asked->scatter) spread(keyed, &asked->long_scales, asked->scatter + start);
        if (asked->synonyms)
            agreement(row, asked->synonym_pairs, asked->synonym_count, (double)asked->fewest_pairs, room, asked->synonyms + start);
        if (asked->antonyms)
            agreement(row, asked->antonym_pairs, asked->antonym_count, (double)asked->fewest_pairs, room, asked->antonyms + start);
        if (asked->person_total) person_total(row, asked, room, asked->person_total + start);
        if (asked->acquiescence) acquiescence(row, asked, asked->acquiescence + start);
        if (asked->extreme_share || asked->unscaled)
            ends(row, asked, asked->extreme_share ? asked->extreme_share + start : NULL,
                 asked->unscaled ? asked->unscaled + start : NULL);
        if (asked->marks) marks(row, items, asked->marks + start);
    }
    free(row);
    free(keyed);
    free(room);
    return failed;
}

/* The squared distances alone, about other means. */
EVERY_MACHINE
int distances(const double *values, int64_t stride, int64_t rows, int64_t items, const double *means,
              const double *whitening, double *found) {
    double *row = aligned_alloc(64, (size_t)(items * LANES) * sizeof *row);
    double *away = aligned_alloc(64, (size_t)(items * LANES) * sizeof *away);
    const int failed = !row || !away;
    for (int64_t start = 0; start < rows && !failed; start += LANES) {
        for (int64_t item = 0; item < items; item++)
            memcpy(row + item * LANES, values + item * stride + start, LANES * sizeof *row);
        distance(row, items, means, whitening, away, found + start);
    }
    free(row);
    free(away);
    return failed;
}
