#include "CPCRE2.h"
#include <string.h>

// Sixteen bytes at a time: compilers turn these into the vector instructions of the machine.
typedef uint8_t bytes16 __attribute__((vector_size(16)));

static bytes16 load(const uint8_t *place) {
    bytes16 bytes;
    memcpy(&bytes, place, sizeof bytes);
    return bytes;
}

static bytes16 all(uint8_t byte) {
    bytes16 bytes;
    memset(&bytes, byte, sizeof bytes);
    return bytes;
}

static bool is_letter(uint8_t byte) { return (uint8_t)((byte | 0x20) - 'a') < 26; }

static bool stands(const gloss_word *word, const uint8_t *place) {
    if (!word->ignores_case) return memcmp(place, word->bytes, word->count) == 0;
    for (size_t index = 0; index < word->count; index += 1) {
        uint8_t byte = place[index];
        if ((is_letter(byte) ? byte | 0x20 : byte) != word->bytes[index]) return false;
    }
    return true;
}

ptrdiff_t gloss_word_find(const gloss_word *word, const uint8_t *text, size_t count, size_t from, size_t limit) {
    if (word->count == 0 || word->count > count) return -1;
    if (limit > count - word->count + 1) limit = count - word->count + 1;
    // Letters differ from their capitals by one bit; what else differs by it only is sorted out afterwards.
    uint8_t rare = word->bytes[word->rare], other = word->bytes[word->other];
    bytes16 rare_fold = all(word->ignores_case && is_letter(rare) ? 0x20 : 0);
    bytes16 other_fold = all(word->ignores_case && is_letter(other) ? 0x20 : 0);
    bytes16 rares = all(rare), others = all(other);
    size_t place = from;
    for (; place + 16 <= limit; place += 16) {
        bytes16 same = (bytes16)((load(text + place + word->rare) | rare_fold) == rares)
            & (bytes16)((load(text + place + word->other) | other_fold) == others);
        uint64_t halves[2];
        memcpy(halves, &same, sizeof halves);
        if (!(halves[0] | halves[1])) continue;
        for (size_t index = 0; index < 16; index += 1) {
            if (same[index] && stands(word, text + place + index)) return (ptrdiff_t)(place + index);
        }
    }
    for (; place < limit; place += 1) {
        if (stands(word, text + place)) return (ptrdiff_t)place;
    }
    return -1;
}
