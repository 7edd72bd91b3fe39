#ifndef OW_KERNELS_H
#define OW_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/// Loops over blocks of numbers that Swift does not turn into vector code by itself.
///
/// A block is 128 numbers. A full block is packed in four lanes: number i stands in lane i % 4,
/// row i / 4, and the rows of a lane follow each other bit by bit, lowest first; a block of width w
/// takes 16 * w bytes. Layout after: D. Lemire and L. Boytsov, Decoding billions of integers per
/// second through vectorization, Software: Practice and Experience 45(1), 2015.
/// Fewer numbers are packed one behind the other, lowest bits first.
///
/// No function reads behind `in + bytes` by more than OW_SLACK bytes, or writes behind its output.

#define OW_BLOCK 128
/// Bytes that must be readable behind packed data.
#define OW_SLACK 16

/// Bits of the widest number; 0 when all are 0.
unsigned ow_width(const uint32_t *numbers, size_t count);

/// Packs 128 numbers of at most `width` bits into 16 * width bytes.
void ow_pack(const uint32_t *numbers, unsigned width, uint8_t *out);
/// Unpacks 128 numbers; `width` is at most 32.
void ow_unpack(const uint8_t *in, unsigned width, uint32_t *numbers);
/// Unpacks 128 ordinals stored as distances less 1; `before` is the ordinal before the first.
void ow_unpack_ordinals(const uint8_t *in, unsigned width, uint32_t before, uint32_t *ordinals);

/// Adds `values`, shifted by `shift`, to the numbers at `places`; 0 when a place is not below `count`.
int ow_patch(uint32_t *numbers, const uint8_t *places, const uint32_t *values, size_t patches,
             unsigned shift, size_t count);

/// Bytes that `count` numbers of `width` bits take one behind the other.
static inline size_t ow_tail_bytes(size_t count, unsigned width) { return (count * width + 7) / 8; }
/// Packs numbers one behind the other; the output must hold `ow_tail_bytes`.
void ow_pack_tail(const uint32_t *numbers, size_t count, unsigned width, uint8_t *out);
/// Unpacks numbers that stand one behind the other.
void ow_unpack_tail(const uint8_t *in, size_t count, unsigned width, uint32_t *numbers);
/// One of such numbers.
static inline uint32_t ow_number_at(const uint8_t *in, size_t index, unsigned width) {
    size_t bit = index * width;
    uint64_t word;
    __builtin_memcpy(&word, in + bit / 8, 8);
    return (uint32_t)((word >> (bit % 8)) & (((uint64_t)1 << width) - 1));
}
/// The greatest number; 0 for none.
uint32_t ow_greatest(const uint32_t *numbers, size_t count);
/// Packs numbers below `base` in groups of `size`: the first of a group counts once, the second `base`
/// times, and so on. Groups of `width` bits, of 32 at most, stand one behind the other; the output must
/// hold `ow_tail_bytes` for them.
void ow_pack_groups(const uint32_t *numbers, size_t count, unsigned size, uint32_t base,
                    unsigned width, uint8_t *out);
/// Sums 128 distances less 1 to ordinals, in place.
void ow_sum_block(uint32_t *numbers, uint32_t before);
/// Sums distances less 1 to ordinals, in place.
void ow_sum_ordinals(uint32_t *numbers, size_t count, uint32_t before);

/// Adds, for each ordinal, `weight * table[lengths[ordinal]]` >> 16 to its sum.
/// `sums` and `lengths` start at the ordinal `base`.
void ow_add_single(const uint32_t *ordinals, size_t count, uint32_t base, const uint8_t *lengths,
                   const uint16_t *table, uint32_t weight, uint16_t *sums);
/// The same with a table of 256 for each pattern.
void ow_add_patterns(const uint32_t *ordinals, const uint32_t *patterns, size_t count, uint32_t base,
                     const uint8_t *lengths, const uint16_t *tables, uint32_t weight,
                     uint16_t *sums);
/// Like these, and sets the bit of each ordinal.
void ow_add_single_marked(const uint32_t *ordinals, size_t count, uint32_t base,
                          const uint8_t *lengths, const uint16_t *table, uint32_t weight,
                          uint16_t *sums, uint64_t *marks);
void ow_add_patterns_marked(const uint32_t *ordinals, const uint32_t *patterns, size_t count,
                            uint32_t base, const uint8_t *lengths, const uint16_t *tables,
                            uint32_t weight, uint16_t *sums, uint64_t *marks);

/// For each ordinal writes `weight * tables[pattern][length] >> 16` as its sum and, when that is more
/// than `least` or -1, its place to `places`; gives their number. `patterns` is NULL when all are 0.
size_t ow_list(const uint32_t *ordinals, const uint32_t *patterns, size_t count, uint32_t base,
               const uint8_t *lengths, const uint16_t *tables, uint32_t weight, int32_t least,
               uint16_t *sums, uint16_t *places);

/// Writes the places of all sums above `bound`, ascending; gives their number.
/// `count` is a multiple of 64.
size_t ow_above(const uint16_t *sums, size_t count, uint16_t bound, uint16_t *places);

/// Writes the places of marked sums above `bound` or -1, ascending, and takes all marks away; the other
/// marked sums become 0. Gives the number of places; `count` is a multiple of 64.
size_t ow_marked_above(uint16_t *sums, uint64_t *marks, size_t count, int32_t bound,
                       uint16_t *places);

/// Keeps the places whose sums are above `bound` or -1 and makes the others 0; gives their number.
size_t ow_keep_above(uint16_t *sums, uint16_t *places, size_t count, int32_t bound);

/// Keeps the places whose `others` are above `bound`, which is not negative, adds these to their sums
/// and makes the other sums 0; gives the number of places. `adds` is 0 to keep the smaller of both
/// instead.
size_t ow_join(uint16_t *sums, const uint16_t *others, uint16_t *places, size_t count, int32_t bound,
               int adds);

/// Looks for ascending `places`, from `from` up to `count`, among ordinals, of which there are 128 at
/// most, and stops behind the last ordinal; gives the place where it stopped.
/// Those found are written to `kept` from `*found` on, with their index among the ordinals to `indices`;
/// the sums of the others become 0. `slots` has a byte for each place, whatever is in it.
size_t ow_meet(const uint32_t *ordinals, size_t ordinal_count, uint32_t base, const uint16_t *places,
               size_t from, size_t count, uint8_t *slots, uint16_t *sums, uint16_t *kept,
               uint8_t *indices, size_t *found);

/// The first index from `from` on with `ordinals[index] >= wanted`, or `count`.
size_t ow_lower_bound(const uint32_t *ordinals, size_t from, size_t count, uint32_t wanted);

#endif
