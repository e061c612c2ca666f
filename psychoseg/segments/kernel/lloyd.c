/* Lloyd's algorithm for many weighted problems over the same rows.
 *
 * plain.py does the same in NumPy, bit for bit: sums are taken in the same order, ties go to the first centre,
 * and nothing is fused (compile with -ffp-contract=off). Change both or none.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define LANES 32 /* four registers of AVX-512, eight of AVX2: enough sums under way to hide how long one takes */

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) && !defined(PLAIN)
#define EVERY_MACHINE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define EVERY_MACHINE
#endif

/* Nearest centre of each row. `lanes` holds rows in blocks of LANES: block, column, lane. */
EVERY_MACHINE
static int64_t nearest(const double *restrict lanes, int64_t count, int64_t columns, const double *restrict centres,
                       int64_t clusters, int32_t *restrict labels, double *restrict away) {
    int64_t moved = 0;
    for (int64_t block = 0; block * LANES < count; block++) {
        const int64_t here = count - block * LANES < LANES ? count - block * LANES : LANES;
        const double *rows = lanes + block * columns * LANES;
        double best[LANES];
        int64_t chosen[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            best[lane] = 1e300;
            chosen[lane] = 0;
        }
        for (int64_t cluster = 0; cluster < clusters; cluster++) {
            const double *centre = centres + cluster * columns;
            double total[LANES];
            for (int lane = 0; lane < LANES; lane++) total[lane] = 0.0;
            for (int64_t column = 0; column < columns; column++) {
                const double at = centre[column];
                const double *values = rows + column * LANES;
                for (int lane = 0; lane < LANES; lane++) {
                    const double apart = values[lane] - at;
                    total[lane] += apart * apart;
                }
            }
            for (int lane = 0; lane < LANES; lane++) {
                chosen[lane] = total[lane] < best[lane] ? cluster : chosen[lane];
                best[lane] = total[lane] < best[lane] ? total[lane] : best[lane];
            }
        }
        for (int64_t lane = 0; lane < here; lane++) {
            moved += labels[block * LANES + lane] != (int32_t)chosen[lane];
            labels[block * LANES + lane] = (int32_t)chosen[lane];
            away[block * LANES + lane] = best[lane];
        }
    }
    return moved;
}

/* A cluster without people takes the person farthest from their centre; its size and sums follow. */
static void fill(const double *weights, int64_t rows, int64_t clusters, int32_t *labels, double *away,
                 double *masses) {
    for (int64_t cluster = 0; cluster < clusters; cluster++) {
        if (masses[cluster] > 0) continue;
        int64_t farthest = -1;
        for (int64_t row = 0; row < rows; row++)
            if (weights[row] > 0 && masses[labels[row]] > weights[row] &&
                (farthest < 0 || away[row] > away[farthest]))
                farthest = row;
        if (farthest < 0) continue;
        masses[labels[farthest]] -= weights[farthest];
        masses[cluster] = weights[farthest];
        labels[farthest] = (int32_t)cluster;
        away[farthest] = 0.0;
    }
}

/* Sizes and sums of the clusters, added up row by row; gives how many are empty. */
static int64_t add(const double *restrict values, const double *restrict weights, int64_t rows, int64_t columns,
                   int64_t clusters, const int32_t *restrict labels, double *restrict masses, double *restrict sums) {
    int64_t empty = 0;
    memset(masses, 0, (size_t)clusters * sizeof *masses);
    memset(sums, 0, (size_t)(clusters * columns) * sizeof *sums);
    for (int64_t row = 0; row < rows; row++) {
        const double weight = weights[row];
        if (weight == 0) continue;
        double *sum = sums + labels[row] * columns;
        const double *value = values + row * columns;
        masses[labels[row]] += weight;
        for (int64_t column = 0; column < columns; column++) sum[column] += weight * value[column];
    }
    for (int64_t cluster = 0; cluster < clusters; cluster++) empty += masses[cluster] == 0;
    return empty;
}

/* `values`: rows × columns. `weights`: problems × rows, or one row for all (stride 0). `centres`: problems × clusters
 * × columns, in and out. A problem ends after `steps`, where no row moves, or where the squared moves of its centres
 * sum to `tolerance` or less. `labels`: problems × rows, out. `inertia`: problems, out. `apart`:
 * squared distances to the own centre, problems × rows, out. Gives 0, or 1 without memory. */
int lloyd(const double *values, int64_t rows, int64_t columns, const double *weights, int64_t stride, double *centres,
          int64_t problems, int64_t clusters, int64_t steps, double tolerance, int32_t *labels, double *inertia,
          double *apart) {
    const int64_t blocks = (rows + LANES - 1) / LANES, padded = blocks * LANES;
    double *lanes = calloc((size_t)(padded * columns), sizeof *lanes);
    double *away = malloc((size_t)padded * sizeof *away);
    int32_t *now = malloc((size_t)padded * sizeof *now);
    double *masses = malloc((size_t)clusters * sizeof *masses);
    double *sums = malloc((size_t)(clusters * columns) * sizeof *sums);
    const int failed = !lanes || !away || !now || !masses || !sums;
    for (int64_t row = 0; row < rows && !failed; row++)
        for (int64_t column = 0; column < columns; column++)
            lanes[(row / LANES * columns + column) * LANES + row % LANES] = values[row * columns + column];
    for (int64_t problem = 0; problem < problems && !failed; problem++) {
        double *own = centres + problem * clusters * columns;
        const double *given = weights + problem * stride;
        for (int64_t row = 0; row < padded; row++) now[row] = -1;
        int settled = 0;
        for (int64_t step = 0;; step++) {
            const int64_t moved = nearest(lanes, rows, columns, own, clusters, now, away);
            if (settled || (step > 0 && (moved == 0 || step >= steps))) break;
            if (add(values, given, rows, columns, clusters, now, masses, sums)) {
                fill(given, rows, clusters, now, away, masses);
                add(values, given, rows, columns, clusters, now, masses, sums);
            }
            double shift = 0.0;
            for (int64_t cell = 0; cell < clusters * columns; cell++) {
                const double mass = masses[cell / columns], to = mass > 0 ? sums[cell] / mass : own[cell];
                const double by = to - own[cell];
                shift += by * by;
                own[cell] = to;
            }
            settled = shift <= tolerance;
        }
        double total = 0.0;
        for (int64_t row = 0; row < rows; row++) total += given[row] * away[row];
        inertia[problem] = total;
        memcpy(labels + problem * rows, now, (size_t)rows * sizeof *labels);
        memcpy(apart + problem * rows, away, (size_t)rows * sizeof *apart);
    }
    free(lanes);
    free(away);
    free(now);
    free(masses);
    free(sums);
    return failed;
}
