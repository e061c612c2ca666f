/* Whole columns at once: counts of narrow numbers, marks by which equal texts are found, and pseudonyms (HMAC-SHA256,
 * RFC 2104 and FIPS 180-4).
 *
 * Texts lie one after the other: text `row` is `bytes[offsets[row]]` to before `bytes[offsets[row + 1]]`.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS 24 /* hexadecimal, of a pseudonym */

static const uint32_t ROUND[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
    0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
    0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
    0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turned(uint32_t word, int by) { return (word >> by) | (word << (32 - by)); }

/* One block of 64 bytes into a state of SHA-256. */
static void block(uint32_t *state, const uint8_t *bytes) {
    uint32_t words[64], s[8];
    for (int at = 0; at < 16; at++)
        words[at] = (uint32_t)bytes[4 * at] << 24 | (uint32_t)bytes[4 * at + 1] << 16 | (uint32_t)bytes[4 * at + 2] << 8 | bytes[4 * at + 3];
    for (int at = 16; at < 64; at++) {
        const uint32_t far = words[at - 15], near = words[at - 2];
        words[at] = words[at - 16] + (turned(far, 7) ^ turned(far, 18) ^ (far >> 3)) + words[at - 7] +
                    (turned(near, 17) ^ turned(near, 19) ^ (near >> 10));
    }
    memcpy(s, state, sizeof s);
    for (int at = 0; at < 64; at++) {
        const uint32_t chosen = (s[4] & s[5]) ^ (~s[4] & s[6]), most = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
        const uint32_t one = s[7] + (turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)) + chosen + ROUND[at] + words[at];
        const uint32_t two = (turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)) + most;
        s[7] = s[6];
        s[6] = s[5];
        s[5] = s[4];
        s[4] = s[3] + one;
        s[3] = s[2];
        s[2] = s[1];
        s[1] = s[0];
        s[0] = one + two;
    }
    for (int at = 0; at < 8; at++) state[at] += s[at];
}

static void begin(uint32_t *state, const uint8_t *key) {
    static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    memcpy(state, start, sizeof start);
    block(state, key);
}

/* The rest of a message whose first block is in the state already. */
static void finish(uint32_t *state, const uint8_t *bytes, uint64_t length, uint8_t *digest) {
    const uint64_t bits = 8 * (length + 64);
    uint8_t last[128] = {0};
    for (; length >= 64; bytes += 64, length -= 64) block(state, bytes);
    memcpy(last, bytes, length);
    last[length] = 0x80;
    const uint64_t size = length < 56 ? 64 : 128;
    for (int at = 0; at < 8; at++) last[size - 1 - (uint64_t)at] = (uint8_t)(bits >> (8 * at));
    for (uint64_t at = 0; at < size; at += 64) block(state, last + at);
    for (int at = 0; at < 32; at++) digest[at] = (uint8_t)(state[at / 4] >> (24 - 8 * (at % 4)));
}

static int blank(uint8_t byte) { return (byte >= 9 && byte <= 13) || (byte >= 28 && byte <= 32); }

/* `inner`, `outer`: the key filled up to 64 bytes, each with 0x36 and with 0x5c. `found`: `p` and DIGITS digits for each
 * text without the blanks around it. Texts beyond ASCII, whose blanks are others too, are marked in `left` and left. */
void pseudonyms(const uint8_t *inner, const uint8_t *outer, const int64_t *offsets, const uint8_t *bytes, int64_t rows,
                uint8_t *found, uint8_t *left) {
    static const char digits[] = "0123456789abcdef";
    uint32_t first[8], second[8];
    begin(first, inner);
    begin(second, outer);
    for (int64_t row = 0; row < rows; row++) {
        const uint8_t *from = bytes + offsets[row], *to = bytes + offsets[row + 1];
        uint8_t any = 0, digest[32], *name = found + row * (DIGITS + 1);
        uint32_t state[8];
        for (const uint8_t *at = from; at < to; at++) any |= *at;
        left[row] = any >> 7;
        while (from < to && blank(*from)) from++;
        while (from < to && blank(to[-1])) to--;
        memcpy(state, first, sizeof state);
        finish(state, from, (uint64_t)(to - from), digest);
        memcpy(state, second, sizeof state);
        finish(state, digest, sizeof digest, digest);
        *name++ = 'p';
        for (int at = 0; at < DIGITS / 2; at++) {
            *name++ = (uint8_t)digits[digest[at] >> 4];
            *name++ = (uint8_t)digits[digest[at] & 15];
        }
    }
}

/* How often each number of one byte, or of two, occurs; `found` has a place for each, all 0. */
void counts(const uint8_t *bytes, int64_t rows, int64_t wide, int64_t *found) {
    const int64_t kinds = wide ? 65536 : 256;
    uint32_t *apart = calloc((size_t)(4 * kinds), sizeof *apart); /* equal neighbours do not wait for each other */
    if (rows > UINT32_MAX) {
        free(apart);
        apart = NULL;
    }
    for (int64_t row = 0; row < rows; row++) {
        uint16_t value = bytes[row];
        if (wide) memcpy(&value, bytes + 2 * row, 2);
        if (apart)
            apart[(row & 3) * kinds + value]++;
        else
            found[value]++;
    }
    for (int64_t at = 0; apart && at < kinds; at++)
        found[at] += (int64_t)apart[at] + apart[kinds + at] + apart[2 * kinds + at] + apart[3 * kinds + at];
    free(apart);
}

/* The same for equal texts, and hardly ever for others. */
void marks(const int64_t *offsets, const uint8_t *bytes, int64_t rows, uint64_t *found) {
    for (int64_t row = 0; row < rows; row++) {
        const uint8_t *at = bytes + offsets[row];
        uint64_t length = (uint64_t)(offsets[row + 1] - offsets[row]), mark = length * 0x9e3779b97f4a7c15u;
        while (length) {
            const uint64_t some = length < 8 ? length : 8;
            uint64_t word = 0;
            memcpy(&word, at, some);
            mark = (mark ^ word) * 0xff51afd7ed558ccdu;
            mark ^= mark >> 29;
            at += some;
            length -= some;
        }
        found[row] = mark * 0xc4ceb9fe1a85ec53u;
    }
}
