#include "kernels.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef uint32_t u32x4 __attribute__((ext_vector_type(4)));

static inline u32x4 load4(const void *from) {
    u32x4 v;
    memcpy(&v, from, 16);
    return v;
}

static inline void store4(void *to, u32x4 v) { memcpy(to, &v, 16); }

unsigned ow_width(const uint32_t *numbers, size_t count) {
    uint32_t all = 0;
    for (size_t i = 0; i < count; i++) all |= numbers[i];
    return all ? 32 - (unsigned)__builtin_clz(all) : 0;
}

// `width` is a constant wherever these are inlined: the shifts become constants too.
static inline __attribute__((always_inline)) void pack_rows(const uint32_t *numbers, unsigned width,
                                                            uint8_t *out) {
    u32x4 word = 0;
    unsigned filled = 0;
    for (unsigned row = 0; row < 32; row++) {
        u32x4 v = load4(numbers + 4 * row);
        word |= v << filled;
        filled += width;
        if (filled >= 32) {
            store4(out, word);
            out += 16;
            filled -= 32;
            word = filled ? v >> (width - filled) : (u32x4)0;
        }
    }
}

static inline __attribute__((always_inline)) void unpack_rows(const uint8_t *in, unsigned width,
                                                              uint32_t *numbers, int sum,
                                                              uint32_t before) {
    const u32x4 mask = width == 32 ? (u32x4)0xFFFFFFFFu : (u32x4)(((uint32_t)1 << width) - 1);
    u32x4 carry = (u32x4)before;
    u32x4 word = load4(in);
    unsigned used = 0;
#pragma clang loop unroll(full)
    for (unsigned row = 0; row < 32; row++) {
        u32x4 v = word >> used;
        used += width;
        if (used >= 32) {
            used -= 32;
            // The last row ends its word: nothing behind the block is read.
            if (row < 31) {
                in += 16;
                word = load4(in);
                if (used) v |= word << (width - used);
            }
        }
        v &= mask;
        if (sum) {
            const u32x4 zero = 0;
            v += 1;
            v += __builtin_shufflevector(zero, v, 0, 4, 5, 6);
            v += __builtin_shufflevector(zero, v, 0, 1, 4, 5);
            v += carry;
            carry = __builtin_shufflevector(v, v, 3, 3, 3, 3);
        }
        store4(numbers + 4 * row, v);
    }
}

#define WIDTHS(CASE)                                                                               \
    CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8) CASE(9) CASE(10) CASE(11)      \
    CASE(12) CASE(13) CASE(14) CASE(15) CASE(16) CASE(17) CASE(18) CASE(19) CASE(20) CASE(21)      \
    CASE(22) CASE(23) CASE(24) CASE(25) CASE(26) CASE(27) CASE(28) CASE(29) CASE(30) CASE(31)      \
    CASE(32)

void ow_pack(const uint32_t *numbers, unsigned width, uint8_t *out) {
    switch (width) {
#define CASE(w)                                                                                    \
    case w: pack_rows(numbers, w, out); break;
        WIDTHS(CASE)
#undef CASE
    default: break;
    }
}

void ow_unpack(const uint8_t *in, unsigned width, uint32_t *numbers) {
    switch (width) {
#define CASE(w)                                                                                    \
    case w: unpack_rows(in, w, numbers, 0, 0); break;
        WIDTHS(CASE)
#undef CASE
    default: memset(numbers, 0, OW_BLOCK * sizeof *numbers); break;
    }
}

void ow_unpack_ordinals(const uint8_t *in, unsigned width, uint32_t before, uint32_t *ordinals) {
    switch (width) {
#define CASE(w)                                                                                    \
    case w: unpack_rows(in, w, ordinals, 1, before); break;
        WIDTHS(CASE)
#undef CASE
    default:
        for (unsigned i = 0; i < OW_BLOCK; i++) ordinals[i] = before + 1 + i;
        break;
    }
}

void ow_sum_block(uint32_t *numbers, uint32_t before) {
    const u32x4 zero = 0;
    u32x4 carry = (u32x4)before;
    for (unsigned row = 0; row < 32; row++) {
        u32x4 v = load4(numbers + 4 * row) + 1;
        v += __builtin_shufflevector(zero, v, 0, 4, 5, 6);
        v += __builtin_shufflevector(zero, v, 0, 1, 4, 5);
        v += carry;
        carry = __builtin_shufflevector(v, v, 3, 3, 3, 3);
        store4(numbers + 4 * row, v);
    }
}

int ow_patch(uint32_t *numbers, const uint8_t *places, const uint32_t *values, size_t patches,
             unsigned shift, size_t count) {
    for (size_t i = 0; i < patches; i++) {
        if (places[i] >= count) return 0;
        numbers[places[i]] |= values[i] << shift;
    }
    return 1;
}

void ow_pack_tail(const uint32_t *numbers, size_t count, unsigned width, uint8_t *out) {
    uint64_t word = 0;
    unsigned filled = 0;
    for (size_t i = 0; i < count; i++) {
        word |= (uint64_t)numbers[i] << filled;
        filled += width;
        while (filled >= 8) {
            *out++ = (uint8_t)word;
            word >>= 8;
            filled -= 8;
        }
    }
    if (filled) *out = (uint8_t)word;
}

uint32_t ow_greatest(const uint32_t *numbers, size_t count) {
    uint32_t greatest = 0;
    for (size_t i = 0; i < count; i++) greatest = numbers[i] > greatest ? numbers[i] : greatest;
    return greatest;
}

void ow_pack_groups(const uint32_t *numbers, size_t count, unsigned size, uint32_t base,
                    unsigned width, uint8_t *out) {
    uint64_t word = 0;
    unsigned filled = 0;
    for (size_t i = 0; i < count; i += size) {
        size_t last = i + size < count ? i + size : count;
        uint64_t group = 0;
        while (last > i) group = group * base + numbers[--last];
        word |= group << filled;
        filled += width;
        while (filled >= 8) {
            *out++ = (uint8_t)word;
            word >>= 8;
            filled -= 8;
        }
    }
    if (filled) *out = (uint8_t)word;
}

void ow_unpack_tail(const uint8_t *in, size_t count, unsigned width, uint32_t *numbers) {
    for (size_t i = 0; i < count; i++) numbers[i] = ow_number_at(in, i, width);
}

void ow_sum_ordinals(uint32_t *numbers, size_t count, uint32_t before) {
    for (size_t i = 0; i < count; i++) numbers[i] = before += numbers[i] + 1;
}

static inline uint16_t impact(uint32_t weight, uint16_t value) {
    return (uint16_t)((weight * (uint32_t)value) >> 16);
}

void ow_add_single(const uint32_t *ordinals, size_t count, uint32_t base, const uint8_t *lengths,
                   const uint16_t *table, uint32_t weight, uint16_t *sums) {
#pragma clang loop unroll_count(4)
    for (size_t i = 0; i < count; i++) {
        uint32_t place = ordinals[i] - base;
        sums[place] = (uint16_t)(sums[place] + impact(weight, table[lengths[place]]));
    }
}

void ow_add_patterns(const uint32_t *ordinals, const uint32_t *patterns, size_t count, uint32_t base,
                     const uint8_t *lengths, const uint16_t *tables, uint32_t weight,
                     uint16_t *sums) {
#pragma clang loop unroll_count(4)
    for (size_t i = 0; i < count; i++) {
        uint32_t place = ordinals[i] - base;
        uint16_t value = tables[patterns[i] * 256 + lengths[place]];
        sums[place] = (uint16_t)(sums[place] + impact(weight, value));
    }
}

void ow_add_single_marked(const uint32_t *ordinals, size_t count, uint32_t base,
                          const uint8_t *lengths, const uint16_t *table, uint32_t weight,
                          uint16_t *sums, uint64_t *marks) {
    for (size_t i = 0; i < count; i++) {
        uint32_t place = ordinals[i] - base;
        sums[place] = (uint16_t)(sums[place] + impact(weight, table[lengths[place]]));
        marks[place / 64] |= (uint64_t)1 << (place % 64);
    }
}

void ow_add_patterns_marked(const uint32_t *ordinals, const uint32_t *patterns, size_t count,
                            uint32_t base, const uint8_t *lengths, const uint16_t *tables,
                            uint32_t weight, uint16_t *sums, uint64_t *marks) {
    for (size_t i = 0; i < count; i++) {
        uint32_t place = ordinals[i] - base;
        uint16_t value = tables[patterns[i] * 256 + lengths[place]];
        sums[place] = (uint16_t)(sums[place] + impact(weight, value));
        marks[place / 64] |= (uint64_t)1 << (place % 64);
    }
}

static inline __attribute__((always_inline)) size_t list(
    const uint32_t *ordinals, const uint32_t *patterns, int has_patterns, size_t count, uint32_t base,
    const uint8_t *lengths, const uint16_t *tables, uint32_t weight, int32_t least,
    uint16_t *restrict sums, uint16_t *restrict places) {
    size_t found = 0;
#pragma clang loop unroll_count(4)
    for (size_t i = 0; i < count; i++) {
        uint32_t place = ordinals[i] - base;
        uint32_t row = has_patterns ? patterns[i] * 256 : 0;
        uint16_t value = impact(weight, tables[row + lengths[place]]);
        int good = (int32_t)value > least;
        sums[place] = good ? value : 0;
        places[found] = (uint16_t)place;
        found += (size_t)good;
    }
    return found;
}

size_t ow_list(const uint32_t *ordinals, const uint32_t *patterns, size_t count, uint32_t base,
               const uint8_t *lengths, const uint16_t *tables, uint32_t weight, int32_t least,
               uint16_t *sums, uint16_t *places) {
    if (patterns)
        return list(ordinals, patterns, 1, count, base, lengths, tables, weight, least, sums, places);
    return list(ordinals, ordinals, 0, count, base, lengths, tables, weight, least, sums, places);
}

size_t ow_marked_above(uint16_t *sums, uint64_t *marks, size_t count, int32_t bound,
                       uint16_t *places) {
    size_t found = 0;
    for (size_t word = 0; word < count / 64; word++) {
        uint64_t bits = marks[word];
        marks[word] = 0;
        while (bits) {
            size_t place = word * 64 + (size_t)__builtin_ctzll(bits);
            bits &= bits - 1;
            int good = (int32_t)sums[place] > bound;
            places[found] = (uint16_t)place;
            found += (size_t)good;
            if (!good) sums[place] = 0;
        }
    }
    return found;
}

size_t ow_keep_above(uint16_t *sums, uint16_t *places, size_t count, int32_t bound) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint16_t place = places[i];
        int good = (int32_t)sums[place] > bound;
        places[kept] = place;
        kept += (size_t)good;
        sums[place] = good ? sums[place] : 0;
    }
    return kept;
}

size_t ow_join(uint16_t *sums, const uint16_t *others, uint16_t *places, size_t count, int32_t bound,
               int adds) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint16_t place = places[i];
        uint16_t other = others[place];
        int good = (int32_t)other > bound;
        uint16_t least = other < sums[place] ? other : sums[place];
        uint16_t joined = adds ? (uint16_t)(sums[place] + other) : least;
        places[kept] = place;
        kept += (size_t)good;
        sums[place] = good ? joined : 0;
    }
    return kept;
}

size_t ow_meet(const uint32_t *ordinals, size_t ordinal_count, uint32_t base, const uint16_t *places,
               size_t from, size_t count, uint8_t *slots, uint16_t *sums, uint16_t *kept,
               uint8_t *indices, size_t *found) {
    if (ordinal_count == 0) return from;
    // What is left in a slot of earlier ordinals is told by the ordinal that it leads to.
#pragma clang loop unroll_count(4)
    for (size_t i = 0; i < ordinal_count; i++) slots[ordinals[i] - base] = (uint8_t)i;
    uint32_t last = ordinals[ordinal_count - 1] - base;
    size_t number = *found;
    while (from < count && places[from] <= last) {
        uint16_t place = places[from++];
        uint8_t index = slots[place];
        int good = index < ordinal_count && ordinals[index] - base == place;
        kept[number] = place;
        indices[number] = index;
        sums[place] = good ? sums[place] : 0;
        number += (size_t)good;
    }
    *found = number;
    return from;
}

size_t ow_above(const uint16_t *sums, size_t count, uint16_t bound, uint16_t *places) {
    size_t found = 0;
    for (size_t start = 0; start < count; start += 64) {
#if defined(__SSE2__)
        const __m128i limit = _mm_set1_epi16((short)bound);
        const __m128i *from = (const __m128i *)(sums + start);
        // A saturating difference is 0 exactly where the sum is not above the bound.
        __m128i d[8];
        __m128i any = _mm_setzero_si128();
        for (int i = 0; i < 8; i++) {
            d[i] = _mm_subs_epu16(_mm_loadu_si128(from + i), limit);
            any = _mm_or_si128(any, d[i]);
        }
        const __m128i zero = _mm_setzero_si128();
        if (_mm_movemask_epi8(_mm_cmpeq_epi16(any, zero)) == 0xFFFF) continue;
        for (int i = 0; i < 8; i += 2) {
            // Two bits a place become one when the comparisons are packed to bytes.
            __m128i packed =
                _mm_packs_epi16(_mm_cmpeq_epi16(d[i], zero), _mm_cmpeq_epi16(d[i + 1], zero));
            unsigned bits = (unsigned)_mm_movemask_epi8(packed) ^ 0xFFFF;
            while (bits) {
                places[found++] = (uint16_t)(start + (size_t)i * 8 + (unsigned)__builtin_ctz(bits));
                bits &= bits - 1;
            }
        }
#else
        uint16_t most = 0;
        for (size_t i = 0; i < 64; i++) most = sums[start + i] > most ? sums[start + i] : most;
        if (most <= bound) continue;
        for (size_t i = 0; i < 64; i++) {
            if (sums[start + i] > bound) places[found++] = (uint16_t)(start + i);
        }
#endif
    }
    return found;
}

size_t ow_lower_bound(const uint32_t *ordinals, size_t from, size_t count, uint32_t wanted) {
    // What is sought is mostly near: by sixteens, then by halves without a branch that could be guessed
    // wrongly.
    if (from >= count || ordinals[from] >= wanted) return from < count ? from : count;
    while (count - from > 16 && ordinals[from + 15] < wanted) from += 16;
    size_t left = count - from < 16 ? count - from : 16;
    const uint32_t *low = ordinals + from;
    while (left > 1) {
        size_t half = left / 2;
        low = low[half - 1] < wanted ? low + half : low;
        left -= half;
    }
    return (size_t)(low - ordinals) + (*low < wanted);
}
