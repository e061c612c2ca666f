/* The cells of a delimited text, column by column, each different text of a column held once as long as texts repeat.
 *
 * The text is UTF-8 without a byte order mark, fed in stretches of whole rows. Whatever is not beyond doubt (a row with
 * too many or too few cells, a blank line, a quote inside a cell, a lone carriage return, a huge cell) ends the reading.
 * No byte is read outside a stretch, and nothing is trusted but its size.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { DONE = 0, DOUBT = 1, NO_MEMORY = 2 };

#define MOST_CELL (1 << 20)
#define MOST_DISTINCT 32767 /* places of so many texts fit into two bytes */
#define FEW 128             /* beyond so many, each text must repeat CLEARLY often */
#define CLEARLY 4
#define SHORT 7 /* bytes of a text that is its own key */

typedef struct {
    uint8_t *bytes;
    int64_t size, room;
} Bytes;

typedef struct {
    int64_t repeats, wide;                   /* held as places, of two bytes each */
    int64_t known;                           /* different texts: one after the other, with their ends */
    Bytes texts, ends;
    int64_t slots;                           /* of the places of texts by their keys; a power of two */
    uint64_t *keys;
    int32_t *held;
    Bytes places;                            /* of every row's text */
    int64_t plain_rows;                      /* rows whose texts are held as they are: texts, with their ends */
    Bytes plain, plain_ends;
} Column;

typedef struct {
    int64_t width, rows, line; /* rows below the header; -1 before it */
    uint8_t delimiter;
    Column *columns, header;
    Bytes begins, scratch; /* the line each row begins on; a cell whose doubled quotes were taken out */
} Table;

static int room_for(Bytes *held, int64_t more) {
    if (held->size + more <= held->room) return DONE;
    const int64_t room = 2 * held->room > held->size + more ? 2 * held->room : held->size + more + 64;
    uint8_t *bytes = realloc(held->bytes, (size_t)room);
    if (!bytes) return NO_MEMORY;
    held->bytes = bytes;
    held->room = room;
    return DONE;
}

static int add(Bytes *held, const void *bytes, int64_t size) {
    if (room_for(held, size)) return NO_MEMORY;
    if (size) memcpy(held->bytes + held->size, bytes, (size_t)size);
    held->size += size;
    return DONE;
}

static void drop(Bytes *held) {
    free(held->bytes);
    memset(held, 0, sizeof *held);
}

static int add_plain(Column *column, const uint8_t *text, int64_t length) {
    if (add(&column->plain, text, length)) return NO_MEMORY;
    column->plain_rows++;
    return add(&column->plain_ends, &column->plain.size, sizeof column->plain.size);
}

static int64_t place_at(const Column *column, int64_t row) {
    int16_t place;
    if (!column->wide) return (int8_t)column->places.bytes[row];
    memcpy(&place, column->places.bytes + 2 * row, sizeof place);
    return place;
}

static int64_t end_of(const Column *column, int64_t text) {
    int64_t end = 0;
    if (text >= 0) memcpy(&end, column->ends.bytes + text * (int64_t)sizeof end, sizeof end);
    return end;
}

static void forget(Column *column) {
    free(column->keys);
    free(column->held);
    column->keys = NULL;
    column->held = NULL;
    column->slots = column->known = 0;
    drop(&column->texts);
    drop(&column->ends);
    drop(&column->places);
}

/* From here on every row's text is held as it is. */
static int give_up(Column *column, int64_t rows) {
    for (int64_t row = 0; row < rows; row++) {
        const int64_t text = place_at(column, row), begin = end_of(column, text - 1);
        if (add_plain(column, column->texts.bytes + begin, end_of(column, text) - begin)) return NO_MEMORY;
    }
    forget(column);
    column->repeats = 0;
    return DONE;
}

static int more_slots(Column *column) {
    const int64_t slots = column->slots ? 2 * column->slots : 64;
    uint64_t *keys = malloc((size_t)slots * sizeof *keys);
    int32_t *held = malloc((size_t)slots * sizeof *held);
    if (!keys || !held) {
        free(keys);
        free(held);
        return NO_MEMORY;
    }
    for (int64_t slot = 0; slot < slots; slot++) held[slot] = -1;
    for (int64_t old = 0; old < column->slots; old++) {
        if (column->held[old] < 0) continue;
        int64_t slot = (int64_t)((column->keys[old] * 0x9e3779b97f4a7c15u) >> 32) & (slots - 1);
        while (held[slot] >= 0) slot = (slot + 1) & (slots - 1);
        keys[slot] = column->keys[old];
        held[slot] = column->held[old];
    }
    free(column->keys);
    free(column->held);
    column->keys = keys;
    column->held = held;
    column->slots = slots;
    return DONE;
}

static int widen(Column *column, int64_t rows) {
    Bytes places = {0};
    if (room_for(&places, 2 * rows + 2)) return NO_MEMORY;
    for (int64_t row = 0; row < rows; row++) {
        const int16_t place = (int8_t)column->places.bytes[row];
        memcpy(places.bytes + 2 * row, &place, sizeof place);
    }
    places.size = 2 * rows;
    drop(&column->places);
    column->places = places;
    column->wide = 1;
    return DONE;
}

/* The text itself where it is short, else a mark of it; the length tells them apart. */
static uint64_t key_of(const uint8_t *text, int64_t length, const uint8_t *limit) {
    uint64_t word = 0;
    if (length <= SHORT) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        if (limit - text >= 8) {
            memcpy(&word, text, 8);
            return (word & (((uint64_t)1 << (8 * length)) - 1)) | (uint64_t)length << 56;
        }
#endif
        memcpy(&word, text, (size_t)length);
        return (word & (((uint64_t)1 << 56) - 1)) ^ (uint64_t)length << 56;
    }
    uint64_t mark = (uint64_t)length;
    for (int64_t at = 0; at < length; at += 8) {
        const int64_t some = length - at < 8 ? length - at : 8;
        word = 0;
        memcpy(&word, text + at, (size_t)some);
        mark = (mark ^ word) * 0xff51afd7ed558ccdu;
        mark ^= mark >> 29;
    }
    return mark | (uint64_t)1 << 63;
}

static int store(Table *table, Column *column, const uint8_t *text, int64_t length, const uint8_t *limit) {
    if (!column->repeats) return add_plain(column, text, length);
    if (2 * (column->known + 1) > column->slots && more_slots(column)) return NO_MEMORY;
    const uint64_t key = key_of(text, length, limit);
    int64_t slot = (int64_t)((key * 0x9e3779b97f4a7c15u) >> 32) & (column->slots - 1), place;
    for (; (place = column->held[slot]) >= 0; slot = (slot + 1) & (column->slots - 1)) {
        if (column->keys[slot] != key) continue;
        if (length <= SHORT) break;
        const int64_t begin = end_of(column, place - 1);
        if (end_of(column, place) - begin == length && !memcmp(column->texts.bytes + begin, text, (size_t)length)) break;
    }
    if (place < 0) {
        place = column->known;
        if (place >= MOST_DISTINCT) return give_up(column, table->rows) ? NO_MEMORY : add_plain(column, text, length);
        if (place == INT8_MAX && !column->wide && widen(column, table->rows)) return NO_MEMORY;
        if (add(&column->texts, text, length) || add(&column->ends, &column->texts.size, sizeof column->texts.size))
            return NO_MEMORY;
        column->keys[slot] = key;
        column->held[slot] = (int32_t)place;
        column->known++;
    }
    if (column->wide) {
        const int16_t two = (int16_t)place;
        return add(&column->places, &two, sizeof two);
    }
    if (column->places.size == column->places.room && room_for(&column->places, 1)) return NO_MEMORY;
    column->places.bytes[column->places.size++] = (uint8_t)place;
    return DONE;
}

/* The end of a quoted cell that begins at `at`, after its first quote; line ends inside are counted. */
static const uint8_t *closing(const uint8_t *at, const uint8_t *stop, int *doubled, int64_t *lines) {
    while (at < stop) {
        if (*at == '"') {
            if (at + 1 == stop || at[1] != '"') return at;
            *doubled = 1;
            at++;
        }
        *lines += *at == '\n';
        at++;
    }
    return NULL;
}

static int without_doubled(Bytes *scratch, const uint8_t *from, const uint8_t *to) {
    scratch->size = 0;
    if (room_for(scratch, to - from)) return NO_MEMORY;
    for (; from < to; from++) {
        scratch->bytes[scratch->size++] = *from;
        if (*from == '"') from++;
    }
    return DONE;
}

/* A stretch of whole rows. */
int table_feed(Table *table, const uint8_t *bytes, int64_t size) {
    const uint8_t *at = bytes, *stop = bytes + size;
    const uint8_t between = table->delimiter;
    while (at < stop) {
        if (*at == '\n' || *at == '\r') return DOUBT;
        if (add(&table->begins, &table->line, sizeof table->line)) return NO_MEMORY;
        for (int64_t cell = 0;; cell++) {
            const uint8_t *from = at, *to, *limit = stop;
            if (cell == table->width) return DOUBT;
            if (at < stop && *at == '"') {
                int doubled = 0;
                from++;
                to = closing(from, stop, &doubled, &table->line);
                if (!to) return DOUBT;
                at = to + 1;
                if (doubled) {
                    if (without_doubled(&table->scratch, from, to)) return NO_MEMORY;
                    from = table->scratch.bytes;
                    to = limit = from + table->scratch.size;
                }
            } else {
                while (at < stop && *at != between && *at != '\n' && *at != '\r' && *at != '"') at++;
                to = at;
            }
            if (to - from > MOST_CELL) return DOUBT;
            Column *column = table->rows < 0 ? &table->header : table->columns + cell;
            if (store(table, column, from, to - from, limit)) return NO_MEMORY;
            if (at < stop && *at == between) {
                at++;
                continue;
            }
            if (at < stop && *at == '\r' && ++at == stop) return DOUBT;
            if (at < stop && *at != '\n') return DOUBT;
            if (cell + 1 < table->width) return DOUBT;
            if (at < stop) at++;
            table->line++;
            break;
        }
        table->rows++;
    }
    for (int64_t at_column = 0; at_column < table->width; at_column++) {
        Column *column = table->columns + at_column;
        if (column->repeats && column->known > FEW && CLEARLY * column->known > table->rows && give_up(column, table->rows))
            return NO_MEMORY;
    }
    return DONE;
}

/* `repeats`: for each column whether its texts are held once; NULL is given where there is no memory. */
Table *table_begin(int64_t width, uint8_t delimiter, const uint8_t *repeats) {
    Table *table = calloc(1, sizeof *table);
    if (!table) return NULL;
    table->columns = calloc((size_t)width, sizeof *table->columns);
    table->width = width;
    table->delimiter = delimiter;
    table->rows = -1;
    table->line = 1;
    for (int64_t at = 0; table->columns && at < width; at++) table->columns[at].repeats = repeats[at];
    if (table->columns) return table;
    free(table);
    return NULL;
}

Column *table_column(Table *table, int64_t at) { return at < 0 ? &table->header : table->columns + at; }

int64_t table_rows(const Table *table) { return table->rows; }

int64_t table_line(const Table *table) { return table->line; }

const uint8_t *table_begins(const Table *table) { return table->begins.bytes; }

/* What was read as it is was taken. */
void column_taken(Column *column) {
    drop(&column->plain);
    drop(&column->plain_ends);
    column->plain_rows = 0;
}

void column_finished(Column *column) {
    forget(column);
    column_taken(column);
}

void table_end(Table *table) {
    for (int64_t at = 0; at < table->width; at++) column_finished(table->columns + at);
    column_finished(&table->header);
    drop(&table->begins);
    drop(&table->scratch);
    free(table->columns);
    free(table);
}
